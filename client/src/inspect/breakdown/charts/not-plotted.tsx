import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemBreakdown } from '@duwen/shared/breakdown';

type Reason = 'plot.needsScale' | 'plot.needsSplit' | 'plot.nothing' | 'trend.needsDay';

/** Why an item can't be plotted by row; null where it can. */
export function whyNotPlotted({ options, rows }: ItemBreakdown): Reason | null {
  if (!options.some(({ favourable }) => favourable)) return 'plot.needsScale';
  if (rows.length === 0) return 'plot.needsSplit';
  return rows.some(({ favourable, favourableBounds }) => favourable || favourableBounds)
    ? null
    : 'plot.nothing';
}

/** In a plot's place: why there is none. */
export function NotPlotted({ why }: { readonly why: Reason }): ReactNode {
  const { t } = useTranslation('inspect');
  return <p className="muted">{t(why)}</p>;
}
