import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { withholdSmall } from './withhold-small.js';

describe('withholdSmall', () => {
  it('withholds small counts with the next smallest, and keeps zeros', () => {
    expect(withholdSmall([[0, 3, 12, 40]], 5)).toEqual([[0, null, null, 40]]);
    expect(withholdSmall([[0, 5, 12, 40]], 5)).toEqual([[0, 5, 12, 40]]);
    expect(withholdSmall([[2, 3, 12]], 5)).toEqual([[null, null, 12]]);
    expect(withholdSmall([[1, 2, 12, 9]], 5)).toEqual([[null, null, 12, null]]);
    expect(withholdSmall([], 5)).toEqual([]);
  });

  it('leaves no line with one withheld cell, nor with withheld cells that add up to less than the minimum', () => {
    const table = fc
      .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 6 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      );
    fc.assert(
      fc.property(table, (counts) => {
        const shown = withholdSmall(counts, 5);
        const columns = counts[0]!.map((_, column) => counts.map((row) => row[column]!));
        const shownColumns = counts[0]!.map((_, column) => shown.map((row) => row[column]!));
        for (const [line, cells] of [...counts.entries()]
          .map(([i, row]) => [row, shown[i]!] as const)
          .concat([...columns.entries()].map(([i, column]) => [column, shownColumns[i]!] as const))) {
          const hidden = line.filter((_, i) => cells[i] === null);
          const visible = cells.filter((cell) => cell !== null && cell > 0);
          for (const cell of visible) expect(cell).toBeGreaterThanOrEqual(5);
          const sum = hidden.reduce((a, b) => a + b, 0);
          if (hidden.length > 0 && visible.length > 0) {
            expect(hidden.length).toBeGreaterThan(1);
            expect(sum).toBeGreaterThanOrEqual(5);
          }
        }
      }),
    );
  });
});
