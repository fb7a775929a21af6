/** A variable of an SPSS file. */
export interface SavVariable {
  /** See `variableNames`. */
  readonly name: string;
  readonly label: string;
  /** A number; a day (`2019-03-11` in the rows); or a text of at most so many bytes of UTF-8, 1 to 255. */
  readonly type: 'number' | 'day' | { readonly bytes: number };
  /** Decimals shown of a number. */
  readonly decimals: number;
  readonly measure: 'nominal' | 'ordinal' | 'scale';
  readonly valueLabels: readonly (readonly [value: number | string, label: string])[];
  /** Values that count as missing. SPSS takes three, or a range and one: see `missingValues`. */
  readonly missing: readonly number[];
}

/** Several 0/1 variables that are one question. */
export interface MultipleResponseSet {
  readonly name: string;
  readonly label: string;
  readonly variables: readonly string[];
}

/** A value of a case: null is system-missing, or an empty text. */
export type SavValue = number | string | null;

/** An SPSS system file (.sav) as data. */
export interface SavFile {
  readonly label: string;
  readonly made: Date;
  readonly variables: readonly SavVariable[];
  readonly sets: readonly MultipleResponseSet[];
  readonly cases: number;
  /** Each row in the order of the variables. */
  readonly rows: Iterable<readonly SavValue[]>;
}

/** Elements of 8 bytes that a variable takes in a case. */
export const elementsOf = ({ type }: SavVariable): number =>
  typeof type === 'object' ? Math.ceil(type.bytes / 8) : 1;

/** The first `most` bytes of a text in UTF-8, without half a character. */
export function cutBytes(text: string, most: number): Buffer {
  const bytes = Buffer.from(text);
  if (bytes.length <= most) return bytes;
  let end = most;
  while (end > 0 && (bytes[end]! & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end);
}
