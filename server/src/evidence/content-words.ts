import { mask } from './mask.js';
import { segment } from './segment.js';
import { EMPTY_WORDS } from './stop-words.js';

/** Nouns (but no names of persons, nor times), verbs, adjectives, set phrases. */
const CONTENT_TAG = /^(?:n(?!r|t)|v|a|j|l|i)/;

/** The different words of an open answer that carry meaning and name nobody. */
export function contentWords(text: string): Set<string> {
  const words = segment(text).filter(
    ({ word, tag }) =>
      [...word].length >= 2 &&
      CONTENT_TAG.test(tag) &&
      !EMPTY_WORDS.has(word) &&
      /^\p{Script=Han}+$/u.test(word),
  );
  return new Set(words.map(({ word }) => word));
}

/** Whether a word can be shown by itself: the mask for quotations finds nothing to hide in it. */
export const isShowable = (word: string): boolean => mask(word) === word;
