/** What a request named that the campaign does not have. */
export type TabulationErrorCode = 'unknown-item' | 'unknown-category';

/** A request that cannot be tabulated; `value` is the item code or category key at fault. */
export class TabulationError extends Error {
  override readonly name = 'TabulationError';

  constructor(
    readonly code: TabulationErrorCode,
    readonly value: string,
    /** For a category: the stratum it was looked for in. */
    readonly stratum: string | null = null,
  ) {
    super(stratum === null ? `${code}: ${value}` : `${code}: ${value} in ${stratum}`);
  }
}
