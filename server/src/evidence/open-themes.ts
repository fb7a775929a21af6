import type { OpenTheme } from '@duwen/shared/evidence';
import { mayBeAttributed } from '@duwen/shared/tabulation';
import { countWords, isWhole, markingTerms, type WordCounts } from './marking-terms.js';
import { mask } from './mask.js';
import type { ReadAnswer } from './read-answers.js';
import { clausesOf, toneOf } from './tone.js';

const MOST_THEMES = 8;
const MOST_COMPANIONS = 4;
const MOST_QUOTATIONS = 3;
/** A quotation is neither a word nor a page: characters. */
const QUOTABLE = { least: 6, most: 80, best: 28 };

/** The answers of a group to an item that use a term. */
interface Mention {
  readonly item: string;
  readonly term: string;
  readonly group: string;
  readonly answers: ReadAnswer[];
}

/**
 * The recurrent themes of the open answers, by section: words of the section's vocabulary that at least `minimum` answers
 * of a group use, the most frequent first; how many of the answers find it wanting and praise it, the words that come with
 * it, and masked quotations.
 *
 * @param answers see `readAnswers`
 * @param vocabulary by section code
 * @param minimum the campaign's minimum cell: rarer themes are not shown
 */
export function openThemes(
  answers: readonly ReadAnswer[],
  vocabulary: ReadonlyMap<string, ReadonlySet<string>>,
  minimum: number,
): ReadonlyMap<string, OpenTheme[]> {
  const mentions = mentionsOf(answers, vocabulary);
  const baseOf = basesOf(answers);
  return new Map(
    [...mentions].map(([section, found]) => [
      section,
      found
        .filter((mention) => mayBeAttributed(mention.answers, baseOf(mention).answers, minimum))
        .sort((a, b) => b.answers.length - a.answers.length || (a.term < b.term ? -1 : 1))
        .slice(0, MOST_THEMES)
        .map((mention) => themeOf(mention, baseOf(mention).counts, vocabulary.get(section)!, minimum)),
    ]),
  );
}

function mentionsOf(
  answers: readonly ReadAnswer[],
  vocabulary: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, Mention[]> {
  const terms = [...vocabulary].flatMap(([section, words]) => [...words].map((term) => ({ section, term })));
  const found = new Map([...vocabulary.keys()].map((section) => [section, new Map<string, Mention>()]));
  for (const answer of answers)
    for (const { section, term } of terms)
      if (answer.text.includes(term)) note(answer, term, found.get(section)!);
  return new Map([...found].map(([section, mentions]) => [section, [...mentions.values()]]));
}

function note(answer: ReadAnswer, term: string, found: Map<string, Mention>): void {
  const { item, group } = answer;
  const key = `${item}\0${term}\0${group}`;
  const mention = found.get(key);
  if (mention) mention.answers.push(answer);
  else found.set(key, { item, term, group, answers: [answer] });
}

/** All answers of a group to an item, and their words. */
interface Base {
  readonly answers: readonly ReadAnswer[];
  readonly counts: WordCounts;
}

/** What a mention is held against; counted when first asked for. */
function basesOf(answers: readonly ReadAnswer[]): (of: Pick<Mention, 'item' | 'group'>) => Base {
  const known = new Map<string, Base>();
  return ({ item, group }) => {
    const key = `${item}\0${group}`;
    let base = known.get(key);
    if (!base) {
      const own = answers.filter((answer) => answer.item === item && answer.group === group);
      known.set(key, (base = { answers: own, counts: countWords(own) }));
    }
    return base;
  };
}

function themeOf(
  { item, term, group, answers }: Mention,
  all: WordCounts,
  words: ReadonlySet<string>,
  minimum: number,
): OpenTheme {
  const companions = markingTerms(countWords(answers), all, {
    minimum,
    most: MOST_COMPANIONS + 2,
    mayBeTold: (word) =>
      mayBeAttributed(
        answers.filter((answer) => answer.words.has(word)),
        answers,
        minimum,
      ),
  })
    .map((marking) => marking.term)
    .filter((word) => !word.includes(term) && !term.includes(word));
  return {
    item,
    term,
    group,
    count: answers.length,
    ...tonesOf(answers, term, minimum),
    companions: companions.slice(0, MOST_COMPANIONS),
    quotations: quotations(answers, words),
  };
}

/** How many find the term wanting and praise it: both, or one, or neither, so that no part of the whole is too small to be told. */
function tonesOf(
  answers: readonly ReadAnswer[],
  term: string,
  minimum: number,
): Pick<OpenTheme, 'critical' | 'praising'> {
  const tones = answers.map(({ text }) => toneOf(text, term));
  const critical = tones.filter((tone) => tone === 'critical').length;
  const praising = tones.filter((tone) => tone === 'praising').length;
  const all = answers.length;
  const told = (...parts: number[]): boolean => parts.every((part) => isWhole(part, minimum));
  if (told(critical, praising, all - critical - praising)) return { critical, praising };
  const larger = critical >= praising ? 'critical' : 'praising';
  const alone = Math.max(critical, praising);
  const none = { critical: null, praising: null };
  return told(alone, all - alone) ? { ...none, [larger]: alone } : none;
}

/**
 * The most telling: those that say most of the section's words, near the length that reads best, no clause twice, and no
 * two of one unit, which would speak for all.
 */
function quotations(answers: readonly ReadAnswer[], words: ReadonlySet<string>): string[] {
  const score = (text: string): number =>
    [...words].filter((word) => text.includes(word)).length * 20 - Math.abs([...text].length - QUOTABLE.best);
  const ranked = answers
    .map(({ text, unit }) => ({ text: text.trim(), unit }))
    .filter(({ text }) => [...text].length >= QUOTABLE.least && [...text].length <= QUOTABLE.most)
    .map((answer) => ({ ...answer, score: score(answer.text) }))
    .sort((a, b) => b.score - a.score || (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  const said = new Set<string>();
  const heard = new Set<string>();
  const chosen: string[] = [];
  for (const { text, unit } of ranked) {
    if (chosen.length === MOST_QUOTATIONS) break;
    // People say the same in the same words, and a reader wants to hear it once.
    const clauses = clausesOf(text).filter((clause) => clause.length > 3);
    if (said.has(text) || clauses.some((clause) => said.has(clause)) || (unit !== null && heard.has(unit)))
      continue;
    for (const clause of [text, ...clauses]) said.add(clause);
    if (unit !== null) heard.add(unit);
    chosen.push(mask(text));
  }
  return chosen;
}
