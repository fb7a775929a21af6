import type { CampaignCodebook, CampaignItem, Frame } from '../codebook/index.js';
import type { LocalizedText } from '../i18n/index.js';
import {
  protectTallies,
  tabulate,
  type BreakdownRequest,
  type Checkpoint,
  type Columns,
  type ItemRange,
  type ItemTally,
  type ProtectedItem,
  type ProtectedRow,
  type RowTally,
  type Tallies,
} from '../tabulation/index.js';
import type { Breakdown, BreakdownRow, ItemBreakdown } from './breakdown.js';
import {
  clusterDesign,
  placesOfCells,
  populationWeights,
  type ClusterDesign,
  type DomainSums,
} from './design/index.js';
import { wordingFor } from './item-wording.js';
import { meanOfRow, weightedMeanOfRow } from './mean-of-row.js';
import {
  estimatesOf,
  favourableTable,
  RowClusters,
  type RowEstimates,
  type RowSums,
} from './row-estimates.js';
import { shareOfRow, weightedShareOfRow } from './share-of-row.js';
import { testBetweenRows } from './test-between-rows.js';
import { roomOf, roomOfTotal, type WeightedDisclosure } from './weighted-figures.js';
import { weightingOf } from './weighting.js';

/** What a breakdown is made from. */
export interface BreakdownInput {
  readonly columns: Columns;
  readonly codebook: CampaignCodebook;
  readonly request: BreakdownRequest;
  /** Counts of 1 to minimumCell − 1 are withheld. */
  readonly minimumCell: number;
  /** When `columns` was last brought up to date, ISO 8601. */
  readonly asOf: string;
  /** The population, for requests with weights; without it every response stands for one person. */
  readonly frame?: Frame;
  /** The request's counts, where they have been made already: by several threads, say. */
  readonly tallies?: Tallies;
  /** The items of the request to answer, where others answer the rest; what is withheld is decided over all of them. */
  readonly part?: ItemRange;
  /** Called between steps; what it throws ends the work. */
  readonly checkpoint?: Checkpoint;
}

const TOTAL: LocalizedText = { zh: '合计', en: 'Total' };

/**
 * Answers a request: per item and row the counts, the favourable share and the mean with intervals that know of units and
 * weights, and a test between rows, after disclosure control.
 *
 * @throws TabulationError for an item code or a filter category that the campaign does not have
 */
export function breakDown(input: BreakdownInput): Breakdown {
  return answers(input, [input.request.weighted === true])[0]!;
}

/** The answers to a request without weights and to the same with them. */
export interface BothWays {
  readonly plain: Breakdown;
  readonly weighted: Breakdown;
}

/** Answers a request without and with weights: counts and what is withheld of them are the same, so are made once. */
export function breakDownBothWays(input: BreakdownInput): BothWays {
  const [plain, weighted] = answers(input, [false, true]);
  return { plain: plain!, weighted: weighted! };
}

function answers(input: BreakdownInput, ways: readonly boolean[]): Breakdown[] {
  const { columns, codebook, request, minimumCell, asOf, checkpoint = () => undefined } = input;
  const tallies = input.tallies ?? tabulate(columns, codebook, request, checkpoint);
  checkpoint();
  const part = input.part ?? { from: 0, to: tallies.items.length };
  const { responses, items } = protectTallies(tallies, minimumCell, part, checkpoint);
  const tables = ways.map((weighted) => tableOfRows(input, tallies, weighted));
  const clusters = new RowClusters(tallies, tables[0]!.design);
  const made = items.map((item, index) => {
    checkpoint();
    const tally = tallies.items[part.from + index]!;
    const sums = tally.clusters && clusters.sums(tally.item, tally.clusters);
    return tables.map((table) => itemBreakdown(table, tally, item, sums));
  });
  return tables.map(({ design, weighted }, way) => ({
    request: { ...request, ...(ways.length > 1 && { weighted: weighted !== null }) },
    minimumCell,
    responses,
    items: made.map((item) => item[way]!),
    weighting: weighted
      ? weightingOf(design, placesOfCells(tallies.cells, design), tallies.clusterPersons, minimumCell)
      : null,
    asOf,
  }));
}

/** What all items' rows are made from. */
interface TableOfRows {
  readonly tallies: Tallies;
  readonly design: ClusterDesign;
  /** null: every response stands for one person. */
  readonly weighted: WeightedDisclosure | null;
}

function tableOfRows(
  { columns, frame, minimumCell }: BreakdownInput,
  tallies: Tallies,
  weighted: boolean,
): TableOfRows {
  const design = clusterDesign(columns, weighted && frame ? populationWeights({ columns, frame }) : null);
  return { tallies, design, weighted: weighted ? { design, minimumCell } : null };
}

