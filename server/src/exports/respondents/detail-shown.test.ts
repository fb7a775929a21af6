import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { STRATA, type Columns, type Stratum } from '@duwen/shared/tabulation';
import { detailOf, detailShown } from './detail-shown.js';

type Place = Readonly<Record<Stratum, number>>;

function columnsOf(places: readonly Place[]): Columns {
  const strata = Object.fromEntries(
    STRATA.map((stratum) => [
      stratum,
      {
        codes: Uint16Array.from(places, (place) => place[stratum]),
        categories: Array.from({ length: 9 }, (_, k) => ({ key: `${stratum}${k + 1}`, label: { zh: '' } })),
      },
    ]),
  ) as unknown as Columns['strata'];
  return {
    length: places.length,
    items: new Map(),
    strata,
    flags: new Uint8Array(places.length),
    live: new Uint8Array(places.length).fill(1),
  };
}

const everyRow = (places: readonly Place[]): Uint32Array => Uint32Array.from(places, (_, index) => index);

/** What a row tells, as a text. */
const told = (place: Place, detail: number): string =>
  STRATA.map((stratum) => (detail < detailOf(stratum) ? '' : place[stratum])).join();

const at = (group: number, unit: number, day = 1): Place => ({
  group,
  unit,
  day,
  stage: unit === 0 ? 0 : 1,
  street: unit === 0 ? 0 : 1 + (unit % 2),
  educationGroup: 0,
});
const times = (count: number, place: Place): Place[] => Array.from({ length: count }, () => place);

describe('detailShown', () => {
  it('leaves large combinations whole', async () => {
    const places = [...times(10, at(1, 1)), ...times(10, at(1, 2))];
    expect([...(await detailShown(columnsOf(places), everyRow(places), 5))]).toEqual(
      times(20, at(0, 0)).map(() => 5),
    );
  });

  it('hides a small unit among the smallest of its street', async () => {
    const places = [
      ...times(3, at(1, 1)),
      ...times(20, at(1, 3)),
      ...times(8, at(1, 5)),
      ...times(9, at(1, 2)),
    ];
    const shown = await detailShown(columnsOf(places), everyRow(places), 5);
    const detailOfUnit = (unit: number) =>
      new Set([...shown].filter((_, index) => places[index]!.unit === unit));
    expect(detailOfUnit(1)).toEqual(new Set([3]));
    expect(detailOfUnit(5)).toEqual(new Set([3]));
    expect(detailOfUnit(3)).toEqual(new Set([5]));
    expect(detailOfUnit(2)).toEqual(new Set([5]));
  });

  it('leaves out a group with fewer than the minimum', async () => {
    const places = [...times(4, at(2, 0)), ...times(7, at(1, 0))];
    expect([...(await detailShown(columnsOf(places), everyRow(places), 5))]).toEqual([
      0, 0, 0, 0, 5, 5, 5, 5, 5, 5, 5,
    ]);
  });

  it('tells nothing of fewer than the minimum, and leaves nobody out of a group that has as many', async () => {
    const place = fc
      .record({
        group: fc.integer({ min: 1, max: 2 }),
        unit: fc.integer({ min: 0, max: 6 }),
        day: fc.integer({ min: 1, max: 3 }),
        educationGroup: fc.integer({ min: 0, max: 1 }),
      })
      .map((known): Place => ({
        ...at(known.group, known.unit, known.day),
        educationGroup: known.educationGroup,
      }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(place, fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 25 }),
        fc.integer({ min: 2, max: 7 }),
        async (counted, minimum) => {
          const places = counted.flatMap(([known, count]) => times(count, known));
          const shown = await detailShown(columnsOf(places), everyRow(places), minimum);
          const sizes = new Map<string, number>();
          const groups = new Map<number, number>();
          places.forEach((known, index) => {
            groups.set(known.group, (groups.get(known.group) ?? 0) + 1);
            if (shown[index] === 0) return;
            const text = `${shown[index]}:${told(known, shown[index]!)}`;
            sizes.set(text, (sizes.get(text) ?? 0) + 1);
          });
          for (const size of sizes.values()) expect(size).toBeGreaterThanOrEqual(minimum);
          places.forEach((known, index) => {
            expect(shown[index] === 0).toBe(groups.get(known.group)! < minimum);
          });
        },
      ),
      { numRuns: 300 },
    );
  });
});
