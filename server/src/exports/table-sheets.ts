import type { Table, TableCell } from '@duwen/shared/breakdown';
import { reasonTexts } from '@duwen/shared/i18n';
import type { Measure, TableHead, Variable } from '@duwen/shared/tabulation';
import type { CampaignMatrix } from '../matrix/campaign-matrix.js';
import { populationRows, variableWords } from './condition-words.js';
import { countCell, coverSheet, weightingWords } from './cover-sheet.js';
import { boundsText } from './figure-cells.js';
import { SheetNames } from './sheet-names.js';
import { WITHHELD, type Cell, type Format, type HeadedColumn, type Sheet, type SheetRow } from './sheet.js';
import type { Texts } from './texts.js';

/** How a measure's figures are shown. */
const FORMAT: Readonly<Record<Measure, Format>> = {
  count: 'count',
  rowPercent: 'percent',
  columnPercent: 'percent',
  totalPercent: 'percent',
  mean: 'decimal',
  favourable: 'percent',
};

/** A table as a workbook: cover, the table as it is on the screen, and a row for each of its cells with all that is known of it. */
export function tableWorkbook(matrix: CampaignMatrix, table: Table, texts: Texts): Sheet[] {
  const { campaign, codebook, asOf } = matrix;
  const names = new SheetNames();
  const used = new Set([
    ...[...table.request.rows, ...table.request.columns].flatMap((v) => ('item' in v ? [v.item] : [])),
    ...(table.request.of === null ? [] : [table.request.of]),
  ]);
  const items = codebook.items.filter(({ code }) => used.has(code));
  const cover = coverSheet(
    names.take(texts.text('sheet.cover')),
    { campaign, codebook: { ...codebook, items }, asOf, scope: scopeRows(matrix, table, texts) },
    texts,
  );
  return [
    cover,
    gridSheet(names.take(texts.text('sheet.table')), matrix, table, texts),
    cellSheet(names.take(texts.text('sheet.cells')), matrix, table, texts),
  ];
}

function scopeRows(matrix: CampaignMatrix, table: Table, texts: Texts): [label: string, value: Cell][] {
  const { request, responses, disclosure, weighting, test, noTest } = table;
  const { text, say } = texts;
  const named = (variables: readonly Variable[]): string =>
    variables.length === 0
      ? text('cover.none')
      : variables.map((variable) => variableWords(matrix, variable, texts)).join(' × ');
  const measure = text(`measure.${request.measure}`);
  const of = request.of === null ? null : variableWords(matrix, { item: request.of }, texts);
  return [
    [text('cover.responses'), countCell(responses)],
    [text('cover.rows'), named(request.rows)],
    [text('cover.columns'), named(request.columns)],
    [text('cover.measure'), of === null ? measure : `${measure}：${of}`],
    [text('cover.tableBase'), text(`base.${request.base}`)],
    ...populationRows(matrix, request, texts),
    [
      text('cover.weights'),
      weighting
        ? weightingWords(weighting, texts)
        : text(request.weighted ? 'cover.weights.yes' : 'cover.weights.no'),
    ],
    [
      text('sheet.tests'),
      test ? testWords(test, texts) : noTest && text('test.none', { reason: say(reasonTexts[noTest]) }),
    ],
    [
      text('cover.disclosure'),
      text('cover.disclosure.text', {
        shown: disclosure.shown,
        primary: disclosure.primary,
        complementary: disclosure.complementary,
        minimum: disclosure.minimumCell,
      }),
    ],
  ];
}

/** A test in a sentence: what was found, and how large the effect is. */
function testWords(test: NonNullable<Table['test']>, { text }: Texts): string {
  const df =
    test.denominatorDf === null ? rounded(test.df) : `${rounded(test.df)}, ${rounded(test.denominatorDf)}`;
  const p = test.pValue < 0.0001 ? '< 0.0001' : `= ${test.pValue.toFixed(4)}`;
  const effect =
    'etaSquared' in test ? `η² = ${test.etaSquared.toFixed(3)}` : `Cramér V = ${test.cramersV.toFixed(3)}`;
  return text('cover.test', {
    test: text('approximate' in test && test.approximate ? 'test.approximate' : `test.${test.method}`),
    statistic: test.statistic.toFixed(2),
    df,
    p,
    effect,
    size: text(`effect.${test.effect}`),
  });
}

const rounded = (df: number): string => (Number.isInteger(df) ? String(df) : df.toFixed(1));

/** A cell's figure: what may be said of it. */
export function valueCell({ value, bounds, suppression, decimals }: TableCell): Cell {
  if (value !== null) return decimals === 1 ? { value, format: 'oneDecimal' } : value;
  if (bounds) return boundsText(bounds);
  return suppression === 'none' ? null : WITHHELD;
}

