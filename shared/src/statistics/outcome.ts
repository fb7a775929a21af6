/**
 * Why there is no number. A procedure that cannot answer says which of these holds; it never answers NaN or Infinity.
 *
 * - `noData`: nothing was counted (n = 0, no rows, no weight).
 * - `tooFewValues`: there are values, but fewer than the formula needs (for example one value has no variance).
 * - `tooFewGroups`: fewer than two groups (or categories, clusters, items) to compare.
 * - `noVariation`: every value is the same, so that the formula divides by zero.
 * - `emptyCategory`: a row or column of a table, a group or a post-stratum has no member.
 * - `invalidValue`: a value, count, weight or level lies outside what the procedure is defined for.
 * - `differentLengths`: columns that should have a value per row differ in length.
 * - `singleUnitStratum`: a stratum has one first-stage unit only, so that its variance cannot be estimated.
 * - `inconsistentDesign`: the design contradicts itself (a population smaller than its sample, for example).
 * - `singular`: variables are exact combinations of each other, so that a matrix has no inverse.
 * - `notConverged`: an iteration did not settle within its limit.
 * - `severalChoices`: people may be in several rows or columns at once, so that these are not independent.
 * - `tooManyCells`: a table too large for its test to say anything, or to be computed while one waits.
 * - `overflow`: values so large or small that the arithmetic of numbers leaves its range.
 */
export const REASONS = [
  'noData',
  'tooFewValues',
  'tooFewGroups',
  'noVariation',
  'emptyCategory',
  'invalidValue',
  'differentLengths',
  'singleUnitStratum',
  'inconsistentDesign',
  'singular',
  'notConverged',
  'severalChoices',
  'tooManyCells',
  'overflow',
] as const;

export type Reason = (typeof REASONS)[number];

/** A procedure's answer, or the reason why there is none. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: Reason };

/** An answer; should any number within it be NaN or Infinity, no answer but `overflow`. */
export function success<T>(value: T): Outcome<T> {
  return isFiniteThroughout(value) ? { ok: true, value } : failure('overflow');
}

function isFiniteThroughout(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  if (value instanceof Float64Array) return value.every(Number.isFinite);
  if (ArrayBuffer.isView(value)) return true;
  return Object.values(value).every(isFiniteThroughout);
}

/** No answer, and why. */
export function failure(reason: Reason): { readonly ok: false; readonly reason: Reason } {
  return { ok: false, reason };
}
