import type { CampaignCodebook, CampaignItem, Option } from '../codebook/index.js';
import { FIRST_CODE, NO_ANSWER, NOT_ASKED } from '../coding/index.js';
import type { LocalizedText } from '../i18n/index.js';
import type { Columns } from './columns.js';
import { NO_ANSWER_KEY, NOT_ASKED_KEY } from './filter.js';
import { TabulationError } from './tabulation-error.js';
import type { Base } from './table-request.js';
import type { TableCategory } from './table-tallies.js';
import type { Variable } from './variable.js';

const NO_ANSWER_LABEL: LocalizedText = { zh: '未作答', en: 'No answer' };
const NOT_ASKED_LABEL: LocalizedText = { zh: '未被问及', en: 'Not asked' };

/** A category and the item's codes that fall into it. */
export interface ItemCategory extends TableCategory {
  /** Whether a code of the item's column falls into it. */
  readonly holds: (code: number) => boolean;
}

/**
 * The categories that a variable has in a table or filter, in order: a stratum's own; an item's valid options, then its
 * "don't know" options, no answer and not asked, as far as the base counts them. Whether somebody is in them is not asked.
 *
 * @throws TabulationError 'unknown-item'; 'not-a-variable' for a numeric or text item
 */
export function variableCategories(
  { strata }: Columns,
  codebook: CampaignCodebook,
  variable: Variable,
  base: Base,
): readonly TableCategory[] {
  if ('stratum' in variable) return strata[variable.stratum].categories;
  return itemCategories(variableItem(codebook, variable.item), base).map(({ key, label }) => ({
    key,
    label,
  }));
}

/** @throws TabulationError 'unknown-item' */
export function knownItem(codebook: CampaignCodebook, code: string): CampaignItem {
  const item = codebook.byCode.get(code);
  if (!item) throw new TabulationError('unknown-item', code);
  return item;
}

/** @throws TabulationError 'unknown-item', 'not-a-variable' */
export function variableItem(codebook: CampaignCodebook, code: string): CampaignItem {
  const item = knownItem(codebook, code);
  if (item.kind === 'numeric' || item.kind === 'text') throw new TabulationError('not-a-variable', code);
  return item;
}

/** The categories of an item with options, as far as the base counts them. */
export function itemCategories(item: CampaignItem, base: Base): readonly ItemCategory[] {
  const options = item.options.map((option, index) => optionCategory(item, option, index));
  const valid = options.filter((_, index) => !item.options[index]!.missing);
  if (base === 'answered') return valid;
  const dontKnow = options.filter((_, index) => item.options[index]!.missing);
  return [...valid, ...dontKnow, ...unanswered(base)];
}

/** No answer, and not asked where the base is all. */
export const unanswered = (base: Base): ItemCategory[] => [
  { key: NO_ANSWER_KEY, label: NO_ANSWER_LABEL, holds: (code) => code === NO_ANSWER },
  ...(base === 'all'
    ? [{ key: NOT_ASKED_KEY, label: NOT_ASKED_LABEL, holds: (code: number) => code === NOT_ASKED }]
    : []),
];

function optionCategory(item: CampaignItem, { value, label }: Option, index: number): ItemCategory {
  const holds =
    item.kind === 'multiple'
      ? (code: number): boolean => ((code >> (index + 1)) & 1) === 1
      : (code: number): boolean => code === FIRST_CODE + index;
  return { key: String(value), label, holds };
}
