import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Weighting } from '@duwen/shared/breakdown';
import { formatCount, formatMean } from '../../ui/format/numbers';
import { MethodLink } from '../methods/method-link';

interface WeightingNoteOptions {
  readonly weighting: Weighting | null;
  readonly responses: number | null;
  /** Whether what is shown has parts that weighting leaves alone: distributions. */
  readonly distributions?: boolean;
}

/** What weighting costs, in a sentence; nothing where a view isn't weighted. */
export function WeightingNote({
  weighting,
  responses,
  distributions = false,
}: WeightingNoteOptions): ReactNode {
  const { t } = useTranslation('inspect');
  if (!weighting || responses === null) return null;
  return (
    <p className="weighting-note" role="note">
      {t('weighted.effect', {
        deff: formatMean(weighting.designEffect),
        n: formatCount(responses),
        effective: formatCount(weighting.effectiveN),
        smallest: formatMean(weighting.smallest),
        largest: formatMean(weighting.largest),
      })}
      {distributions ? ` ${t('weighted.bars')}` : null} <MethodLink to="population-weights" named />{' '}
      <MethodLink to="kish" named />
    </p>
  );
}
