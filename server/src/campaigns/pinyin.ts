import { pinyin } from 'pinyin-pro';

/**
 * What a search by keyboard goes through: full pinyin without tones, and the initials; letters and digits stay.
 * 同济小学 → `tongjixiaoxue`, `tjxx`.
 */
export function searchKeys(name: string): { pinyin: string; initials: string } {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true });
  const words = syllables.map((syllable) => syllable.toLowerCase().replace(/[^a-z0-9]/g, ''));
  return {
    pinyin: words.join(''),
    // A run of digits or Latin letters is typed whole: 101中学 → 101zx
    initials: words
      .map((word, index) => (isSpelt(syllables[index]!, name) ? word : word.slice(0, 1)))
      .join(''),
  };
}

/** Whether a piece stands in the name as it is, rather than being the sound of a character. */
const isSpelt = (piece: string, name: string): boolean => name.includes(piece);
