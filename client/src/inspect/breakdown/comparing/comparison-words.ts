import { useTranslation } from 'react-i18next';
import type { RowComparison } from '@duwen/shared/breakdown';
import { formatPoints } from '../../../ui/format/numbers';

/** Points with their sign at both ends: `+1.2 – +5.4`. */
export const pointsInterval = ({ lower, upper }: Pick<RowComparison, 'lower' | 'upper'>): string =>
  `${formatPoints(lower)} – ${formatPoints(upper)}`;

const unsigned = (difference: number): string => formatPoints(Math.abs(difference)).replace('+', '');

/** Whether a difference goes beyond chance: its interval is on one side of nothing. */
export const isBeyondChance = ({ lower, upper }: Pick<RowComparison, 'lower' | 'upper'>): boolean =>
  lower > 0 || upper < 0;

/** A writer of differences: which is higher, by how much, and whether by more than chance. */
export function useComparisonWords(): (first: string, second: string, comparison: RowComparison) => string {
  const { t } = useTranslation('inspect');
  return (first, second, comparison) => {
    const { difference, method } = comparison;
    const said = isBeyondChance(comparison)
      ? difference > 0
        ? 'compare.higher'
        : 'compare.lower'
      : 'compare.same';
    const sentence = t(said, {
      first,
      second,
      points: unsigned(difference),
      interval: pointsInterval(comparison),
    });
    return `${sentence}${t(`compare.by.${method}`)}`;
  };
}
