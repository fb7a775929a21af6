import type { Breakdown, ItemBreakdown } from '@duwen/shared/breakdown';
import { countsAs, figureCells, figureColumns, optionCells } from './figure-cells.js';
import type { Cell, HeadedColumn, Sheet, SheetRow } from './sheet.js';
import type { Texts } from './texts.js';

/** A group's items: a row of figures each, and under it a row per option. */
export function groupSheet(name: string, breakdown: Breakdown, texts: Texts): Sheet {
  const figures = figureColumns(texts);
  const columns: HeadedColumn[] = [
    { head: texts.text('col.code'), width: 10, format: 'text' },
    { head: texts.text('col.title'), width: 52, format: 'text' },
    { head: texts.text('col.option'), width: 24, format: 'text' },
    { head: texts.text('col.countsAs'), width: 9, format: 'text' },
    { head: texts.text('col.optionCount'), width: 10, format: 'count' },
    { head: texts.text('col.optionShare'), width: 9, format: 'percent' },
    ...figures,
    { head: texts.text('col.scale'), width: 14, format: 'text' },
    { head: texts.text('col.indicators'), width: 18, format: 'text' },
  ];
  return {
    name,
    columns,
    head: [columns.map(({ head }) => head)],
    rows: breakdown.items.flatMap((item) => itemRows(item, figures.length, texts)),
    frozenColumns: 2,
  };
}

function itemRows(item: ItemBreakdown, figureCount: number, texts: Texts): SheetRow[] {
  const title = texts.say(item.title);
  const about: Cell[] = [item.scale ? texts.say(item.scale.label) : null, item.indicators.join(', ') || null];
  const own: SheetRow = {
    emphasis: 'strong',
    cells: [
      item.code,
      title,
      texts.text('row.item'),
      null,
      null,
      null,
      ...figureCells(item, item.total),
      ...about,
    ],
  };
  const nothing = new Array<Cell>(figureCount).fill(null);
  const options = item.options.map((option, index): SheetRow => {
    const cells = [texts.say(option.label), countsAs(option, texts), ...optionCells(item, item.total, index)];
    return { cells: [item.code, title, ...cells, ...nothing, ...about] };
  });
  return [own, ...options];
}
