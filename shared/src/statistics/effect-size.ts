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

function byThresholds(size: number, small: number, medium: number, large: number): EffectLabel {
  const absolute = Math.abs(size);
  if (absolute >= large) return 'large';
  if (absolute >= medium) return 'medium';
  return absolute >= small ? 'small' : 'negligible';
}