const TOTAL_ONLY: TableHead = [];

/** Labels of a head in as many cells as its axis has variables; the total's label in the first. */
function headCells(head: TableHead | null, depth: number, { text, say }: Texts): Cell[] {
  const cells: Cell[] = (head ?? TOTAL_ONLY).map(({ label }) => say(label));
  if (head === null) cells.push(text('row.total'));
  return Array.from({ length: Math.max(1, depth) }, (_, level) => cells[level] ?? null);
}

/** Which places of an axis are shown: its heads and the total, or, where no variable is on it, the total alone. */
const placesShown = (variables: readonly Variable[], heads: readonly TableHead[]): number[] =>
  variables.length === 0 ? [heads.length] : Array.from({ length: heads.length + 1 }, (_, place) => place);

/** The table as it is on the screen: heads above and at the side, one figure a cell. */
function gridSheet(name: string, matrix: CampaignMatrix, table: Table, texts: Texts): Sheet {
  const { request, rows, columns, cells } = table;
  const depth = Math.max(1, request.columns.length);
  const sides = Math.max(1, request.rows.length);
  const format = FORMAT[request.measure];
  const across = placesShown(request.columns, columns);
  const above = across.map((place) => headCells(columns[place] ?? null, depth, texts));
  const corner = Array.from({ length: sides }, (_, side): Cell => {
    const variable = request.rows[side];
    return variable ? variableWords(matrix, variable, texts) : null;
  });
  const head = Array.from({ length: depth }, (_, level): Cell[] => [
    ...(level === depth - 1 ? corner : corner.map(() => null)),
    ...above.map((labels) => labels[level] ?? null),
  ]);
  return {
    name,
    columns: [
      ...corner.map(() => ({ width: 26, format: 'text' }) as const),
      ...above.map(() => ({ width: 13, format })),
    ],
    head,
    rows: placesShown(request.rows, rows).map((place): SheetRow => {
      const side = headCells(rows[place] ?? null, sides, texts);
      const row = { cells: [...side, ...across.map((column) => valueCell(cells[place]![column]!))] };
      return place === rows.length ? { ...row, emphasis: 'strong' } : row;
    }),
    frozenColumns: sides,
  };
}

/** A row for each cell: its heads, and all that is known of it. Also the table as csv. */
export function cellSheet(name: string, matrix: CampaignMatrix, table: Table, texts: Texts): Sheet {
  const { request, rows, columns, cells } = table;
  const { text } = texts;
  const heads = [...request.rows, ...request.columns];
  const format = FORMAT[request.measure];
  const [down, across] = [request.rows.length, request.columns.length];
  const headed: HeadedColumn[] = [
    ...heads.map((variable) => ({
      head: variableWords(matrix, variable, texts),
      width: 24,
      format: 'text' as const,
    })),
    { head: text(`measure.${request.measure}`), width: 14, format },
    { head: text('col.lower'), width: 11, format },
    { head: text('col.upper'), width: 11, format },
    { head: text('col.interval'), width: 12, format: 'text' },
    { head: text('col.designEffect'), width: 9, format: 'decimal' },
    { head: text('col.unweighted'), width: 12, format },
    { head: text('col.base'), width: 10, format: 'count' },
    { head: text('col.persons'), width: 10, format: 'count' },
    { head: text('col.residual'), width: 11, format: 'decimal' },
  ];
  const places = placesShown(request.columns, columns);
  const lines = placesShown(request.rows, rows).flatMap((row) =>
    places.map((column): SheetRow => {
      const cell = cells[row]![column]!;
      const labels = [
        ...(down > 0 ? headCells(rows[row] ?? null, down, texts) : []),
        ...(across > 0 ? headCells(columns[column] ?? null, across, texts) : []),
      ];
      const isTotal = (down > 0 && row === rows.length) || (across > 0 && column === columns.length);
      const all = { cells: [...labels, ...cellFigures(cell, request.weighted, texts)] };
      return isTotal ? { ...all, emphasis: 'strong' } : all;
    }),
  );
  return {
    name,
    columns: headed,
    head: [headed.map(({ head }) => head)],
    rows: lines,
    frozenColumns: heads.length,
  };
}

function cellFigures(cell: TableCell, weighted: boolean, { text }: Texts): Cell[] {
  const withheld = cell.suppression === 'cell' ? WITHHELD : null;
  return [
    valueCell(cell),
    cell.lower,
    cell.upper,
    cell.method && text(`interval.${cell.method}`),
    cell.designEffect,
    weighted ? cell.unweighted : null,
    cell.n ?? withheld,
    cell.count ?? withheld,
    cell.residual,
  ];
}
