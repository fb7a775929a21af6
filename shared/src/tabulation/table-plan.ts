import type { CampaignCodebook, CampaignItem } from '../codebook/index.js';
import { FIRST_CODE, NO_ANSWER, NOT_ASKED } from '../coding/index.js';
import type { Columns } from './columns.js';
import type { Codes } from './count-answers.js';
import { populationMask, type PopulationMask } from './population-mask.js';
import { TabulationError } from './tabulation-error.js';
import type { TableRequest } from './table-request.js';
import type { TableCategory } from './table-tallies.js';
import { itemCategories, knownItem, variableItem, type ItemCategory } from './variable-categories.js';
import type { Variable } from './variable.js';

/** A variable of a table, ready to be counted. */
export interface CodedVariable {
  readonly variable: Variable;
  readonly categories: readonly TableCategory[];
  readonly codes: Codes;
  /** Per code: 0 where whoever has it is left out of the table, else the digit that stands for it. */
  readonly digitOf: Uint16Array;
  /** One more than the largest digit, and than the largest code. */
  readonly width: number;
  readonly codeWidth: number;
  /**
   * Null where digit k is `categories[k - 1]`. With several choices a digit stands for all that a person chose, and this
   * holds per digit the places in `categories`, counted from 1.
   */
  readonly choices: readonly (readonly number[])[] | null;
}

/** A table request, checked against the campaign and compiled. */
export interface TablePlan {
  readonly request: TableRequest;
  readonly rows: readonly CodedVariable[];
  readonly columns: readonly CodedVariable[];
  /** The item that the measure is of; `counted` is 1 per code that the base counts. */
  readonly of: {
    readonly item: CampaignItem;
    readonly codes: Codes;
    readonly counted: Uint8Array;
    /** One more than the largest code that an item with options has. */
    readonly width: number;
  } | null;
  readonly severalChoice: CampaignItem | null;
  readonly mask: PopulationMask;
  readonly group: { readonly codes: Uint16Array; readonly width: number };
  readonly unit: { readonly codes: Uint16Array; readonly width: number };
  /** Per response its cluster, group code × width of the units + unit code. */
  readonly clusters: () => Uint32Array;
  readonly length: number;
}

/**
 * Compiles a request: every variable to a look-up table by code, the population to a mask.
 *
 * @throws TabulationError for what the campaign does not have, or an item cannot be asked for
 */
export function planTable(columns: Columns, codebook: CampaignCodebook, request: TableRequest): TablePlan {
  const code = (variable: Variable): CodedVariable => codeVariable(columns, codebook, variable, request);
  const rows = request.rows.map(code);
  const heads = request.columns.map(code);
  const several = [...rows, ...heads].filter(({ choices }) => choices !== null);
  const choices = several.map(({ variable }) => (variable as { item: string }).item);
  if (choices.length > 1) throw new TabulationError('second-several-choice', choices[1]!);
  const { group, unit } = columns.strata;
  return {
    request,
    rows,
    columns: heads,
    of: request.of === null ? null : planMeasured(columns, codebook, request.of, request),
    severalChoice: choices.length === 1 ? knownItem(codebook, choices[0]!) : null,
    mask: populationMask(columns, codebook, request),
    group: { codes: group.codes, width: group.categories.length + 1 },
    unit: { codes: unit.codes, width: unit.categories.length + 1 },
    clusters: () => clustersOf(columns),
    length: columns.length,
  };
}

const clusterCodes = new WeakMap<Columns, Uint32Array>();

/** Every table is counted by cluster: what columns stay the same keep their responses' clusters. */
function clustersOf(columns: Columns): Uint32Array {
  const known = clusterCodes.get(columns);
  if (known) return known;
  const { group, unit } = columns.strata;
  const width = unit.categories.length + 1;
  const clusters = new Uint32Array(columns.length);
  for (let index = 0; index < clusters.length; index++)
    clusters[index] = group.codes[index]! * width + unit.codes[index]!;
  clusterCodes.set(columns, clusters);
  return clusters;
}

function codeVariable(
  columns: Columns,
  codebook: CampaignCodebook,
  variable: Variable,
  { base }: TableRequest,
): CodedVariable {
  if ('stratum' in variable) {
    const { categories, codes } = columns.strata[variable.stratum];
    const width = categories.length + 1;
    return {
      variable,
      categories,
      codes,
      digitOf: Uint16Array.from(new Array(width).keys()),
      width,
      codeWidth: width,
      choices: null,
    };
  }
  const item = variableItem(codebook, variable.item);
  const codes = columns.items.get(item.code) ?? new Uint8Array(columns.length);
  const held = itemCategories(item, base);
  const categories = held.map(({ key, label }) => ({ key, label }));
  const coded = { variable, categories, codes, codeWidth: FIRST_CODE + item.options.length };
  const digitOf = new Uint16Array(codes instanceof Uint8Array ? 256 : 65_536);
  if (item.kind === 'multiple')
    return { ...coded, ...codeChoices(held, occurringCodes(codes, columns.length), digitOf) };
  held.forEach(({ holds }, index) => {
    for (let code = 0; code < FIRST_CODE + item.options.length; code++)
      if (holds(code)) digitOf[code] = index + 1;
  });
  return { ...coded, digitOf, width: categories.length + 1, choices: null };
}

/** Gives every combination of choices that occurs a digit of its own: there are few, and then a person is counted once. */
function codeChoices(
  held: readonly ItemCategory[],
  occurring: readonly number[],
  digitOf: Uint16Array,
): Pick<CodedVariable, 'digitOf' | 'width' | 'choices'> {
  const choices: number[][] = [[]];
  for (const code of occurring) {
    const places = held.flatMap(({ holds }, index) => (holds(code) ? [index + 1] : []));
    if (places.length > 0) digitOf[code] = choices.push(places) - 1;
  }
  return { digitOf, width: choices.length, choices };
}

function occurringCodes(codes: Codes, length: number): number[] {
  const seen = new Uint8Array(65_536);
  for (let index = 0; index < length; index++) seen[codes[index]!] = 1;
  return [...seen.keys()].filter((code) => seen[code] === 1);
}

/** @throws TabulationError 'no-measure' where the item has no favourable options, or no scores */
function planMeasured(
  columns: Columns,
  codebook: CampaignCodebook,
  code: string,
  { measure, base }: TableRequest,
): NonNullable<TablePlan['of']> {
  const item = knownItem(codebook, code);
  const measurable =
    item.kind === 'numeric'
      ? measure === 'mean'
      : item.kind === 'single' &&
        item.options.some(({ favourable, score }) =>
          measure === 'favourable' ? favourable : score !== null,
        );
  if (!measurable) throw new TabulationError('no-measure', code);
  const codes = columns.items.get(code) ?? new Uint8Array(columns.length);
  const counted = new Uint8Array(codes instanceof Uint8Array ? 256 : 65_536).fill(1);
  if (base !== 'all') counted[NOT_ASKED] = 0;
  if (base === 'answered') {
    counted[NO_ANSWER] = 0;
    item.options.forEach(({ missing }, index) => (counted[FIRST_CODE + index] = missing ? 0 : 1));
  }
  return { item, codes, counted, width: FIRST_CODE + item.options.length };
}
