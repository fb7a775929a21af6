import { describe, expect, test } from '@jest/globals';
import { mean, medianSorted } from 'simple-statistics';
import { bootstrapInterval } from './bootstrap.js';
import { describeValues } from './describe.js';
import type { Outcome } from './outcome.js';
import { seededRandom } from './random.js';

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
}

/** Draws from an exponential distribution with mean 1. */
function exponential(n: number, seed: number): number[] {
  const below = seededRandom(seed);
  return Array.from({ length: n }, () => -Math.log((below(2 ** 32) + 0.5) / 2 ** 32));
}

const meanOf = (values: readonly number[]) => (drawn: Uint32Array) =>
  mean(Array.from(drawn, (i) => values[i]!));
const medianOf = (values: readonly number[]) => (drawn: Uint32Array) =>
  medianSorted(Array.from(drawn, (i) => values[i]!).sort((one, other) => one - other));

describe('bootstrapInterval', () => {
  test('is the same for the same seed, another for another', () => {
    const values = exponential(40, 1);
    const one = bootstrapInterval(40, meanOf(values), { seed: 7 });
    expect(bootstrapInterval(40, meanOf(values), { seed: 7 })).toEqual(one);
    expect(bootstrapInterval(40, meanOf(values), { seed: 8 })).not.toEqual(one);
  });

  test('comes close to the t interval of a mean of many values, and leans with skewed ones', () => {
    const values = exponential(400, 2);
    const { lower, upper, estimate } = valueOf(
      bootstrapInterval(400, meanOf(values), { seed: 1, resamples: 4000 }),
    );
    const t = valueOf(describeValues(values)).interval!;
    expect(Math.abs(lower - t.lower)).toBeLessThan(0.02);
    expect(Math.abs(upper - t.upper)).toBeLessThan(0.03);
    expect(upper - estimate).toBeGreaterThan(estimate - lower);
  });

  test('covers the true median in about 95 of 100 samples', () => {
    const rounds = 100;
    let covered = 0;
    for (let round = 0; round < rounds; round += 1) {
      const values = exponential(50, 1000 + round);
      const { lower, upper } = valueOf(
        bootstrapInterval(50, medianOf(values), { seed: round, resamples: 300 }),
      );
      if (lower <= Math.LN2 && Math.LN2 <= upper) covered += 1;
    }
    expect(covered / rounds).toBeGreaterThan(0.9);
    expect(covered / rounds).toBeLessThan(0.99);
  });

  test('says why there is no interval; no width where all are the same', () => {
    const same = bootstrapInterval(5, () => 3, { seed: 1 });
    expect(valueOf(same)).toMatchObject({ lower: 3, upper: 3 });
    const reason = (outcome: Outcome<unknown>) => (outcome.ok ? null : outcome.reason);
    expect(reason(bootstrapInterval(0, () => 3, { seed: 1 }))).toBe('noData');
    expect(reason(bootstrapInterval(1, () => 3, { seed: 1 }))).toBe('tooFewValues');
    expect(reason(bootstrapInterval(3, () => Number.NaN, { seed: 1 }))).toBe('noVariation');
    expect(reason(bootstrapInterval(3, () => 1, { seed: 1, resamples: 5 }))).toBe('invalidValue');
  });
});
