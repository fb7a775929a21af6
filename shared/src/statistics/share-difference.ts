/** A proportion with the limits of its interval. */
export interface LimitedShare {
  readonly share: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * The interval of a difference of two independent proportions from the limits of each: square-and-add, which with Wilson's
 * limits is Newcombe's method 10 and serves any others too, such as those of a clustered survey.
 *
 * Lower d − √((p₁ − l₁)² + (u₂ − p₂)²), upper d + √((u₁ − p₁)² + (p₂ − l₂)²).
 *
 * @see Newcombe (1998), "Interval estimation for the difference between independent proportions"; Zou & Donner (2008),
 *   "Construction of confidence limits about effect measures: a general approach"
 */
export function differenceOfShares(
  first: LimitedShare,
  second: LimitedShare,
): { readonly difference: number; readonly lower: number; readonly upper: number } {
  const difference = first.share - second.share;
  return {
    difference,
    lower: difference - Math.hypot(first.share - first.lower, second.upper - second.share),
    upper: difference + Math.hypot(first.upper - first.share, second.share - second.lower),
  };
}
