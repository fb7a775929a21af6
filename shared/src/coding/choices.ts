/**
 * The options that a multiple-choice code stands for.
 *
 * @param code a code of a multiple-choice item (see `row.ts`)
 * @returns option indices, ascending; none for "not asked" and "no answer"
 * @example choicesOf(0b1011) // [0, 2]
 */
export function choicesOf(code: number): number[] {
  const choices: number[] = [];
  for (let bits = code >> 1, index = 0; bits > 0; bits >>= 1, index += 1) {
    if (bits & 1) choices.push(index);
  }
  return choices;
}
