/** A value of a row: null is "not asked" of an item, and "not told" of what says where somebody belongs. */
export type DataValue = number | string | null;

/** A column of the respondents' data. */
export interface DataVariable {
  readonly name: string;
  readonly label: string;
  readonly type: 'number' | 'day' | 'text';
  readonly decimals: number;
  readonly measure: 'nominal' | 'ordinal' | 'scale';
  /** What its values stand for, in order. */
  readonly values: readonly DataCategory[];
  /** The item it belongs to, and the option where it is one of several choices; null for what is no item. */
  readonly item: string | null;
  readonly option: string | number | boolean | null;
  /** The value in the file of a row. */
  readonly read: (row: DataRow) => DataValue;
}

export interface DataCategory {
  readonly value: number | string;
  readonly label: string;
  /** Why it is no valid answer; null where it is one. */
  readonly missing: 'noAnswer' | 'dontKnow' | 'withheld' | null;
}

/** A row to be written. */
export interface DataRow {
  /** Its place in the file. */
  readonly index: number;
  /** Its place in the matrix. */
  readonly row: number;
  /** See `detailShown`. */
  readonly detail: number;
  readonly weight: number;
}
