import type { CampaignCodebook } from '../codebook/index.js';
import { FIRST_CODE } from '../coding/index.js';
import type { Columns } from './columns.js';
import type { Codes } from './count-answers.js';
import type { Filter } from './filter.js';
import { STRATA, type Population } from './request.js';
import { TabulationError } from './tabulation-error.js';
import { itemCategories, knownItem, unanswered } from './variable-categories.js';
import { variableKey, type Variable } from './variable.js';

/** A condition ready to be looked up: 1 per code that fulfils it, or conditions joined. */
type Test =
  | { readonly kind: 'leaf'; readonly codes: Codes; readonly keeps: Uint8Array }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Test[] }
  | { readonly kind: 'not'; readonly part: Test };

/** Rows looked at in one go: their bytes stay in the nearest cache while the conditions are joined. */
const BLOCK = 8192;

/** Who of the rows from `from` up to `to` belongs to the population: a byte each, 1 or 0. */
export type PopulationMask = (from: number, to: number) => Uint8Array;

/**
 * Compiles a population's conditions (withdrawal, quality, strata, `where`) to look-up tables by code. Per row there is
 * then no branch: random answers would mispredict every second one.
 *
 * @throws TabulationError 'unknown-item', 'unknown-category'
 */
export function populationMask(
  columns: Columns,
  codebook: CampaignCodebook,
  population: Population,
): PopulationMask {
  const tests = [
    ...qualityTest(columns, population),
    ...STRATA.filter((stratum) => population.filter[stratum]?.length).map((stratum) =>
      leaf(columns, codebook, { stratum }, population.filter[stratum]!),
    ),
    ...(population.where ? flatAnd(compile(columns, codebook, population.where)) : []),
  ];
  return (from, to) => {
    const mask = columns.live.slice(from, to);
    for (let start = from; start < to; start += BLOCK) {
      const end = Math.min(to, start + BLOCK);
      const block = mask.subarray(start - from, end - from);
      for (const test of tests) andTest(test, start, block);
    }
    return mask;
  };
}

function qualityTest({ flags, excludedFlags = 0 }: Columns, { quality }: Population): Test[] {
  const refused = quality === 'unflagged' ? 255 : excludedFlags & 255;
  if (refused === 0) return [];
  return [
    {
      kind: 'leaf',
      codes: flags,
      keeps: Uint8Array.from({ length: 256 }, (_, bits) => ((bits & refused) === 0 ? 1 : 0)),
    },
  ];
}

function compile(columns: Columns, codebook: CampaignCodebook, filter: Filter): Test {
  const inner = (part: Filter): Test => compile(columns, codebook, part);
  if ('and' in filter) return { kind: 'and', parts: filter.and.map(inner) };
  if ('or' in filter) return { kind: 'or', parts: filter.or.map(inner) };
  if ('not' in filter) return { kind: 'not', part: inner(filter.not) };
  return leaf(columns, codebook, filter.variable, filter.in);
}

const flatAnd = (test: Test): readonly Test[] => (test.kind === 'and' ? test.parts.flatMap(flatAnd) : [test]);

function leaf(
  columns: Columns,
  codebook: CampaignCodebook,
  variable: Variable,
  keys: readonly string[],
): Test {
  if ('item' in variable) return itemLeaf(columns, codebook, variable.item, keys);
  const { codes, categories } = columns.strata[variable.stratum];
  const keeps = new Uint8Array(categories.length + 1);
  const codeOf = new Map(categories.map(({ key }, index) => [key, index + 1]));
  for (const key of keys) {
    const code = codeOf.get(key);
    if (code === undefined) throw new TabulationError('unknown-category', key, variableKey(variable));
    keeps[code] = 1;
  }
  return { kind: 'leaf', codes, keeps };
}

/**
 * Which keys are categories of a variable in a condition; a numeric item's numbers are, though no table is made of them.
 *
 * @throws TabulationError 'unknown-item'
 */
export function categoryKeys(
  { strata }: Columns,
  codebook: CampaignCodebook,
  variable: Variable,
): (key: string) => boolean {
  if ('stratum' in variable) {
    const keys = new Set(strata[variable.stratum].categories.map(({ key }) => key));
    return (key) => keys.has(key);
  }
  const holds = holdsOf(codebook, variable.item);
  return (key) => holds(key) !== undefined;
}

function itemLeaf(columns: Columns, codebook: CampaignCodebook, code: string, keys: readonly string[]): Test {
  const codes = columns.items.get(code) ?? new Uint8Array(columns.length);
  const holds = holdsOf(codebook, code);
  const keeps = new Uint8Array(codes instanceof Uint8Array ? 256 : 65_536);
  for (const key of keys) {
    const held = holds(key);
    if (!held) throw new TabulationError('unknown-category', key, variableKey({ item: code }));
    for (let value = 0; value < keeps.length; value++) if (held(value)) keeps[value] = 1;
  }
  return { kind: 'leaf', codes, keeps };
}

/** Which codes a category's key stands for. A numeric item has its numbers as categories; a text item only no answer and not asked. */
function holdsOf(
  codebook: CampaignCodebook,
  code: string,
): (key: string) => ((code: number) => boolean) | undefined {
  const item = knownItem(codebook, code);
  const categories = item.options.length > 0 ? itemCategories(item, 'all') : unanswered('all');
  const byKey = new Map(categories.map(({ key, holds }) => [key, holds]));
  return (key) => {
    const number = item.kind === 'numeric' && /^-?\d{1,9}$/.test(key) ? Number(key) - (item.min ?? 0) : -1;
    return number >= 0 ? (value): boolean => value === FIRST_CODE + number : byKey.get(key);
  };
}

/** mask &= test */
function andTest(test: Test, start: number, mask: Uint8Array): void {
  if (test.kind === 'leaf') {
    andCodes(test.codes.subarray(start, start + mask.length), test.keeps, mask);
    return;
  }
  const other = evaluate(test, start, mask.length);
  for (let index = 0; index < mask.length; index++) mask[index] = mask[index]! & other[index]!;
}

/** The loop that conditions spend their time in: four responses a turn. */
function andCodes(codes: Codes, keeps: Uint8Array, mask: Uint8Array): void {
  const whole = mask.length & ~3;
  for (let index = 0; index < whole; index += 4) {
    mask[index] = mask[index]! & keeps[codes[index]!]!;
    mask[index + 1] = mask[index + 1]! & keeps[codes[index + 1]!]!;
    mask[index + 2] = mask[index + 2]! & keeps[codes[index + 2]!]!;
    mask[index + 3] = mask[index + 3]! & keeps[codes[index + 3]!]!;
  }
  for (let index = whole; index < mask.length; index++) mask[index] = mask[index]! & keeps[codes[index]!]!;
}

function evaluate(test: Test, start: number, length: number): Uint8Array {
  const mask = new Uint8Array(length);
  switch (test.kind) {
    case 'leaf':
      for (let index = 0; index < length; index++) mask[index] = test.keeps[test.codes[start + index]!]!;
      return mask;
    case 'and':
      mask.fill(1);
      for (const part of test.parts) andTest(part, start, mask);
      return mask;
    case 'or':
      for (const part of test.parts) {
        const other = evaluate(part, start, length);
        for (let index = 0; index < length; index++) mask[index] = mask[index]! | other[index]!;
      }
      return mask;
    case 'not': {
      const inner = evaluate(test.part, start, length);
      for (let index = 0; index < length; index++) mask[index] = inner[index]! ^ 1;
      return mask;
    }
  }
}
