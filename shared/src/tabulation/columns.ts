import type { LocalizedText } from '../i18n/index.js';
import type { Stratum } from './request.js';

/** A stratum's column, dictionary-coded. */
export interface StratumColumn {
  /** Per row: 0 for none, k for `categories[k - 1]`. */
  readonly codes: Uint16Array;
  readonly categories: readonly { readonly key: string; readonly label: LocalizedText }[];
}

/**
 * The responses of one campaign as columns: a row per response, a small integer per item (see coding's `CodedRow`).
 * Every array has at least `length` elements; what lies beyond is room to grow, not data.
 */
export interface Columns {
  readonly length: number;
  /** By item code; an item that a row's questionnaire does not have is `NOT_ASKED` there. */
  readonly items: ReadonlyMap<string, Uint8Array | Uint16Array>;
  readonly strata: Readonly<Record<Stratum, StratumColumn>>;
  /** Quality marks, a bit each (coding's `QUALITY_FLAGS`); 0: none. */
  readonly flags: Uint8Array;
  /** 1 where the row counts, 0 where it was withdrawn. */
  readonly live: Uint8Array;
  /** Quality marks (bits) whose responses the round has decided to leave out; absent: none. */
  readonly excludedFlags?: number;
}
