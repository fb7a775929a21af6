import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { compareRows, type BreakdownRow } from '@duwen/shared/breakdown';
import { Figure } from '../../../ui/figure';
import { formatCount, formatInterval, formatPoints } from '../../../ui/format/numbers';
import { palette } from '../../../ui/tokens';
import { WithheldFigure } from '../figure-cells';
import { useFigureWords } from '../figure-words';
import { writtenShare } from '../told-figures';
import { isBeyondChance, pointsInterval, useComparisonWords } from './comparison-words';

interface SideOptions {
  readonly where: string;
  /** null: this side has no such row. */
  readonly row: BreakdownRow | null;
  readonly minimumCell: number;
  readonly weighted: boolean;
}

/** One side of a comparison: share and base, two cells. */
export function SideCells({ where, row, minimumCell, weighted }: SideOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const words = useFigureWords(minimumCell, weighted);
  if (!row || row.n === 0)
    return (
      <>
        <td className="number">{t('figure.none')}</td>
        <td className="number muted">{row ? 0 : t('figure.none')}</td>
      </>
    );
  const { favourable, favourableBounds: bounds, n } = row;
  return (
    <>
      <td className="number favourable">
        {favourable ? (
          <Figure words={() => words.favourable(where, favourable)}>
            {writtenShare(favourable.share, favourable.decimals)}
          </Figure>
        ) : bounds ? (
          <WithheldFigure reason={words.bounds(where, bounds.atLeast, bounds.atMost, bounds.n)}>
            {formatInterval(bounds.atLeast, bounds.atMost)}
          </WithheldFigure>
        ) : (
          <WithheldFigure reason={words.withheld(where)}>{t('figure.withheldShort')}</WithheldFigure>
        )}
      </td>
      <td className="number muted">{n === null ? t('figure.withheldShort') : formatCount(n)}</td>
    </>
  );
}

interface DifferenceOptions {
  readonly first: BreakdownRow;
  readonly second: BreakdownRow | null;
  readonly names: readonly [first: string, second: string];
  /** The points at the ends of the axis that a table's differences share: ± this. */
  readonly reach: number;
}

/** The difference in points, its interval written and drawn: three cells. */
export function DifferenceCells({ first, second, names, reach }: DifferenceOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const words = useComparisonWords();
  const comparison = second && compareRows(first, second);
  if (!comparison)
    return (
      <td className="number muted" colSpan={3}>
        {second && second.n !== 0 && first.n !== 0 ? t('compare.withheld') : t('figure.none')}
      </td>
    );
  const sentence = words(names[0], names[1], comparison);
  return (
    <>
      <td className={isBeyondChance(comparison) ? 'number favourable' : 'number'}>
        <Figure words={() => sentence}>{formatPoints(comparison.difference)}</Figure>
      </td>
      <td className="number interval-text">{pointsInterval(comparison)}</td>
      <td className="interval-cell">
        <DifferenceMark {...comparison} reach={reach} label={sentence} />
      </td>
    </>
  );
}

interface MarkOptions {
  readonly difference: number;
  readonly lower: number;
  readonly upper: number;
  readonly reach: number;
  readonly label: string;
}

/** A difference with its interval on an axis about nothing. */
function DifferenceMark({ difference, lower, upper, reach, label }: MarkOptions): ReactNode {
  const x = (points: number): string => `${(50 + (points / reach) * 50).toFixed(2)}%`;
  return (
    <svg className="interval-mark" width="100%" height={20} role="img" aria-label={label}>
      <line x1="50%" x2="50%" y1={0} y2={20} stroke={palette.text} strokeOpacity={0.55} />
      <line
        x1={x(lower)}
        x2={x(upper)}
        y1={10}
        y2={10}
        stroke={palette.deepBlue}
        strokeWidth={3}
        strokeOpacity={0.45}
      />
      <circle cx={x(difference)} cy={10} r={4} fill={palette.deepBlue} />
    </svg>
  );
}

/** The axis that differences need in common, in whole tenths. */
export function reachOf(pairs: readonly (readonly [BreakdownRow, BreakdownRow | null])[]): number {
  const ends = pairs.flatMap(([first, second]) => {
    const comparison = second && compareRows(first, second);
    return comparison ? [Math.abs(comparison.lower), Math.abs(comparison.upper)] : [];
  });
  return Math.max(0.1, Math.ceil(Math.max(0, ...ends) * 10) / 10);
}