function itemBreakdown(
  table: TableOfRows,
  tally: ItemTally,
  item: ProtectedItem,
  sums: readonly RowSums[] | null,
): ItemBreakdown {
  const { tallies, design } = table;
  const { code, kind, indicators, scale, options } = tally.item;
  const estimates = sums && sums.map((row) => estimatesOf(design, row));
  const rows = item.rows.map((row, index) =>
    breakdownRow(table, tally.item, tallies.categories[index]!, {
      tally: tally.rows[index]!,
      row,
      estimates: estimates?.[index] ?? null,
      withheld: NOTHING_WITHHELD,
    }),
  );
  const withheld = {
    favourable: placesWhere(rows, estimates, 'places', isInexact),
    scores: placesWhere(rows, estimates, 'scorePlaces', (row) => isInexact(row) || row.mean === null),
  };
  const told = rows.flatMap(({ favourable }, index) => (favourable ? [estimates![index]!.places] : []));
  const betweenUnits = tallies.request.by === 'unit';
  const test = testBetweenRows(rows, betweenUnits ? null : favourableTable(design, told));
  const canBeTested = rows.length > 0 && options.some(({ favourable }) => favourable);
  return {
    code,
    kind,
    title: wordingFor(tally.item, tallies.request),
    indicators,
    scale: scale && { code: scale.code, label: scale.label, type: scale.type },
    options: options.map(({ value, label, score, missing, favourable }) => ({
      value,
      label,
      score,
      missing,
      favourable,
    })),
    total: breakdownRow(
      table,
      tally.item,
      { key: null, label: TOTAL },
      { tally: tally.total, row: item.total, estimates: estimates?.at(-1) ?? null, withheld },
    ),
    rows,
    test: test.ok ? test.value : null,
    noTest: test.ok || !canBeTested ? null : test.reason,
  };
}

/** Whether a row's share is withheld or rounded, so that it must not follow from the total and the others either. */
const isInexact = ({ favourable }: BreakdownRow): boolean =>
  favourable === null || favourable.decimals !== undefined;

/** The clusters of the rows that fit. */
const placesWhere = (
  rows: readonly BreakdownRow[],
  estimates: readonly RowEstimates[] | null,
  of: 'places' | 'scorePlaces',
  fits: (row: BreakdownRow) => boolean,
): DomainSums[] => rows.flatMap((row, index) => (fits(row) ? (estimates?.[index]?.[of] ?? []) : []));

/** What a row is made from. */
interface RowParts {
  readonly tally: RowTally;
  readonly row: ProtectedRow;
  readonly estimates: RowEstimates | null;
  /** Of the total, the rows whose favourable share or mean is withheld, by place. */
  readonly withheld: { readonly favourable: readonly DomainSums[]; readonly scores: readonly DomainSums[] };
}

const NOTHING_WITHHELD: RowParts['withheld'] = { favourable: [], scores: [] };

function breakdownRow(
  { weighted }: TableOfRows,
  item: CampaignItem,
  { key, label }: { readonly key: string | null; readonly label: LocalizedText },
  parts: RowParts,
): BreakdownRow {
  const { suppression, asked, missing, dontKnow, n, counts, favourable, favourableBounds } = parts.row;
  const figures = weighted ? weightedFigures(weighted, item, parts) : plainFigures(item, parts);
  const lost = favourable !== null && n !== 0 && figures.favourable === null;
  return {
    key,
    label,
    suppression: suppression === 'none' && lost ? 'cells' : suppression,
    asked,
    missing,
    dontKnow,
    n,
    counts,
    ...figures,
    // They bound the plain share; the weighted one may lie outside.
    favourableBounds: favourableBounds && n !== null && !weighted ? { n, ...favourableBounds } : null,
  };
}

type RowFigures = Omit<
  BreakdownRow,
  'key' | 'label' | 'suppression' | 'asked' | 'missing' | 'dontKnow' | 'n' | 'counts' | 'favourableBounds'
>;

function plainFigures(item: CampaignItem, { tally, row, estimates }: RowParts): RowFigures {
  const { favourable, n, scores } = row;
  return {
    favourable:
      favourable === null || n === null ? null : shareOfRow(favourable, n, estimates?.favourable ?? null),
    ...meanOfRow(item, tally, scores, estimates?.score ?? null),
  };
}

function weightedFigures(
  weighted: WeightedDisclosure,
  item: CampaignItem,
  { tally, row, estimates, withheld }: RowParts,
): RowFigures {
  const { favourable, n, scores } = row;
  const { places = null, scorePlaces = null } = estimates ?? {};
  const roomOfShare = (domain: DomainSums): number => {
    const others = Array.from(domain.n, (n, k) => n - domain.sum[k]!);
    return Math.max(
      roomOf(weighted, domain.place, [domain.sum, others]),
      roomOfTotal(weighted, withheld.favourable),
    );
  };
  const room = places ? roomOfShare(places) : 0;
  const roomOfMean = Math.max(
    room,
    scorePlaces ? roomOf(weighted, scorePlaces.place, [scorePlaces.n]) : 0,
    roomOfTotal(weighted, withheld.scores),
  );
  return {
    favourable:
      favourable === null || n === null
        ? null
        : weightedShareOfRow(favourable, n, estimates?.favourable ?? null, { above: room, below: room }),
    ...weightedMeanOfRow(item, tally, scores, estimates?.score ?? null, roomOfMean),
  };
}
