import {
  describeValues,
  designMean,
  simpleRandomMean,
  surveyDesign,
  wilsonInterval,
  type RandomBelow,
} from '@duwen/shared/statistics';
import type { Population } from './population.js';

interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** A way of drawing a sample, with the interval that suits it and the naive one that takes it for a simple sample. */
export interface SampleDesign {
  readonly name: string;
  readonly honest: string;
  readonly naive: string;
  /** Null where a sample allows no interval. */
  readonly draw: (random: RandomBelow) => {
    readonly honest: Interval | null;
    readonly naive: Interval | null;
  };
}

/** Draws `count` of `items` without replacement (a partial Fisher–Yates shuffle of a copy). */
function drawFrom(items: ArrayLike<number>, count: number, random: RandomBelow): number[] {
  const pool = Array.from(items);
  for (let i = 0; i < count; i += 1) {
    const j = i + random(pool.length - i);
    [pool[i], pool[j]] = [pool[j]!, pool[i]!];
  }
  return pool.slice(0, count);
}

function rowsWhere(population: Population, keep: (row: number) => boolean): number[] {
  return Array.from(population.satisfied, (_, row) => row).filter(keep);
}

const tInterval = (values: readonly number[]): Interval | null => {
  const outcome = describeValues(values);
  return outcome.ok ? outcome.value.interval : null;
};

/** 400 parents by lot: Wilson's interval; the naive one is the textbook's, of 20 parents. */
function simple(population: Population, size: number): SampleDesign {
  const everyone = rowsWhere(population, () => true);
  return {
    name: `${size} parents by lot`,
    honest: 'Wilson',
    naive: 'textbook p ± 1.96 √(p(1 − p)/n)',
    draw: (random) => {
      const values = drawFrom(everyone, size, random).map((row) => population.satisfied[row]!);
      const count = values.reduce((sum, value) => sum + value, 0);
      const wilson = wilsonInterval(count, size);
      const p = count / size;
      const half = 1.959963984540054 * Math.sqrt((p * (1 - p)) / size);
      return { honest: wilson.ok ? wilson.value : null, naive: { lower: p - half, upper: p + half } };
    },
  };
}

/** Most of the population drawn: the interval must know how few are left. */
function nearCensus(population: Population, share: number): SampleDesign {
  const everyone = rowsWhere(population, () => true);
  const size = Math.round(share * everyone.length);
  return {
    name: `${Math.round(100 * share)} % of all parents by lot`,
    honest: 'with finite population correction',
    naive: 'without (far too wide)',
    draw: (random) => {
      const values = drawFrom(everyone, size, random).map((row) => population.satisfied[row]!);
      const mean = simpleRandomMean(values, everyone.length);
      return { honest: mean.ok ? mean.value : null, naive: tInterval(values) };
    },
  };
}

/** As many parents of each stage, whose numbers in the population differ: weights put that right. */
function weighted(population: Population, perStage: number): SampleDesign {
  const stages = [0, 1, 2].map((stage) => rowsWhere(population, (row) => population.stage[row] === stage));
  return {
    name: `${perStage} parents of each stage`,
    honest: 'strata, weights, population sizes',
    naive: 'unweighted mean, t interval',
    draw: (random) => {
      const rows = stages.flatMap((members) => drawFrom(members, perStage, random));
      const values = rows.map((row) => population.satisfied[row]!);
      const strata = rows.map((row) => population.stage[row]!);
      const design = surveyDesign(rows.length, {
        strata,
        populationSizes: strata.map((s) => stages[s]!.length),
      });
      const mean = design.ok ? designMean(design.value, values) : design;
      return { honest: mean.ok ? mean.value.interval : null, naive: tInterval(values) };
    },
  };
}

/** All parents of some schools by lot: parents of one school answer alike. */
function clustered(population: Population, drawn: number): SampleDesign {
  const schools = Array.from({ length: population.schools }, (_, i) => i);
  const members = schools.map((school) => rowsWhere(population, (row) => population.school[row] === school));
  return {
    name: `all parents of ${drawn} of ${schools.length} schools`,
    honest: 'clusters, population sizes',
    naive: 't interval as though by lot',
    draw: (random) => {
      const rows = drawFrom(schools, drawn, random).flatMap((school) => members[school]!);
      const values = rows.map((row) => population.satisfied[row]!);
      const design = surveyDesign(rows.length, {
        clusters: rows.map((row) => population.school[row]!),
        populationSizes: rows.map(() => schools.length),
      });
      const mean = design.ok ? designMean(design.value, values) : design;
      return { honest: mean.ok ? mean.value.interval : null, naive: tInterval(values) };
    },
  };
}

/** The designs that the table of docs/methods.md shows. */
export function sampleDesigns(population: Population): SampleDesign[] {
  return [
    simple(population, 400),
    simple(population, 25),
    nearCensus(population, 0.8),
    weighted(population, 300),
    clustered(population, Math.round(population.schools / 3)),
  ];
}
