import { setImmediate } from 'node:timers/promises';
import { clusterDesign, populationWeights, respondentDesign } from '@duwen/shared/breakdown';
import { frameOf } from '@duwen/shared/codebook';
import { QUALITY_FLAGS, flagBit } from '@duwen/shared/coding';
import type { Columns, Stratum } from '@duwen/shared/tabulation';
import type { CampaignMatrix } from '../../matrix/campaign-matrix.js';
import { UNKNOWN_SECONDS } from '../../matrix/response-columns.js';
import { VariableNames } from '../sav/variable-names.js';
import type { Texts } from '../texts.js';
import type { DataRow, DataValue, DataVariable } from './data-variable.js';
import { detailOf, detailShown, type DetailShown } from './detail-shown.js';
import { inSlices } from './in-slices.js';
import { itemVariables } from './item-variables.js';
import { shuffle } from './random-order.js';

/** The responses of a campaign one by one, ready to be written in any format. */
export interface RespondentData {
  readonly variables: readonly DataVariable[];
  /** Rows that are written: those that count, of groups with at least the minimum. */
  readonly count: number;
  /** The values of each row, in the order of the variables; can be asked for again, in the same order. */
  rows(): Generator<readonly DataValue[]>;
}

/** What a row stands for and where it was drawn, told without naming it. */
export interface RowDesign {
  /** Per written row. */
  readonly weights: Float64Array;
  /** Per written row the number of its cluster: drawn at random, so that it says nothing but who belongs together. */
  readonly clusters: Uint32Array;
}

/** Time taken is told in steps of so many seconds. */
export const SECONDS_STEP = 10;
const STRATA_TOLD: readonly Stratum[] = ['group', 'unit', 'stage', 'street', 'educationGroup', 'day'];
/** Rows whose design is worked out at once. */
const AT_ONCE = 16_384;

/** The rows of a campaign in the order in which they will be written. */
export interface RowsToWrite {
  readonly rows: Uint32Array;
  readonly detail: DetailShown;
  readonly design: RowDesign;
}

/**
 * Chooses, shuffles and shields the rows of a campaign.
 *
 * @param exactWeights true keeps every row's own weight; false gives rows without a unit the mean weight of those who tell
 *   the same of themselves, since a school's weight is as good as its name
 */
export async function rowsToWrite(matrix: CampaignMatrix, exactWeights: boolean): Promise<RowsToWrite> {
  const { columns, campaign } = matrix;
  const all = await eligibleRows(columns);
  await shuffle(all);
  const shown = await detailShown(columns, all, campaign.minimumCell);
  let count = 0;
  await inSlices(all.length, (index) => {
    const detail = shown[index]!;
    if (detail === 0) return;
    all[count] = all[index]!;
    shown[count] = detail;
    count += 1;
  });
  const rows = all.subarray(0, count);
  const detail = shown.subarray(0, count);
  const design = await designOf(matrix, rows);
  if (!exactWeights) await evenOutWeights(columns, rows, detail, design.weights);
  return { rows, detail, design };
}

/** Rows that are neither withdrawn nor left out for their quality. */
async function eligibleRows({ length, live, flags, excludedFlags = 0 }: Columns): Promise<Uint32Array> {
  const rows = new Uint32Array(length);
  let count = 0;
  await inSlices(length, (row) => {
    if (live[row] === 1 && (flags[row]! & excludedFlags) === 0) rows[count++] = row;
  });
  return rows.slice(0, count);
}

async function designOf({ columns, campaign, units }: CampaignMatrix, rows: Uint32Array): Promise<RowDesign> {
  const weighted = populationWeights({ columns, frame: frameOf(campaign.groups, units) });
  const design = clusterDesign(columns, weighted);
  const weights = new Float64Array(rows.length);
  const clusters = new Uint32Array(rows.length);
  const numbers = new Map<number, number>();
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const part = respondentDesign(columns, design, rows.subarray(from, from + AT_ONCE));
    part.forEach(({ cluster, weight }, index) => {
      let number = numbers.get(cluster);
      // In the order of the shuffled rows: at random.
      if (number === undefined) numbers.set(cluster, (number = numbers.size + 1));
      clusters[from + index] = number;
      weights[from + index] = weight;
    });
    await setImmediate();
  }
  return { weights, clusters };
}

