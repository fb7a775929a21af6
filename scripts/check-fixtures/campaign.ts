import { breakDown, makeTable, type BreakdownRow } from '@duwen/shared/breakdown';
import type { CampaignCodebook, CampaignItem, Frame } from '@duwen/shared/codebook';
import { FIRST_CODE, NO_ANSWER } from '@duwen/shared/coding';
import {
  STRATA,
  readVariable,
  type Base,
  type Columns,
  type Measure,
  type Stratum,
  type StratumColumn,
  type TableHead,
} from '@duwen/shared/tabulation';

type Label = string | null;

/** A campaign's responses as the R scripts write them: a value per response in each column. */
export interface CampaignInput {
  readonly group: readonly string[];
  readonly unit: readonly Label[];
  readonly street: readonly Label[];
  readonly stage: readonly Label[];
  /** 5 (very satisfied) to 1, 9 for "don't know"; null without an answer. */
  readonly code: readonly (number | null)[];
  readonly number: readonly (number | null)[];
  readonly frame: Readonly<
    Record<string, { readonly count: number | null; readonly units: Readonly<Record<string, number>> }>
  >;
}

interface BreakdownCase extends CampaignInput {
  readonly by: Stratum;
  readonly keys: readonly string[];
  /** A category of a street or stage that the table is of; null: all. */
  readonly only: string | null;
  readonly weighted: boolean;
}

const VALUES = [5, 4, 3, 2, 1, 9];
const MISSING = 9;
const FAVOURABLE = 4;

const item = (code: string, shape: Partial<CampaignItem>): CampaignItem => ({
  code,
  kind: 'single',
  options: [],
  scale: null,
  reverse: false,
  indicators: [],
  stratum: null,
  min: null,
  max: null,
  attention: null,
  wording: new Map(),
  ...shape,
});

const rated = item('RATED', {
  options: VALUES.map((value) => ({
    value,
    label: { zh: String(value) },
    score: value === MISSING ? null : value,
    missing: value === MISSING,
    favourable: value !== MISSING && value >= FAVOURABLE,
    exclusive: false,
    stage: null,
  })),
});
const number = item('NUMBER', { kind: 'numeric', min: 2, max: 200 });

const campaignCodebook: CampaignCodebook = {
  items: [rated, number],
  byCode: new Map([rated, number].map((each) => [each.code, each])),
};

/** The columns that the matrix would hold of such a campaign. */
function campaignColumns(input: CampaignInput): Columns {
  const length = input.group.length;
  const given: Partial<Record<Stratum, readonly Label[]>> = input;
  return {
    length,
    items: new Map<string, Uint8Array | Uint16Array>([
      [
        rated.code,
        Uint8Array.from(input.code, (value) =>
          value === null ? NO_ANSWER : FIRST_CODE + VALUES.indexOf(value),
        ),
      ],
      [
        number.code,
        Uint16Array.from(input.number, (value) =>
          value === null ? NO_ANSWER : FIRST_CODE + value - number.min!,
        ),
      ],
    ]),
    strata: Object.fromEntries(
      STRATA.map((stratum) => [stratum, dictionary(given[stratum], length)]),
    ) as Record<Stratum, StratumColumn>,
    flags: new Uint8Array(length),
    live: new Uint8Array(length).fill(1),
  };
}

function dictionary(labels: readonly Label[] = [], length: number): StratumColumn {
  const keys = [...new Set(labels.filter((label) => label !== null))].sort();
  return {
    codes: Uint16Array.from({ length }, (_, row) => {
      const label = labels[row] ?? null;
      return label === null ? 0 : keys.indexOf(label) + 1;
    }),
    categories: keys.map((key) => ({ key, label: { zh: key } })),
  };
}

const campaignFrame = ({ frame }: CampaignInput): Frame =>
  new Map(
    Object.entries(frame).map(([group, { count, units }]) => [
      group,
      { count, units: new Map(Object.entries(units)) },
    ]),
  );

/** A breakdown's figures, as the R script names them. */
export function breakdownFigures(input: BreakdownCase): Record<string, unknown> {
  const { by, only, keys, weighted } = input;
  const filter = only === null ? {} : { [only === 'junior' ? 'stage' : 'street']: [only] };
  const table = breakDown({
    columns: campaignColumns(input),
    codebook: campaignCodebook,
    request: { items: [rated.code, number.code], by, filter, quality: 'all', weighted },
    minimumCell: 1,
    asOf: '',
    frame: campaignFrame(input),
  });
  const [answers, numbers] = table.items;
  const inOrder = (rows: readonly BreakdownRow[]) => keys.map((key) => rows.find((row) => row.key === key)!);
  return {
    total: figuresOf(answers!.total),
    rows: inOrder(answers!.rows).map(figuresOf),
    numbers: inOrder(numbers!.rows).map(meanFigures),
    test: answers!.test,
  };
}

const figuresOf = (row: BreakdownRow): Record<string, unknown> | null =>
  row.favourable && { ...row.favourable, ...meanFigures(row) };

/** Of a single answer there is no interval, and R gives no mean. */
function meanFigures({
  mean,
  meanLower,
  meanUpper,
  meanMethod,
}: BreakdownRow): Record<string, unknown> | null {
  return meanMethod === null ? null : { mean, meanLower, meanUpper, meanMethod };
}

interface TableCase extends CampaignInput {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly measure: Measure;
  readonly base: Base;
  readonly weighted: boolean;
  /** The keys of each row and column that R found, in its order. */
  readonly rowHeads: readonly (readonly string[])[];
  readonly columnHeads: readonly (readonly string[])[];
}

/** A table's cells in the order of the heads given, with its totals. */
export function tableFigures(input: TableCase): Record<string, unknown> {
  const { measure, base, weighted } = input;
  const variables = (keys: readonly string[]) => keys.map((key) => readVariable(key)!);
  const [rows, columns] = [variables(input.rows), variables(input.columns)];
  const of = measure === 'mean' || measure === 'favourable' ? rated.code : null;
  const table = makeTable({
    columns: campaignColumns(input),
    codebook: campaignCodebook,
    request: { rows, columns, measure, of, base, weighted, filter: {}, quality: 'all' },
    minimumCell: 1,
    asOf: '',
    frame: campaignFrame(input),
  });
  const places = (heads: readonly TableHead[], wanted: readonly (readonly string[])[]): number[] => [
    ...wanted.map((keys) =>
      heads.findIndex((head) => head.map(({ key }) => key).join('/') === keys.join('/')),
    ),
    heads.length,
  ];
  const across = places(table.columns, input.columnHeads);
  return {
    test: table.test,
    cells: places(table.rows, input.rowHeads).map((row) =>
      across.map((column) => table.cells[row]?.[column]),
    ),
  };
}
