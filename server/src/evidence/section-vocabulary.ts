import type { CampaignCodebook, Framework } from '@duwen/shared/codebook';
import { segment, type Word } from './segment.js';
import { EMPTY_WORDS } from './stop-words.js';

/** A word that more sections than this share says nothing of any of them. */
const MOST_SECTIONS = 2;

const SUBJECT_TAG = /^(?:n(?!r|s|t$)|vn|j|l|an)/;

/** Whether a word can name a theme. */
const isSubject = ({ word, tag }: Word): boolean =>
  [...word].length >= 2 && SUBJECT_TAG.test(tag) && !EMPTY_WORDS.has(word) && /\p{Script=Han}/u.test(word);

/**
 * The words by which an open answer is known to speak of a section: the framework's keywords where it gives some, else the
 * nouns of its title, claim and indicators, and of the wording of its items, less those that many sections share.
 *
 * @returns by section code, in the framework's order
 */
export function sectionVocabulary(
  framework: Framework,
  codebook: CampaignCodebook,
): ReadonlyMap<string, ReadonlySet<string>> {
  const sections = framework.parts.flatMap((part) => part.sections);
  const words = new Map<string, Set<string>>();
  for (const section of sections) {
    const indicators = new Set(section.indicators.map(({ code }) => code));
    const items = codebook.items.filter((item) => item.indicators.some((code) => indicators.has(code)));
    const texts = [
      section.title.zh,
      section.claim.zh,
      ...section.indicators.map(({ title }) => title.zh),
      ...items.flatMap((item) => [...item.wording.values()].map((wording) => wording.zh)),
      ...items.filter((item) => !item.scale).flatMap((item) => item.options.map(({ label }) => label.zh)),
    ];
    words.set(
      section.code,
      new Set(
        texts
          .flatMap((text) => segment(text))
          .filter(isSubject)
          .map(({ word }) => word),
      ),
    );
  }
  const sectionsOf = new Map<string, number>();
  for (const set of words.values())
    for (const word of set) sectionsOf.set(word, (sectionsOf.get(word) ?? 0) + 1);
  for (const set of words.values())
    for (const word of set) if ((sectionsOf.get(word) as number) > MOST_SECTIONS) set.delete(word);
  for (const { code, keywords } of sections) if (keywords?.length) words.set(code, new Set(keywords));
  return words;
}
