/** A column of labels or codes that tell rows apart. */
export type Labels = ArrayLike<string | number>;

export interface CodedLabels {
  /** Per row the position of its label in `labels`. */
  readonly codes: Uint32Array;
  /** The distinct labels in order of first appearance. */
  readonly labels: readonly (string | number)[];
}

/** Codes a column of labels 0, 1, 2 … in order of first appearance. */
export function codeLabels(column: Labels): CodedLabels {
  const positions = new Map<string | number, number>();
  const codes = new Uint32Array(column.length);
  for (let i = 0; i < column.length; i += 1) {
    const label = column[i]!;
    let code = positions.get(label);
    if (code === undefined) positions.set(label, (code = positions.size));
    codes[i] = code;
  }
  return { codes, labels: [...positions.keys()] };
}
