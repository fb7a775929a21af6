import type { Columns, Stratum } from '@duwen/shared/tabulation';
import { inSlices } from './in-slices.js';

/** What tells where somebody belongs, from the broadest to the finest; each step is left out before the one before it. */
const STEPS: readonly (readonly Stratum[])[] = [
  ['group'],
  ['stage'],
  ['street', 'educationGroup'],
  ['unit'],
  ['day'],
];

/** How many of the steps of detail each row keeps: 0 leaves the row out, 1 tells the group alone, 5 everything. */
export type DetailShown = Uint8Array;

/** Least detail with which a row tells a stratum. */
export const detailOf = (stratum: Stratum): number =>
  STEPS.findIndex((strata) => strata.includes(stratum)) + 1;

/**
 * How much of group, stage, street, education group, unit and day each row may tell, so that every combination that is told is
 * told of at least `minimum` rows. Rows of a rare combination lose their finest detail first. Where those that lost it would be
 * so few that one sees whose they are, the smallest combination beside them loses it too.
 *
 * @param rows which rows (places in the columns)
 * @returns per entry of `rows`; 0 where the whole group has fewer than the minimum
 * @see Samarati & Sweeney (1998), "Protecting privacy when disclosing information: k-anonymity": this is local suppression
 */
export async function detailShown(
  columns: Columns,
  rows: Uint32Array,
  minimum: number,
): Promise<DetailShown> {
  const classes = await classesByStep(columns, rows);
  const shown = new Uint8Array(rows.length).fill(STEPS.length);
  for (let step = STEPS.length; step >= 1; step -= 1) {
    const { of, parentOf } = classes[step - 1]!;
    const own = new Uint32Array(parentOf.length);
    const all = new Uint32Array(parentOf.length);
    await inSlices(rows.length, (index) => {
      if (shown[index]! >= step) all[of[index]!]! += 1;
      if (shown[index] === step) own[of[index]!]! += 1;
    });
    const leaves = combinationsToBroaden({ own, all, parentOf, minimum, alone: step === 1 });
    await inSlices(rows.length, (index) => {
      const leaving = leaves[of[index]!]!;
      if (leaving === ALL ? shown[index]! >= step : leaving === OWN && shown[index] === step)
        shown[index] = step - 1;
    });
  }
  return shown;
}

/** Combinations of the strata up to one step. */
interface Classes {
  /** Per row. */
  readonly of: Uint32Array;
  /** Per combination the one of the step before that it is part of. */
  readonly parentOf: readonly number[];
}

async function classesByStep(columns: Columns, rows: Uint32Array): Promise<Classes[]> {
  const steps: Classes[] = [];
  let before = new Uint32Array(rows.length);
  for (const strata of STEPS) {
    const of = new Uint32Array(rows.length);
    const numbers = new Map<number, number>();
    const parentOf: number[] = [];
    const used = strata.map((name) => columns.strata[name]);
    const parents = before;
    await inSlices(rows.length, (index) => {
      let key = parents[index]!;
      for (const { codes, categories } of used) key = key * (categories.length + 1) + codes[rows[index]!]!;
      let number = numbers.get(key);
      if (number === undefined) {
        numbers.set(key, (number = numbers.size));
        parentOf.push(parents[index]!);
      }
      of[index] = number;
    });
    steps.push({ of, parentOf });
    before = of;
  }
  return steps;
}

const OWN = 1;
const ALL = 2;

/**
 * What each combination loses: `OWN` where the rows that tell no more than it are too few; `ALL`, with those that tell more, for
 * the smallest beside rows that would be too few together.
 */
function combinationsToBroaden({
  own,
  all,
  parentOf,
  minimum,
  alone,
}: {
  readonly own: Uint32Array;
  readonly all: Uint32Array;
  readonly parentOf: readonly number[];
  readonly minimum: number;
  /** Nothing is broader: what is too rare goes, and takes nothing with it. */
  readonly alone: boolean;
}): Uint8Array {
  const leaves = new Uint8Array(own.length);
  const leaving = new Map<number, number>();
  own.forEach((size, combination) => {
    if (size === 0 || size >= minimum) return;
    const parent = parentOf[combination]!;
    leaves[combination] = OWN;
    leaving.set(parent, (leaving.get(parent) ?? 0) + size);
  });
  if (alone) return leaves;
  const smallest = new Map<number, number>();
  all.forEach((size, combination) => {
    const parent = parentOf[combination]!;
    // What is left of it when its own few have gone.
    const rest = size - (leaves[combination] === OWN ? own[combination]! : 0);
    if (rest === 0 || (leaving.get(parent) ?? minimum) >= minimum) return;
    const known = smallest.get(parent);
    if (known === undefined || all[known]! > size) smallest.set(parent, combination);
  });
  for (const combination of smallest.values()) leaves[combination] = ALL;
  return leaves;
}
