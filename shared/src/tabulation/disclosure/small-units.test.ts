import { expect, test } from '@jest/globals';
import { FIRST_CODE } from '../../coding/index.js';
import { protectTable } from '../protect-table.js';
import { sampleCodebook, sampleColumns, sampleItem } from '../sample-campaign.test-support.js';
import type { TableRequest } from '../table-request.js';
import { tabulateTable } from '../tabulate-table.js';
import type { Variable } from '../variable.js';

/** Schools of 3, 40, 30 and 50 people, who chose the first option, the second, or both. */
const sizes = [3, 40, 30, 50];
const people = sizes.flatMap((size, unit) => Array.from({ length: size }, (_, k) => ({ unit, k })));
const codebook = sampleCodebook([
  sampleItem('A', { options: ['favourable', 'other'], groups: ['g'] }),
  sampleItem('M', { kind: 'multiple', options: ['other', 'other'], groups: ['g'] }),
]);
const columns = sampleColumns({
  length: people.length,
  items: {
    A: people.map(({ unit, k }) => FIRST_CODE + (unit === 0 ? 0 : k % 2)),
    M: people.map(({ unit, k }) => 1 | (unit === 0 ? 2 : ([2, 4, 6][k % 3] as number))),
  },
  strata: {
    unit: { keys: ['a', 'b', 'c', 'd'], codes: people.map(({ unit }) => unit + 1) },
    group: { keys: ['g'], codes: people.map(() => 1) },
  },
});

function tableOf(rows: readonly Variable[], across: readonly Variable[], change: Partial<TableRequest> = {}) {
  const tallies = tabulateTable(columns, codebook, {
    rows,
    columns: across,
    measure: 'count',
    of: null,
    base: 'answered',
    weighted: false,
    filter: {},
    quality: 'all',
    ...change,
  });
  return protectTable(tallies, 5);
}

const unit = { stratum: 'unit' } as const;

test('nothing is told of a school of fewer than the minimum, not even whom it has none of', () => {
  for (const item of ['A', 'M']) {
    const split = tableOf([unit], [{ item }]);
    expect(split.cells[0]!.every(({ count }) => count === null)).toBe(true);
    const nested = tableOf([unit, { item }], []);
    nested.tallies.rows.forEach((head, row) => {
      if (head[0]!.key === 'a') expect(nested.cells[row]!.every(({ count }) => count === null)).toBe(true);
    });
    const turned = tableOf([{ item }], [unit]);
    expect(turned.cells.every((row) => row[0]!.count === null)).toBe(true);
    // The others are still told of, save the one that keeps it company.
    expect(split.cells.filter((row) => row.at(-1)!.count !== null)).toHaveLength(3);
  }
});

test('nor of its shares and means', () => {
  for (const measure of ['mean', 'favourable'] as const) {
    const { cells } = tableOf([unit], [], { measure, of: 'A' });
    expect(cells[0]!.every(({ n, favourable, scores }) => !n && !favourable && !scores)).toBe(true);
  }
});

test('percentages follow the counts, and are told only where their base is', () => {
  const counts = tableOf([unit], [{ item: 'A' }]).cells.flat();
  const shares = tableOf([unit], [{ item: 'A' }], { measure: 'rowPercent' });
  expect(shares.cells.flat().map(({ count }) => count)).toEqual(counts.map(({ count }) => count));
  shares.cells.forEach((row) => {
    const base = row.at(-1)!.count;
    for (const cell of row) expect(cell.n).toBe(base);
  });
});
