const MOST_BYTES = 64;
/** Words of SPSS's own syntax. */
const RESERVED = new Set(['all', 'and', 'by', 'eq', 'ge', 'gt', 'le', 'lt', 'ne', 'not', 'or', 'to', 'with']);

/**
 * Names for variables that SPSS takes (R and every spreadsheet take them too): at most 64 bytes, beginning with a letter, made of letters, digits
 * and `_`; each once, however it is capitalised.
 */
export class VariableNames {
  readonly #taken = new Set<string>();

  /** A name as near to `wanted` as may be. */
  take(wanted: string): string {
    const clean = wanted
      .normalize('NFC')
      .replace(/[^\p{L}\p{Nd}_]/gu, '_')
      .replace(/_+$/, '');
    const begun = /^\p{L}/u.test(clean) && !RESERVED.has(clean.toLowerCase()) ? clean : `v_${clean}`;
    for (let number = 1; ; number += 1) {
      const ending = number === 1 ? '' : `_${number}`;
      const name = cut(begun, MOST_BYTES - ending.length) + ending;
      if (this.#taken.has(name.toLowerCase())) continue;
      this.#taken.add(name.toLowerCase());
      return name;
    }
  }
}

function cut(text: string, most: number): string {
  let short = '';
  let bytes = 0;
  for (const letter of text) {
    bytes += Buffer.byteLength(letter);
    if (bytes > most) break;
    short += letter;
  }
  return short;
}
