/** Most UTF-16 units of a sheet's name in Excel. */
const MAX_LENGTH = 31;

/**
 * Gives names that Excel, WPS and LibreOffice take: none of `[ ] : * ? / \`, not "History", 31 characters at most, and each
 * once however it is capitalised. Apostrophes are allowed, but the writer would not double them where it names the rows
 * to repeat in print, and Excel would call the file damaged: they become typographic ones.
 */
export class SheetNames {
  readonly #taken = new Set<string>(['history']);

  /** A name as near to `wanted` as may be. */
  take(wanted: string): string {
    const clean =
      wanted
        .replace(/[[\]:*?/\\\p{Cc}\p{Cs}]/gu, ' ')
        .replaceAll("'", '’')
        .replace(/\s+/g, ' ')
        .trim() || 'Sheet';
    for (let number = 1; ; number += 1) {
      const ending = number === 1 ? '' : ` (${number})`;
      const name = cut(clean, MAX_LENGTH - ending.length) + ending;
      if (this.#taken.has(name.toLowerCase())) continue;
      this.#taken.add(name.toLowerCase());
      return name;
    }
  }
}

/** The first `length` units, without half a character or an ending that is not allowed. */
const cut = (text: string, length: number): string =>
  text
    .slice(0, length)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
