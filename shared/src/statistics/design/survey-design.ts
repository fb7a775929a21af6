import { failure, success, type Outcome } from '../outcome.js';
import type { Values } from '../sample.js';
import { codeLabels, type Labels } from './labels.js';

/**
 * What to do with a stratum of which one first-stage unit only was drawn, though there are more:
 * - `refuse`: no standard error (`singleUnitStratum`); the default, since any other answer is a guess;
 * - `certainty`: as though the unit had been sure to be drawn; it adds no variance (too small a standard error);
 * - `centre`: its deviation from the whole sample's centre stands for the missing one (mostly too large a one).
 */
export type SingleUnitRule = 'refuse' | 'certainty' | 'centre';

/** The columns of a design, one value per respondent; each may be left out. */
export interface DesignColumns {
  /** Strata within which units were drawn apart (group × stage). Left out: one stratum. */
  readonly strata?: Labels | undefined;
  /** First-stage units (schools), named within their stratum. Left out: each respondent is one. */
  readonly clusters?: Labels | undefined;
  /** How many of the population each respondent stands for, 0 or more. Left out: population over sample, or 1. */
  readonly weights?: Values | undefined;
  /** The number of first-stage units in the row's stratum of the population. Left out: infinitely many. */
  readonly populationSizes?: Values | undefined;
  readonly singleUnitRule?: SingleUnitRule | undefined;
}

/** Weights that were fitted to known totals; standard errors then come from what the totals leave unexplained. */
export interface Calibration {
  /** Per margin the category of each row. */
  readonly margins: readonly Uint32Array[];
}

/** How a survey was drawn and weighted: made once, passed to every estimator. */
export interface SurveyDesign {
  readonly size: number;
  readonly weights: Float64Array;
  /** Per row its first-stage unit, numbered over the whole design. */
  readonly units: Uint32Array;
  /** Per row its stratum. */
  readonly strata: Uint32Array;
  /** Per unit its stratum. */
  readonly stratumOfUnit: Uint32Array;
  /** Per stratum the number of units drawn. */
  readonly unitsDrawn: Uint32Array;
  /** Per stratum the share of the population's units that were drawn; 0 where the population is not bounded. */
  readonly samplingFractions: Float64Array;
  readonly singleUnitRule: SingleUnitRule;
  readonly calibrations: readonly Calibration[];
}

/**
 * Makes the design of a survey with `size` respondents.
 *
 * @returns `noData` without respondents or weight; `differentLengths`; `invalidValue` for a negative or infinite
 *   weight; `inconsistentDesign` where a stratum's population size differs between its rows or is smaller than the
 *   number of units drawn
 * @see Lumley (2004), "Analysis of complex survey samples"; Särndal, Swensson & Wretman (1992)
 */
export function surveyDesign(size: number, columns: DesignColumns): Outcome<SurveyDesign> {
  const { strata, clusters, weights, populationSizes, singleUnitRule = 'refuse' } = columns;
  if (size === 0) return failure('noData');
  const given = [strata, clusters, weights, populationSizes].filter((column) => column !== undefined);
  if (given.some((column) => column.length !== size)) return failure('differentLengths');
  const stratumCodes = strata === undefined ? new Uint32Array(size) : codeLabels(strata).codes;
  const { units, stratumOfUnit } = nestUnits(stratumCodes, clusters);
  const unitsDrawn = new Uint32Array(stratumCodes.reduce((most, code) => Math.max(most, code), 0) + 1);
  stratumOfUnit.forEach((stratum) => (unitsDrawn[stratum]! += 1));
  const populations = populationsOf(stratumCodes, unitsDrawn, populationSizes);
  if (populations === null) return failure('inconsistentDesign');
  const rowWeights = Float64Array.from({ length: size }, (_, i) => {
    if (weights !== undefined) return weights[i]!;
    const population = populations[stratumCodes[i]!]!;
    return population === Infinity ? 1 : population / unitsDrawn[stratumCodes[i]!]!;
  });
  if (!rowWeights.every((weight) => weight >= 0 && weight < Infinity)) return failure('invalidValue');
  if (!rowWeights.some((weight) => weight > 0)) return failure('noData');
  return success({
    size,
    weights: rowWeights,
    units,
    strata: stratumCodes,
    stratumOfUnit,
    unitsDrawn,
    samplingFractions: populations.map((population, stratum) => unitsDrawn[stratum]! / population),
    singleUnitRule,
    calibrations: [],
  });
}

/** The same design with other weights, fitted to the margins given. */
export function withWeights(
  design: SurveyDesign,
  weights: Float64Array,
  margins: readonly Uint32Array[] | null,
): SurveyDesign {
  const calibrations = margins === null ? design.calibrations : [...design.calibrations, { margins }];
  return { ...design, weights, calibrations };
}

/**
 * First-stage units less strata, over the rows that `counts` keeps (all of them by default) and that have a weight:
 * how much is known of the variance.
 */
export function degreesOfFreedom(
  design: SurveyDesign,
  counts: (row: number) => boolean = () => true,
): number {
  const units = new Set<number>();
  const strata = new Set<number>();
  for (let i = 0; i < design.size; i += 1) {
    if (design.weights[i] === 0 || !counts(i)) continue;
    units.add(design.units[i]!);
    strata.add(design.strata[i]!);
  }
  return units.size - strata.size;
}

/** Numbers the units over the whole design; the same name in two strata means two units. */
function nestUnits(strata: Uint32Array, clusters: Labels | undefined) {
  if (clusters === undefined) {
    return { units: Uint32Array.from(strata, (_, i) => i), stratumOfUnit: strata };
  }
  const { codes, labels } = codeLabels(clusters);
  const nested = codeLabels(Float64Array.from(codes, (code, i) => strata[i]! * labels.length + code));
  const stratumOfUnit = Uint32Array.from(nested.labels, (key) => Math.floor(Number(key) / labels.length));
  return { units: nested.codes, stratumOfUnit };
}

/** Per stratum the population's number of units; null where the rows contradict each other or the sample. */
function populationsOf(
  strata: Uint32Array,
  unitsDrawn: Uint32Array,
  sizes: Values | undefined,
): Float64Array | null {
  const populations = new Float64Array(unitsDrawn.length).fill(sizes === undefined ? Infinity : 0);
  if (sizes === undefined) return populations;
  for (let i = 0; i < strata.length; i += 1) {
    const stratum = strata[i]!;
    if (populations[stratum] !== 0 && populations[stratum] !== sizes[i]) return null;
    populations[stratum] = sizes[i]!;
  }
  return populations.every((population, stratum) => population >= unitsDrawn[stratum]!) ? populations : null;
}
