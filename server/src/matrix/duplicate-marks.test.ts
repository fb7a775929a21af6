import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { flagBit } from '@duwen/shared/coding';
import { DUPLICATE_MINUTES, DuplicateMarks } from './duplicate-marks.js';
import { RowHash } from './row-hash.js';

const bytes = (...codes: number[]): Uint8Array => new Uint8Array(Uint16Array.from(codes).buffer);
const varied = bytes(2, 3, 4, 5, 2, 3);
const minute = 60_000;
const bit = flagBit('duplicate');
const hash = new RowHash();

interface Row {
  readonly key: string;
  readonly coded: Uint8Array;
  readonly at: number;
  readonly seconds?: number;
}

/** Rows and their marks; every row whose hash is `plain` is one that is never a duplicate. */
class Table {
  readonly submittedAt = new Float64Array(4096);
  readonly seconds = new Uint16Array(4096);
  readonly flags = new Uint8Array(4096);
  readonly rows: Row[] = [];
  readonly marks = new DuplicateMarks(this);

  /** @param low forces hashes to meet */
  add(row: Row, low?: number): number {
    const index = this.rows.push(row) - 1;
    this.submittedAt[index] = row.at;
    this.seconds[index] = row.seconds ?? 0;
    hash.of('v', row.key, null, row.coded);
    this.marks.add(index, low ?? hash.low, low ?? hash.high);
    return index;
  }

  alike(one: number, other: number): boolean {
    const [a, b] = [this.rows[one]!, this.rows[other]!];
    return a.key === b.key && Buffer.compare(a.coded, b.coded) === 0;
  }

  get marked(): boolean[] {
    return this.rows.map((_, index) => (this.flags[index]! & bit) !== 0);
  }
}

function marks(rows: readonly (readonly [key: string, row: Uint8Array, at: number])[]): boolean[] {
  const table = new Table();
  for (const [key, coded, at] of rows) table.add({ key, coded, at });
  return table.marked;
}

describe('DuplicateMarks', () => {
  it('marks the later of two identical rows close in time, in whatever order they are read', () => {
    expect(
      marks([
        ['a', varied, 0],
        ['a', varied, minute],
      ]),
    ).toEqual([false, true]);
    expect(
      marks([
        ['a', varied, minute],
        ['a', varied, 0],
      ]),
    ).toEqual([true, false]);
  });

  it('leaves rows of other units, far apart in time, or with few different answers', () => {
    expect(
      marks([
        ['a', varied, 0],
        ['b', varied, minute],
      ]),
    ).toEqual([false, false]);
    expect(
      marks([
        ['a', varied, 0],
        ['a', varied, 31 * minute],
      ]),
    ).toEqual([false, false]);
    expect(
      marks([
        ['a', bytes(2, 2, 2, 3), 0],
        ['a', bytes(2, 2, 2, 3), 0],
      ]),
    ).toEqual([false, false]);
  });

  it('keeps other flags', () => {
    const table = new Table();
    table.flags.fill(1);
    table.add({ key: 'a', coded: varied, at: 0 });
    table.add({ key: 'a', coded: varied, at: 1 });
    expect([...table.flags.subarray(0, 2)]).toEqual([1, 1 | bit]);
  });

  it('tells rows apart whose hashes are equal', () => {
    const table = new Table();
    table.add({ key: 'a', coded: varied, at: 0 }, 7);
    table.add({ key: 'b', coded: varied, at: 0 }, 7);
    table.add({ key: 'b', coded: varied, at: 1 }, 7);
    expect(table.marked).toEqual([false, false, true]);
  });

  it('gives every order of reading, with withdrawals and without, the marks of an obvious implementation', () => {
    const row = fc.record({
      key: fc.constantFrom('a', 'b', 'c'),
      coded: fc.constantFrom(varied, bytes(5, 4, 3, 2, 2, 2), bytes(2, 2, 2, 2, 2, 3)),
      at: fc.integer({ min: 0, max: 200 }).map((minutes) => minutes * minute),
      seconds: fc.integer({ min: 0, max: 3 }),
    });
    const plan = fc.record({
      rows: fc.array(row, { minLength: 1, maxLength: 60 }),
      order: fc.integer(),
      gone: fc.array(fc.nat(59), { maxLength: 20 }),
      back: fc.array(fc.nat(59), { maxLength: 10 }),
      meet: fc.boolean(),
    });
    fc.assert(
      fc.property(plan, ({ rows, order, gone, back, meet }) => {
        const shuffled = [...rows.entries()].sort(([a], [b]) => Math.sin(order + a) - Math.sin(order + b));
        const table = new Table();
        for (const [, one] of shuffled) table.add(one, meet ? 1 : undefined);
        const live = new Set(rows.keys());
        const places = new Map(shuffled.map(([index], place) => [index, place]));
        for (const index of gone) if (live.delete(index)) table.marks.remove(places.get(index)!);
        for (const index of back)
          if (index < rows.length && !live.has(index)) {
            live.add(index);
            table.marks.restore(places.get(index)!);
          }
        const marked = table.marked;
        const kept = shuffled.flatMap(([index, one], place) =>
          live.has(index) ? [[one, marked[place]!] as const] : [],
        );
        expect(summary(kept)).toEqual(
          summary(
            plainMarks(
              kept.map(([one]) => one),
              meet,
            ),
          ),
        );
        shuffled.forEach(([index], place) => {
          if (!live.has(index)) expect(marked[place]).toBe(false);
        });
      }),
      { numRuns: 300 },
    );
  });
});

const summary = (marked: readonly (readonly [Row, boolean])[]): string[] =>
  marked
    .map(([{ key, coded, at, seconds }, mark]) => `${key} ${coded.join()} ${at} ${seconds} ${mark}`)
    .sort();

/** Every row against every other. */
function plainMarks(rows: readonly Row[], plainToo: boolean): [Row, boolean][] {
  const ordered = [...rows].sort((a, b) => a.at - b.at || a.seconds! - b.seconds!);
  return ordered.map((row, place) => {
    const before = ordered
      .slice(0, place)
      .filter(({ key, coded }) => key === row.key && coded.join() === row.coded.join())
      .at(-1);
    const counts = plainToo || new Set(row.coded.filter((_, at) => at % 2 === 0)).size >= 4;
    return [row, counts && before !== undefined && row.at - before.at <= DUPLICATE_MINUTES * minute];
  });
}