/** Gives rows that don't tell their unit the mean weight of those that tell the same: sums stay what they are. */
async function evenOutWeights(
  { strata }: Columns,
  rows: Uint32Array,
  detail: DetailShown,
  weights: Float64Array,
): Promise<void> {
  const told = (['group', 'stage', 'street', 'educationGroup'] as const).map((name) => ({
    least: detailOf(name),
    codes: strata[name].codes,
  }));
  const least = detailOf('unit');
  const keyOf = (index: number): string =>
    told.map(({ least: needed, codes }) => (detail[index]! < needed ? '' : codes[rows[index]!]!)).join();
  const sums = new Map<string, { weight: number; rows: number }>();
  await inSlices(rows.length, (index) => {
    if (detail[index]! >= least) return;
    const key = keyOf(index);
    const sum = sums.get(key) ?? { weight: 0, rows: 0 };
    sums.set(key, { weight: sum.weight + weights[index]!, rows: sum.rows + 1 });
  });
  await inSlices(rows.length, (index) => {
    if (detail[index]! >= least) return;
    const { weight, rows: count } = sums.get(keyOf(index))!;
    weights[index] = weight / count;
  });
}

/** The data of a campaign for people who analyse it elsewhere. */
export async function respondentData(matrix: CampaignMatrix, texts: Texts): Promise<RespondentData> {
  const chosen = await rowsToWrite(matrix, false);
  return dataOf(chosen, dataVariables(matrix, new VariableNames(), texts, true));
}

/** Chosen rows with the variables that are told of them. */
export function dataOf(
  { rows, detail, design }: RowsToWrite,
  variables: readonly DataVariable[],
): RespondentData {
  return {
    variables,
    count: rows.length,
    *rows() {
      for (let index = 0; index < rows.length; index += 1) {
        const row: DataRow = {
          index,
          row: rows[index]!,
          detail: detail[index]!,
          weight: design.weights[index]!,
        };
        const values = new Array<DataValue>(variables.length);
        for (let place = 0; place < variables.length; place += 1) values[place] = variables[place]!.read(row);
        yield values;
      }
    },
  };
}

/**
 * Every variable: where somebody belongs, time taken, weight, quality marks, items.
 *
 * @param shielded see `itemVariables`
 */
export function dataVariables(
  matrix: CampaignMatrix,
  names: VariableNames,
  texts: Texts,
  shielded: boolean,
): DataVariable[] {
  const { columns, codebook } = matrix;
  return [
    ...STRATA_TOLD.map((stratum) => stratumVariable(columns, stratum, names, texts)),
    secondsVariable(matrix, names, texts),
    {
      ...plain(names.take('weight'), texts.text('data.weight')),
      decimals: 4,
      measure: 'scale',
      read: ({ weight }) => weight,
    },
    ...QUALITY_FLAGS.map((flag): DataVariable => ({
      ...plain(names.take(`flag_${flag}`), texts.text('data.flag', { flag: texts.text(`flag.${flag}`) })),
      read: ({ row }) => ((columns.flags[row]! & flagBit(flag)) === 0 ? 0 : 1),
    })),
    ...codebook.items.flatMap((item) =>
      itemVariables(item, columns.items.get(item.code), names, texts, shielded),
    ),
  ];
}

const plain = (name: string, label: string): Omit<DataVariable, 'read'> => ({
  name,
  label,
  type: 'number',
  decimals: 0,
  measure: 'nominal',
  values: [],
  item: null,
  option: null,
});

function stratumVariable(
  { strata }: Columns,
  stratum: Stratum,
  names: VariableNames,
  texts: Texts,
): DataVariable {
  const { codes, categories } = strata[stratum];
  const keys = [null, ...categories.map(({ key }) => key)];
  const least = detailOf(stratum);
  const isDay = stratum === 'day';
  return {
    ...plain(names.take(stratum), texts.text(`stratum.${stratum}`)),
    type: isDay ? 'day' : 'text',
    measure: isDay ? 'scale' : 'nominal',
    values: isDay
      ? []
      : categories.map(({ key, label }) => ({ value: key, label: texts.say(label), missing: null })),
    read: ({ row, detail }) => (detail < least ? null : keys[codes[row]!]!),
  };
}

function secondsVariable({ seconds }: CampaignMatrix, names: VariableNames, texts: Texts): DataVariable {
  return {
    ...plain(names.take('seconds'), texts.text('data.seconds', { step: SECONDS_STEP })),
    measure: 'scale',
    read: ({ row }) => {
      const taken = seconds[row]!;
      return taken === UNKNOWN_SECONDS ? null : Math.round(taken / SECONDS_STEP) * SECONDS_STEP;
    },
  };
}
