import { describe, expect, it } from '@jest/globals';
import { flagBit } from '@duwen/shared/coding';
import { DuplicateMarks } from './duplicate-marks.js';

const row = (...codes: number[]): Uint8Array => new Uint8Array(Uint16Array.from(codes).buffer);
const varied = row(2, 3, 4, 5, 2, 3);
const minute = 60_000;
const bit = flagBit('duplicate');

function marks(rows: readonly (readonly [key: string, row: Uint8Array, at: number])[]): boolean[] {
  const flags = new Uint8Array(rows.length);
  const duplicates = new DuplicateMarks();
  rows.forEach(([key, coded, at], index) => duplicates.add(index, key, coded, at, flags));
  return [...flags].map((flag) => flag === bit);
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
        ['a', row(2, 2, 2, 3), 0],
        ['a', row(2, 2, 2, 3), 0],
      ]),
    ).toEqual([false, false]);
  });

  it('keeps other flags', () => {
    const flags = new Uint8Array([1, 1]);
    const duplicates = new DuplicateMarks();
    duplicates.add(0, 'a', varied, 0, flags);
    duplicates.add(1, 'a', varied, 1, flags);
    expect([...flags]).toEqual([1, 1 | bit]);
  });
});
