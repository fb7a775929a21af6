import type { ItemBreakdown } from '@duwen/shared/breakdown';
import type { GroupTables } from './campaign-tables.js';
import {
  baseCells,
  baseColumns,
  countsAs,
  meanCells,
  meanColumns,
  optionCells,
  sdCell,
  shareCells,
  shareColumns,
  testCells,
  testColumns,
} from './figure-cells.js';
import type { Cell, HeadedColumn, Sheet, SheetRow } from './sheet.js';
import type { Texts } from './texts.js';

/**
 * A group's items: a row of figures each, of those who answered and, beside them, of the people they stand for; the test between
 * schools where there are any; and under it a row per option.
 */
export function groupSheet(name: string, tables: GroupTables, texts: Texts): Sheet {
  const figures: HeadedColumn[] = [
    ...baseColumns(texts),
    ...shareColumns(texts, false),
    ...shareColumns(texts, true),
    ...meanColumns(texts, false),
    ...meanColumns(texts, true),
    { head: texts.text('col.sd'), width: 9, format: 'decimal' },
    ...(tables.schools ? testColumns(texts) : []),
  ];
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
    rows: tables.breakdown.items.flatMap((item, index) =>
      itemRows(item, tables, tables.weighted.items[index]!, figures.length, texts),
    ),
    frozenColumns: 2,
  };
}

function itemRows(
  item: ItemBreakdown,
  { schools }: GroupTables,
  weighted: ItemBreakdown,
  figureCount: number,
  texts: Texts,
): SheetRow[] {
  const title = texts.say(item.title);
  const about: Cell[] = [item.scale ? texts.say(item.scale.label) : null, item.indicators.join(', ') || null];
  const figures = [
    ...baseCells(item, item.total),
    ...shareCells(item, item.total, texts),
    ...shareCells(weighted, weighted.total, texts),
    ...meanCells(item, item.total),
    ...meanCells(weighted, weighted.total),
    sdCell(item, item.total),
    ...(schools ? testCells(item.test, item.noTest, texts) : []),
  ];
  const own: SheetRow = {
    emphasis: 'strong',
    cells: [item.code, title, texts.text('row.item'), null, null, null, ...figures, ...about],
  };
  const nothing = new Array<Cell>(figureCount).fill(null);
  const options = item.options.map((option, index): SheetRow => {
    const cells = [texts.say(option.label), countsAs(option, texts), ...optionCells(item, item.total, index)];
    return { cells: [item.code, title, ...cells, ...nothing, ...about] };
  });
  return [own, ...options];
}
