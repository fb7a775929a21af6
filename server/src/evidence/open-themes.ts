import type { OpenTheme } from '@duwen/shared/evidence';
import { mask } from './mask.js';

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
  const terms = [...vocabulary].flatMap(([section, words]) => [...words].map((term) => ({ section, term })));
  const mentions = new Map<string, Map<string, Mention>>(
    [...vocabulary.keys()].map((code) => [code, new Map()]),
  );
  for (const answer of answers)
    for (const { section, term } of terms)
      if (answer.text.includes(term)) note(answer, term, mentions.get(section) as Map<string, Mention>);

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

function note({ item, group, text }: OpenAnswer, term: string, found: Map<string, Mention>): void {
  const key = `${item}\0${term}\0${group}`;
  const mention = found.get(key);
  if (mention) mention.texts.push(text);
  else found.set(key, { item, term, group, texts: [text] });
}

/** The clauses of a text: people say the same in the same words, and a reader wants to hear it once. */
const clausesOf = (text: string): string[] =>
  text.split(/[，。；！？、,.;!?\s]+/u).filter((clause) => clause.length > 3);

/** The most telling: those that say most of the section's words, near the length that reads best, no clause twice. */
function quotations(texts: readonly string[], words: ReadonlySet<string>): string[] {
  const score = (text: string): number =>
    [...words].filter((word) => text.includes(word)).length * 20 - Math.abs([...text].length - QUOTABLE.best);
  const ranked = [...new Set(texts.map((text) => text.trim()))]
    .filter((text) => [...text].length >= QUOTABLE.least && [...text].length <= QUOTABLE.most)
    .map((text) => ({ text, score: score(text) }))
    .sort((a, b) => b.score - a.score || (a.text < b.text ? -1 : 1));
  const said = new Set<string>();
  const chosen: string[] = [];
  for (const { text } of ranked) {
    if (chosen.length === MOST_QUOTATIONS) break;
    const clauses = clausesOf(text);
    if (clauses.some((clause) => said.has(clause))) continue;
    for (const clause of clauses) said.add(clause);
    chosen.push(mask(text));
  }
  return chosen;
}
