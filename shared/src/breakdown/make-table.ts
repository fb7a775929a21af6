import type { CampaignCodebook, Frame } from '../codebook/index.js';
import { workbookTexts, type LocalizedText } from '../i18n/index.js';
import {
  protectTable,
  tabulateTable,
  type Checkpoint,
  type Columns,
  type ProtectedTable,
  type TableRequest,
  type TableTallies,
  type Variable,
} from '../tabulation/index.js';
import { clusterDesign, populationWeights } from './design/index.js';
import { wordingFor } from './item-wording.js';
import type { Table, TableCell } from './table.js';
import { tableCell, type RoomOfCells } from './table-cell.js';
import { TableClusters } from './table-clusters.js';
import { roomOfCells } from './table-room.js';
import { testTable } from './table-tests.js';
import { weightingOf } from './weighting.js';

/** What a table is made from. */
export interface TableInput {
  readonly columns: Columns;
  readonly codebook: CampaignCodebook;
  readonly request: TableRequest;
  /** Counts of 1 to minimumCell − 1 are withheld. */
  readonly minimumCell: number;
  /** When `columns` was last brought up to date, ISO 8601. */
  readonly asOf: string;
  /** The population, for requests with weights; without it every response stands for one person. */
  readonly frame?: Frame;
  /** The request's counts, where they have been made already: by several threads, say. */
  readonly tallies?: TableTallies;
  /** Called between steps; what it throws ends the work. */
  readonly checkpoint?: Checkpoint;
}

/**
 * Answers a table request: in every cell and total the measure's figure with an interval that knows of units and weights,
 * and a test, after disclosure control.
 *
 * Percentages are of the persons of the row, the column or the table, each a domain of the whole campaign's design.
 *
 * @throws TabulationError for what cannot be tabulated, see `tabulateTable`
 */
export function makeTable(input: TableInput): Table {
  const { columns, codebook, request, minimumCell, asOf, frame, checkpoint = () => undefined } = input;
  const tallies = input.tallies ?? tabulateTable(columns, codebook, request);
  checkpoint();
  const guarded = protectTable(tallies, minimumCell);
  checkpoint();
  const weights = request.weighted && frame ? populationWeights({ columns, frame }) : null;
  const clusters = new TableClusters(tallies, clusterDesign(columns, weights));
  const room = request.weighted ? roomOf(clusters, guarded) : null;
  const figures = guarded.cells.map((line, row) => {
    checkpoint();
    return line.map((told, column) => tableCell(clusters, clusters.numberOf(row, column), told, room));
  });
  const test = testTable(clusters, guarded, figures);
  const { placeOf, persons } = clusters.everybody();
  return {
    request,
    title: titleOf(codebook, request),
    responses: guarded.responses,
    rows: tallies.rows,
    columns: tallies.columns,
    cells: withResiduals(tallies, figures),
    test: test.ok ? test.value : null,
    noTest: test.ok ? null : test.reason,
    disclosure: guarded.disclosure,
    weighting: request.weighted ? weightingOf(clusters.design, placeOf, persons, minimumCell) : null,
    asOf,
  };
}

/** How far the weighted sums of each cell must be free to lie. */
function roomOf(clusters: TableClusters, { cells, minimumCell }: ProtectedTable): RoomOfCells {
  const { measure } = clusters.tallies.request;
  const withheld = Uint8Array.from(cells.flat(), ({ count, favourable, scores }) => {
    const figure = measure === 'mean' ? scores : measure === 'favourable' ? favourable : count;
    return figure === null ? 1 : 0;
  });
  return roomOfCells(clusters, clusters.counts(), withheld, minimumCell);
}

/**
 * Adjusted standardised residuals (O − E)/√(E(1 − row)(1 − column)) of a table of persons, from published plain counts
 * alone; none where persons overlap.
 */
function withResiduals(
  { request: { measure }, severalChoice, rows, columns }: TableTallies,
  cells: readonly (readonly TableCell[])[],
): readonly (readonly TableCell[])[] {
  if (measure === 'mean' || measure === 'favourable' || severalChoice) return cells;
  const total = cells.at(-1)!.at(-1)!.count;
  if (!total) return cells;
  return cells.map((line, row) =>
    line.map((cell, column) => {
      const [inRow, inColumn] = [line.at(-1)!.count, cells.at(-1)![column]!.count];
      if (row === rows.length || column === columns.length) return cell;
      if (cell.count === null || !inRow || !inColumn || inRow === total || inColumn === total) return cell;
      const expected = (inRow * inColumn) / total;
      const spread = Math.sqrt(expected * (1 - inRow / total) * (1 - inColumn / total));
      return { ...cell, residual: (cell.count - expected) / spread };
    }),
  );
}

/** "Whom it asks × by what", in the words of the groups that are looked at. */
function titleOf(codebook: CampaignCodebook, request: TableRequest): LocalizedText {
  const item = (code: string): LocalizedText => wordingFor(codebook.byCode.get(code)!, request);
  const name = (variable: Variable): LocalizedText =>
    'item' in variable ? item(variable.item) : workbookTexts[`stratum.${variable.stratum}`];
  const of = request.of === null ? [] : [item(request.of)];
  const parts = [...of, ...request.rows.map(name), ...request.columns.map(name)];
  const join = (locale: 'zh' | 'en'): string => parts.map((part) => part[locale] ?? part.zh).join(' × ');
  return { zh: join('zh'), en: join('en') };
}
