/** How large an effect is, whatever its p-value: with 30,000 answers almost everything is "significant". */
export type EffectLabel = 'negligible' | 'small' | 'medium' | 'large';

/**
 * Cohen's label of Cramér's V. His w = V√d (d = min(rows, columns) − 1) is small from 0.1, medium from 0.3, large
 * from 0.5.
 *
 * @param v Cramér's V, 0 to 1
 * @param smallerDf min(rows, columns) − 1 of the table (1 for a table with two answers, whatever its rows);
 *   `chiSquared` returns it as `smallerDf`. It is not the test's degrees of freedom.
 * @see Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed., section 7.2
 */
export function cramersVLabel(v: number, smallerDf: number): EffectLabel {
  return byThresholds(v * Math.sqrt(smallerDf), 0.1, 0.3, 0.5);
}

/**
 * Label of Cliff's δ: small from 0.147, medium from 0.33, large from 0.474 (where Cohen's d of normal variables would be
 * 0.2, 0.5 and 0.8).
 *
 * @param delta −1 to 1
 * @see Romano, Kromrey, Coraggio & Skowronek (2006), "Appropriate statistics for ordinal level data"
 */
export function cliffsDeltaLabel(delta: number): EffectLabel {
  return byThresholds(delta, 0.147, 0.33, 0.474);
}

/**
 * Label of a share of variance explained by groups, ε² or η²: small from 0.01, medium from 0.06, large from 0.14.
 *
 * @param share 0 to 1
 * @see Cohen (1988), section 8.2; Tomczak & Tomczak (2014)
 */
export function varianceShareLabel(share: number): EffectLabel {
  return byThresholds(share, 0.01, 0.06, 0.14);
}

/**
 * Cohen's label of a correlation: small from 0.1, medium from 0.3, large from 0.5.
 *
 * @param r −1 to 1
 * @see Cohen (1988), section 3.2
 */
export function correlationLabel(r: number): EffectLabel {
  return byThresholds(r, 0.1, 0.3, 0.5);
}

/**
 * Cohen's h of two proportions, 2 arcsin √p₁ − 2 arcsin √p₂, in radians: a difference of points counts more near 0 and
 * 100 %, where there is less room.
 *
 * @param first proportion, 0 to 1
 * @param second proportion, 0 to 1
 * @see Cohen (1988), section 6.2
 */
export function cohensH(first: number, second: number): number {
  return 2 * Math.asin(Math.sqrt(first)) - 2 * Math.asin(Math.sqrt(second));
}

/** Cohen's label of h, and of d, the difference of two means in standard deviations: 0.2, 0.5, 0.8. */
export function differenceLabel(size: number): EffectLabel {
  return byThresholds(size, 0.2, 0.5, 0.8);
}

function byThresholds(size: number, small: number, medium: number, large: number): EffectLabel {
  const absolute = Math.abs(size);
  if (absolute >= large) return 'large';
  if (absolute >= medium) return 'medium';
  return absolute >= small ? 'small' : 'negligible';
}
