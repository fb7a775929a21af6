/**
 * What a request named that the campaign does not have, or asked of an item that the item can't give:
 * `not-a-variable`: an item without categories stands in the rows or columns; `second-several-choice`: a table has two items
 * with several choices; `no-measure`: the item has no favourable options or no scores; `too-large`: more cells than anyone reads.
 */
export type TabulationErrorCode =
  | 'unknown-item'
  | 'unknown-category'
  | 'not-a-variable'
  | 'second-several-choice'
  | 'no-measure'
  | 'too-large';

/** A request that cannot be tabulated; `value` is the item code or category key at fault, or the number of cells. */
export class TabulationError extends Error {
  override readonly name = 'TabulationError';

  constructor(
    readonly code: TabulationErrorCode,
    readonly value: string,
    /** For a category: the key of the variable it was looked for in, `unit` or `item:FAC1`. */
    readonly variable: string | null = null,
  ) {
    super(variable === null ? `${code}: ${value}` : `${code}: ${value} in ${variable}`);
  }
}
