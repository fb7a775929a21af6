import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Population } from '../request.js';
import { canonicalPopulation } from './canonical-population.js';
import { isolates, PopulationBits, regionsOf, type PopulationAt } from './differencing.js';

const MINIMUM = 5;

function bitsOf(mask: readonly number[], pieces = 1): PopulationBits {
  const bits = new PopulationBits(8);
  const size = Math.ceil(mask.length / pieces) || 1;
  for (let at = 0; at < mask.length; at += size) bits.append(Uint8Array.from(mask.slice(at, at + size)));
  return bits;
}

const masks = fc
  .integer({ min: 0, max: 200 })
  .chain((length) =>
    fc.tuple(
      fc.array(fc.integer({ min: 0, max: 1 }), { minLength: length, maxLength: length }),
      fc.array(fc.integer({ min: 0, max: 1 }), { minLength: length, maxLength: length }),
      fc.integer({ min: 0, max: length }),
      fc.integer({ min: 0, max: length }),
      fc.integer({ min: 1, max: 4 }),
    ),
  );

test('regions are counted as one by one, at the lengths that each had', () => {
  fc.assert(
    fc.property(masks, ([a, b, lengthA, lengthB, pieces]) => {
      const whole = a.map((_, index) => (index % 7 === 0 ? 0 : 1));
      const [first, second] = [a, b].map((mask) => mask.map((bit, index) => bit & whole[index]!)) as [
        number[],
        number[],
      ];
      const within = (mask: number[], length: number) => mask.map((bit, index) => (index < length ? bit : 0));
      const [x, y] = [within(first, lengthA), within(second, lengthB)];
      const everybody = within(whole, Math.max(lengthA, lengthB));
      const count = (keep: (index: number) => boolean) => x.filter((_, index) => keep(index)).length;
      expect(
        regionsOf(
          { bits: bitsOf(first, pieces), length: lengthA },
          { bits: bitsOf(second), length: lengthB },
          bitsOf(whole, pieces),
        ),
      ).toEqual({
        both: count((i) => x[i] === 1 && y[i] === 1),
        onlyFirst: count((i) => x[i] === 1 && y[i] === 0),
        onlySecond: count((i) => x[i] === 0 && y[i] === 1),
        neither: count((i) => everybody[i] === 1 && x[i] === 0 && y[i] === 0),
      });
    }),
  );
});

describe('requests one after the other', () => {
  const people = 60;
  /** Conditions on two strata: whoever is in one of the categories. */
  const population = fc.record({
    a: fc.subarray([0, 1, 2, 3, 4, 5], { minLength: 1 }),
    b: fc.subarray([0, 1, 2], { minLength: 1 }),
  });

  test('of all that were answered no two, with the whole, tell what few answered', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 2 })), {
          minLength: people,
          maxLength: people,
        }),
        fc.array(population, { maxLength: 12 }),
        (strata, requests) => {
          const whole = bitsOf(strata.map(() => 1));
          const answered: PopulationAt[] = [{ bits: whole, length: people }];
          const sets: Set<number>[] = [new Set(strata.keys())];
          for (const { a, b } of requests) {
            const mask = strata.map(([x, y]) => (a.includes(x) && b.includes(y) ? 1 : 0));
            const asked = { bits: bitsOf(mask), length: people };
            if (answered.some((each) => isolates(regionsOf(asked, each, whole), MINIMUM))) continue;
            answered.push(asked);
            sets.push(new Set([...strata.keys()].filter((index) => mask[index] === 1)));
          }
          // Whatever two answers add and subtract to: ±1, 0 per person. Few people must never be all there is.
          const everybody = sets[0]!;
          for (const one of sets)
            for (const other of sets) {
              const difference = [...everybody].filter((person) => one.has(person) !== other.has(person));
              const onesided = difference.every((person) => one.has(person));
              if (difference.length > 0 && onesided)
                expect(difference.length).toBeGreaterThanOrEqual(MINIMUM);
              const covered = [...everybody].every((person) => one.has(person) || other.has(person));
              const both = [...everybody].filter((person) => one.has(person) && other.has(person));
              if (covered && both.length > 0) expect(both.length).toBeGreaterThanOrEqual(MINIMUM);
            }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('a filter that leaves few out is refused; one that overlaps another is not', () => {
    const whole = bitsOf(Array.from({ length: people }, () => 1));
    const of = (keep: (person: number) => boolean): PopulationAt => ({
      bits: bitsOf(Array.from({ length: people }, (_, person) => (keep(person) ? 1 : 0))),
      length: people,
    });
    const all = { bits: whole, length: people };
    const told = (one: PopulationAt, other: PopulationAt) => isolates(regionsOf(one, other, whole), MINIMUM);
    expect(
      told(
        of((person) => person >= 4),
        all,
      ),
    ).toBe(true);
    expect(
      told(
        of((person) => person >= 5),
        all,
      ),
    ).toBe(false);
    expect(
      told(
        of((person) => person < 30),
        of((person) => person >= 27),
      ),
    ).toBe(true);
    expect(
      told(
        of((person) => person < 30),
        of((person) => person >= 27 && person < 50),
      ),
    ).toBe(false);
  });

  test('newcomers are a difference, too', () => {
    const whole = bitsOf(Array.from({ length: people }, () => 1));
    const at = (length: number): PopulationAt => ({ bits: whole, length });
    expect(isolates(regionsOf(at(60), at(57), whole), MINIMUM)).toBe(true);
    expect(isolates(regionsOf(at(60), at(55), whole), MINIMUM)).toBe(false);
    expect(isolates(regionsOf(at(60), at(60), whole), MINIMUM)).toBe(false);
  });
});

describe('the canonical text of a population', () => {
  const asked = (part: Partial<Population>): string =>
    canonicalPopulation({ filter: {}, quality: 'all', ...part });

  test('knows no order and no repetition', () => {
    const variable = { stratum: 'unit' } as const;
    const a = { variable, in: ['x', 'y', 'x'] };
    const b = { variable: { item: 'FAC1' }, in: ['5'] };
    expect(asked({ where: { and: [a, b, a] } })).toBe(
      asked({ where: { and: [b, { variable, in: ['y', 'x'] }] } }),
    );
    expect(asked({ filter: { group: ['b', 'a'], unit: [] } })).toBe(asked({ filter: { group: ['a', 'b'] } }));
  });

  test('tells different populations apart', () => {
    const a = { variable: { stratum: 'unit' } as const, in: ['x'] };
    const texts = [
      asked({}),
      asked({ quality: 'unflagged' }),
      asked({ where: a }),
      asked({ where: { not: a } }),
      asked({ filter: { unit: ['x'] } }),
    ];
    expect(new Set(texts).size).toBe(texts.length);
  });
});
