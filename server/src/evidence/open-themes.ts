import type { OpenTheme } from '@duwen/shared/evidence';
import { mask } from './mask.js';
import { segment } from './segment.js';

/** An open answer as themes read it. */
export interface OpenAnswer {
  readonly item: string;
  readonly group: string;
  readonly text: string;
}

const MOST_THEMES = 8;
const MOST_QUOTATIONS = 3;
/** A quotation is neither a word nor a page: characters. */
const QUOTABLE = { least: 6, most: 80, best: 28 };

interface Mention {
  readonly item: string;
  readonly term: string;
  readonly group: string;
  readonly texts: string[];
}

/**
 * The recurrent themes of the open answers, by section: words of the section's vocabulary that at least `minimum` answers
 * of a group use, the most frequent first, with masked quotations.
 *
 * @param vocabulary by section code
 * @param minimum the campaign's minimum cell: rarer themes are not shown
 */
export function openThemes(
  answers: readonly OpenAnswer[],
  vocabulary: ReadonlyMap<string, ReadonlySet<string>>,
  minimum: number,
): ReadonlyMap<string, OpenTheme[]> {
  const sectionsOf = new Map<string, string[]>();
  for (const [section, words] of vocabulary)
    for (const word of words) sectionsOf.set(word, [...(sectionsOf.get(word) ?? []), section]);

  const mentions = new Map<string, Map<string, Mention>>(
    [...vocabulary.keys()].map((code) => [code, new Map()]),
  );
  for (const answer of answers) note(answer, sectionsOf, mentions);

  return new Map(
    [...mentions].map(([section, found]) => [
      section,
      [...found.values()]
        .filter(({ texts }) => texts.length >= minimum)
        .sort((a, b) => b.texts.length - a.texts.length || (a.term < b.term ? -1 : 1))
        .slice(0, MOST_THEMES)
        .map((mention) => ({
          item: mention.item,
          term: mention.term,
          group: mention.group,
          count: mention.texts.length,
          quotations: quotations(mention.texts, vocabulary.get(section) as ReadonlySet<string>),
        })),
    ]),
  );
}

function note(
  { item, group, text }: OpenAnswer,
  sectionsOf: ReadonlyMap<string, readonly string[]>,
  mentions: ReadonlyMap<string, Map<string, Mention>>,
): void {
  const words = new Set(segment(text).map(({ word }) => word));
  for (const term of words)
    for (const section of sectionsOf.get(term) ?? []) {
      const found = mentions.get(section) as Map<string, Mention>;
      const key = `${item}\0${term}\0${group}`;
      const mention = found.get(key);
      if (mention) mention.texts.push(text);
      else found.set(key, { item, term, group, texts: [text] });
    }
}

/** The most telling: those that say most of the section's words, near the length that reads best, each once. */
function quotations(texts: readonly string[], words: ReadonlySet<string>): string[] {
  const score = (text: string): number =>
    new Set(
      segment(text)
        .map(({ word }) => word)
        .filter((word) => words.has(word)),
    ).size *
      20 -
    Math.abs([...text].length - QUOTABLE.best);
  return [...new Set(texts.map((text) => text.trim()))]
    .filter((text) => [...text].length >= QUOTABLE.least && [...text].length <= QUOTABLE.most)
    .map((text) => ({ text, score: score(text) }))
    .sort((a, b) => b.score - a.score || (a.text < b.text ? -1 : 1))
    .slice(0, MOST_QUOTATIONS)
    .map(({ text }) => mask(text));
}
