import { success, type Outcome } from './outcome.js';
import { wilsonInterval, type ProportionInterval } from './wilson.js';

export interface FavourableShares {
  /** Favourable of those with an opinion: the base of all comparisons. Null where nobody had one. */
  readonly ofValid: (ProportionInterval & { readonly n: number }) | null;
  /** Favourable of all who answered, "don't know" included: never higher. */
  readonly ofAnswered: ProportionInterval & { readonly n: number };
}

/**
 * Percent favourable on both bases, each named: with "don't know" left out of the base and with it in. Where the two
 * are far apart, few people could judge at all.
 *
 * @param favourable answers that the scale counts as satisfied
 * @param valid all answers on the scale
 * @param dontKnow "don't know" and the like
 * @returns `noData` where nobody answered; `invalidValue` where favourable exceeds valid or a count is negative
 */
export function favourableShares(
  favourable: number,
  valid: number,
  dontKnow: number,
  level = 0.95,
): Outcome<FavourableShares> {
  const ofValid = wilsonInterval(favourable, valid, level);
  if (!ofValid.ok && ofValid.reason !== 'noData') return ofValid;
  const answered = dontKnow < 0 ? Number.NaN : valid + dontKnow;
  const ofAnswered = wilsonInterval(favourable, answered, level);
  if (!ofAnswered.ok) return ofAnswered;
  return success({
    ofValid: ofValid.ok ? { ...ofValid.value, n: valid } : null,
    ofAnswered: { ...ofAnswered.value, n: answered },
  });
}
