import type { CampaignCodebook, CampaignItem, RespondentGroup } from '@duwen/shared/codebook';
import { countsAs } from './figure-cells.js';
import type { Cell, HeadedColumn, Sheet } from './sheet.js';
import type { Texts } from './texts.js';

/** Every item's options, what they count as, and the wording put to each group: a row per option. */
export function codebookSheet(
  name: string,
  codebook: CampaignCodebook,
  groups: readonly RespondentGroup[],
  texts: Texts,
): Sheet {
  const columns: HeadedColumn[] = [
    { head: texts.text('col.code'), width: 10, format: 'text' },
    { head: texts.text('col.kind'), width: 10, format: 'text' },
    { head: texts.text('col.scale'), width: 16, format: 'text' },
    { head: texts.text('col.indicators'), width: 18, format: 'text' },
    { head: texts.text('col.reverse'), width: 8, format: 'text' },
    { head: texts.text('col.value'), width: 10, format: 'text' },
    { head: texts.text('col.option'), width: 26, format: 'text' },
    { head: texts.text('col.score'), width: 8, format: 'text' },
    { head: texts.text('col.countsAs'), width: 10, format: 'text' },
    ...groups.map((group): HeadedColumn => ({
      head: texts.text('col.wording', { group: texts.say(group.title) }),
      width: 40,
      format: 'text',
    })),
  ];
  return {
    name,
    columns,
    head: [columns.map(({ head }) => head)],
    rows: codebook.items.flatMap((item) => itemRows(item, groups, texts).map((cells) => ({ cells }))),
    frozenColumns: 1,
  };
}

function itemRows(item: CampaignItem, groups: readonly RespondentGroup[], texts: Texts): Cell[][] {
  const about: Cell[] = [
    item.code,
    texts.text(`kind.${item.kind}`),
    item.scale ? `${item.scale.code} ${texts.say(item.scale.label)}` : null,
    item.indicators.join(', ') || null,
    item.reverse ? texts.text('mark.yes') : null,
  ];
  const wordings = groups.map((group): Cell => {
    const wording = item.wording.get(group.code);
    return wording ? texts.say(wording) : null;
  });
  if (item.options.length === 0) {
    const range = item.min === null ? null : `${item.min}–${item.max}`;
    return [[...about, range, null, null, null, ...wordings]];
  }
  return item.options.map((option) => [
    ...about,
    typeof option.value === 'boolean' ? String(option.value) : option.value,
    texts.say(option.label),
    option.score,
    countsAs(option, texts),
    ...wordings,
  ]);
}
