import type { UnitChoice } from '@duwen/shared/api';

/** How well a unit fits what was typed; lower is better. */
const RANKS = { nameStart: 0, initialsStart: 1, pinyinStart: 2, name: 3, initials: 4, pinyin: 5, street: 6 };

/**
 * The units that fit what was typed, best first. Chinese, full pinyin and initials all work, in any part of the name; words
 * parted by spaces must each fit (`同济 五角场`). Nothing typed: every unit in the list's order.
 */
export function searchUnits(units: readonly UnitChoice[], query: string): readonly UnitChoice[] {
  const words = normalise(query).split(' ').filter(Boolean);
  if (words.length === 0) return units;
  return units
    .map((unit, order) => ({ unit, order, rank: rankOf(unit, words) }))
    .filter((match): match is { unit: UnitChoice; order: number; rank: number } => match.rank !== null)
    .sort((a, b) => a.rank - b.rank || a.order - b.order)
    .map(({ unit }) => unit);
}

/** How many units are offered that only come near. */
const MOST_NEAR = 8;

/**
 * The units that come near what was typed, for when none fits: pinyin as it is often mistyped (`zh` or `z`, `ing` or `in`,
 * `n` or `l`), or a Chinese name with one character wrong.
 */
export function nearUnits(units: readonly UnitChoice[], query: string): readonly UnitChoice[] {
  const typed = normalise(query).replace(/ /g, '');
  const near = /^[a-z]+$/.test(typed) ? soundsLike(typed) : isButOneOf(typed);
  return units.filter(near).slice(0, MOST_NEAR);
}

function soundsLike(typed: string): (unit: UnitChoice) => boolean {
  const sound = blurred(typed);
  return (unit) =>
    sound.length > 1 && (blurred(unit.pinyin).includes(sound) || blurred(unit.initials).includes(sound));
}

/** Sounds that many speakers do not tell apart become one. */
const blurred = (pinyin: string): string =>
  pinyin
    .replace(/([zcs])h/g, '$1')
    .replace(/([aeio])ng/g, '$1n')
    .replace(/l/g, 'n');

/** All the characters typed but one stand in the name, in their order. */
function isButOneOf(typed: string): (unit: UnitChoice) => boolean {
  const characters = Array.from(typed);
  const shortened = characters.map((_, left) => characters.filter((_one, index) => index !== left));
  return ({ name }) =>
    characters.length > 2 && shortened.some((part) => isSubsequence(part, Array.from(normalise(name.zh))));
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let found = 0;
  for (const character of whole) if (character === part[found]) found += 1;
  return found === part.length;
}

/** The sum of the words' ranks; null when a word fits nowhere. Pinyin typed with spaces (`tong ji`) fits as one word too. */
function rankOf(unit: UnitChoice, words: readonly string[]): number | null {
  const joined = wordRank(unit, words.join(''));
  if (joined !== null) return joined;
  let sum = 0;
  for (const word of words) {
    const rank = wordRank(unit, word);
    if (rank === null) return null;
    sum += rank;
  }
  return sum;
}

function wordRank(unit: UnitChoice, word: string): number | null {
  const names = [unit.name.zh, unit.name.en ?? ''].map((name) => normalise(name).replace(/ /g, ''));
  if (names.some((name) => name.startsWith(word))) return RANKS.nameStart;
  if (unit.initials.startsWith(word)) return RANKS.initialsStart;
  if (unit.pinyin.startsWith(word)) return RANKS.pinyinStart;
  if (names.some((name) => name.includes(word))) return RANKS.name;
  if (unit.initials.includes(word)) return RANKS.initials;
  if (unit.pinyin.includes(word)) return RANKS.pinyin;
  if (unit.street !== null && normalise(unit.street).includes(word)) return RANKS.street;
  return null;
}

/** Full-width letters become plain ones; tones, case and repeated spaces don't count. */
function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}
