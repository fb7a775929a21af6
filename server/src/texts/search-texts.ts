import type { TextSpan } from '@duwen/shared/api';
import { segment } from '../evidence/segment.js';

/** What a search looks for: the words of its text, all of which must be in an answer. */
export function searchWords(search: string): string[] {
  const text = search.trim().toLowerCase();
  if (text === '') return [];
  const words = text
    .split(/\s+/u)
    .flatMap((part) => segment(part).map(({ word }) => word))
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  return [...new Set(words.length > 0 ? words : [text])];
}

/**
 * Where a text says what is searched for: the whole search where it stands there as it is, otherwise every one of its words.
 *
 * @param words of `searchWords`
 * @returns places in order, none over another; null where the text does not say it
 */
export function findIn(text: string, search: string, words: readonly string[]): TextSpan[] | null {
  const within = text.toLowerCase();
  const whole = places(within, search.trim().toLowerCase());
  if (whole.length > 0) return whole;
  const found = words.map((word) => places(within, word));
  if (found.length === 0 || found.some((spans) => spans.length === 0)) return null;
  return joined(found.flat());
}

function places(text: string, wanted: string): TextSpan[] {
  const found: TextSpan[] = [];
  if (wanted === '') return found;
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length))
    found.push([at, at + wanted.length]);
  return found;
}

/** Spans in order, those that touch made one. */
function joined(spans: readonly TextSpan[]): TextSpan[] {
  const result: [number, number][] = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = result[result.length - 1];
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

/** The sentences of an answer: cut after a full stop, an exclamation or question mark, a semicolon, or at a line's end. */
export const sentencesOf = (text: string): string[] =>
  (text.match(/[^。！？；!?;\n]+[。！？；!?;]*/gu) ?? []).map((sentence) => sentence.trim()).filter(Boolean);
