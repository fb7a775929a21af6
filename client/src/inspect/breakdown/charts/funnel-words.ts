import type { TFunction } from 'i18next';
import { formatMean } from '../../../ui/format/numbers';
import type { Funnel } from './funnel-model';

/** Whether rows differ by more than chance, and what was done about it. */
export function dispersionWords(
  { phi, rows, widens }: NonNullable<Funnel['dispersion']>,
  t: TFunction<'inspect'>,
): string {
  return t(widens ? 'funnel.dispersed' : 'funnel.notDispersed', {
    phi: formatMean(phi),
    root: formatMean(Math.sqrt(phi)),
    n: rows,
  });
}
