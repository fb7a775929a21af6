import type { Breakdown, BreakdownRow, ItemBreakdown } from '@duwen/shared/breakdown';
import { countsAs, figureCells, figureColumns, optionCells, testCells, testColumns } from './figure-cells.js';
import type { SheetNames } from './sheet-names.js';
import { WITHHELD, type Column, type HeadedColumn, type Sheet, type SheetRow } from './sheet.js';
import type { Texts } from './texts.js';

/** The sheets of a breakdown as it is on the screen: figures, distribution, and the tests between rows where it is split. */
export function viewSheets(breakdown: Breakdown, names: SheetNames, texts: Texts): Sheet[] {
  const { by } = breakdown.request;
  const rowHead = by === null ? texts.text('row.total') : texts.text(`stratum.${by}`);
  const sheets = [
    figuresSheet(names.take(texts.text('sheet.view')), breakdown, rowHead, texts),
    distributionSheet(names.take(texts.text('sheet.distribution')), breakdown, rowHead, texts),
  ];
  if (by !== null) sheets.push(testsSheet(names.take(texts.text('sheet.tests')), breakdown, texts));
  return sheets;
}

/**
 * The same breakdown as one table, for csv: a line of figures per item and row, and under it a line per option.
 */
export function viewTable(breakdown: Breakdown, texts: Texts): Sheet {
  const { by, weighted = false } = breakdown.request;
  const figures = figureColumns(texts, weighted);
  const columns: HeadedColumn[] = [
    ...itemColumns(texts),
    { head: by === null ? texts.text('row.total') : texts.text(`stratum.${by}`), width: 26, format: 'text' },
    { head: texts.text('col.option'), width: 24, format: 'text' },
    { head: texts.text('col.countsAs'), width: 9, format: 'text' },
    { head: texts.text('col.optionCount'), width: 10, format: 'count' },
    { head: texts.text('col.optionShare'), width: 9, format: 'percent' },
    ...figures,
  ];
  const rowsOf = (item: ItemBreakdown, row: BreakdownRow): SheetRow[] => {
    const about = [item.code, texts.say(item.title), labelOf(row, texts)];
    return [
      {
        cells: [
          ...about,
          texts.text('row.item'),
          null,
          null,
          null,
          ...figureCells(item, row, weighted, texts),
        ],
      },
      ...item.options.map((option, index): SheetRow => ({
        cells: [
          ...about,
          texts.say(option.label),
          countsAs(option, texts),
          ...optionCells(item, row, index),
          ...figures.map(() => null),
        ],
      })),
    ];
  };
  const rows = breakdown.items.flatMap((item) =>
    [item.total, ...item.rows].flatMap((row) => rowsOf(item, row)),
  );
  return sheet(texts.text('sheet.view'), columns, rows, 3);
}

const itemColumns = (texts: Texts): HeadedColumn[] => [
  { head: texts.text('col.code'), width: 10, format: 'text' },
  { head: texts.text('col.title'), width: 44, format: 'text' },
];

const labelOf = (row: BreakdownRow, texts: Texts): string =>
  row.key === null ? texts.text('row.total') : texts.say(row.label);

const sheet = (
  name: string,
  columns: readonly HeadedColumn[],
  rows: readonly SheetRow[],
  frozenColumns: number,
): Sheet => ({
  name,
  columns: columns.map(({ width, format }): Column => ({ width, format })),
  head: [columns.map(({ head }) => head)],
  rows,
  frozenColumns,
});

function figuresSheet(name: string, { items, request }: Breakdown, rowHead: string, texts: Texts): Sheet {
  const { weighted = false } = request;
  const columns: HeadedColumn[] = [
    ...itemColumns(texts),
    { head: rowHead, width: 26, format: 'text' },
    ...figureColumns(texts, weighted),
  ];
  const rows = items.flatMap((item) =>
    [item.total, ...item.rows].map((row): SheetRow => {
      const cells = [
        item.code,
        texts.say(item.title),
        labelOf(row, texts),
        ...figureCells(item, row, weighted, texts),
      ];
      return row.key === null ? { cells, emphasis: 'strong' } : { cells };
    }),
  );
  return sheet(name, columns, rows, 3);
}

function distributionSheet(name: string, { items }: Breakdown, rowHead: string, texts: Texts): Sheet {
  const columns: HeadedColumn[] = [
    ...itemColumns(texts),
    { head: rowHead, width: 26, format: 'text' },
    { head: texts.text('col.option'), width: 24, format: 'text' },
    { head: texts.text('col.countsAs'), width: 9, format: 'text' },
    { head: texts.text('col.optionCount'), width: 10, format: 'count' },
    { head: texts.text('col.optionShare'), width: 9, format: 'percent' },
    { head: texts.text('col.n'), width: 12, format: 'count' },
  ];
  const rowsOf = (item: ItemBreakdown, row: BreakdownRow): SheetRow[] =>
    item.options.map((option, index) => ({
      cells: [
        item.code,
        texts.say(item.title),
        labelOf(row, texts),
        texts.say(option.label),
        countsAs(option, texts),
        ...optionCells(item, row, index),
        row.n ?? WITHHELD,
      ],
    }));
  const rows = items.flatMap((item) => [item.total, ...item.rows].flatMap((row) => rowsOf(item, row)));
  return sheet(name, columns, rows, 3);
}

function testsSheet(name: string, { items }: Breakdown, texts: Texts): Sheet {
  const columns: HeadedColumn[] = [...itemColumns(texts), ...testColumns(texts)];
  const rows = items.map(({ code, title, test, noTest }): SheetRow => ({
    cells: [code, texts.say(title), ...testCells(test, noTest, texts)],
  }));
  return sheet(name, columns, rows, 2);
}
