import { describe, expect, test } from '@jest/globals';
import type { Frame } from '../codebook/index.js';
import { chiSquared } from '../statistics/index.js';
import { sampleCodebook, sampleColumns, sampleItem } from '../tabulation/sample-campaign.test-support.js';
import type { TableRequest } from '../tabulation/index.js';
import { makeTable } from './make-table.js';

const rated = {
  ...sampleItem('A', { options: ['favourable', 'other', 'missing'] }),
  wording: new Map([['parent', { zh: '对场地的评价', en: 'Grounds' }]]),
};
const several = sampleItem('M', { kind: 'multiple', options: ['other', 'other', 'other'], scored: false });
const codebook = sampleCodebook([rated, several]);

/** Per group, unit and stage so many with each answer to A (code 2 favourable, 3 not, 4 "don't know"). */
type Block = { group: number; unit: number; stage: number; code: number; count: number; chosen?: number };
const columnsOf = (blocks: readonly Block[]) => {
  const rows = blocks.flatMap((block) => Array.from({ length: block.count }, () => block));
  return sampleColumns({
    length: rows.length,
    items: { A: rows.map(({ code }) => code), M: rows.map(({ chosen }) => chosen ?? 1) },
    strata: {
      group: { keys: ['parent', 'deputy'], codes: rows.map(({ group }) => group) },
      unit: { keys: ['u1', 'u2', 'u3', 'u4'], codes: rows.map(({ unit }) => unit) },
      stage: { keys: ['primary', 'junior'], codes: rows.map(({ stage }) => stage) },
    },
  });
};
const at = (unit: number, stage: number, code: number, count: number): Block => ({
  group: 1,
  unit,
  stage,
  code,
  count,
});
const blocks = [1, 2, 3, 4].flatMap((unit) => [
  at(unit, 1, 2, 20 + 4 * unit),
  at(unit, 1, 3, 10),
  at(unit, 2, 2, 12),
  at(unit, 2, 3, 30 - 5 * unit),
]);
const frame: Frame = new Map([
  ['parent', { count: 2000, units: new Map([['u1', 900], ['u2', 500], ['u3', 400], ['u4', 200]]) }], // prettier-ignore
]);
const ask = (request: Partial<TableRequest>, { from = blocks, minimumCell = 5 } = {}) =>
  makeTable({
    columns: columnsOf(from),
    codebook,
    request: {
      rows: [{ stratum: 'stage' }],
      columns: [{ item: 'A' }],
      measure: 'rowPercent',
      of: null,
      base: 'answered',
      weighted: false,
      filter: {},
      quality: 'all',
      ...request,
    },
    minimumCell,
    asOf: '2019-03-19T00:00:00Z',
    frame,
  });

describe('a table', () => {
  test('tells persons, bases, shares and what the whole is', () => {
    const table = ask({});
    expect(table.responses).toBe(120 + 40 + 48 + 70);
    expect(table.rows.map((head) => head.map(({ key }) => key))).toEqual([['primary'], ['junior']]);
    const [first, , total] = table.cells[0]!;
    expect(first).toMatchObject({ suppression: 'none', count: 120, n: 160, value: 0.75, method: 'design' });
    expect(first!.lower!).toBeLessThan(0.75);
    expect(total).toMatchObject({ count: 160, n: 160, value: 1, lower: null, upper: null, method: null });
    expect(table.test).toMatchObject({ method: 'raoScott' });
    expect(table.weighting).toBeNull();
    expect(table.title).toEqual({ zh: '学段 × 对场地的评价', en: 'Stage × Grounds' });
  });

  test('percentages of a row add up, weighted or not', () => {
    for (const weighted of [false, true]) {
      for (const line of ask({ weighted }).cells) {
        const parts = line.slice(0, -1).map(({ value }) => value!);
        expect(parts.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
      }
    }
  });

  test('a weighted count adds up the people that responses stand for, and says what that costs', () => {
    const table = ask({ measure: 'count', weighted: true });
    expect(table.cells.at(-1)!.at(-1)).toMatchObject({ count: 278, value: 2000, unweighted: 278 });
    const kish = table.weighting!;
    expect(kish.effectiveN).toBeLessThan(278);
    expect(kish.designEffect).toBeCloseTo(278 / kish.effectiveN, 10);
    expect(kish.largest).toBeCloseTo(900 / 71, 10);
  });

  test('weights that are all alike change no figure', () => {
    const everybody: Frame = new Map([['parent', { count: 2780, units: new Map<string, number>() }]]);
    const request = {
      rows: [{ stratum: 'stage' }],
      columns: [{ item: 'A' }],
      measure: 'rowPercent',
      of: null,
      base: 'answered',
      filter: {},
      quality: 'all',
    } as const;
    const input = { columns: columnsOf(blocks), codebook, minimumCell: 5, asOf: '', frame: everybody };
    const plain = makeTable({ ...input, request: { ...request, weighted: false } });
    const weighted = makeTable({ ...input, request: { ...request, weighted: true } });
    plain.cells.flat().forEach((cell, index) => {
      const other = weighted.cells.flat()[index]!;
      expect(other.value).toBeCloseTo(cell.value!, 6);
      if (cell.lower !== null) expect(other.lower).toBeCloseTo(cell.lower, 6);
    });
    expect(weighted.test!.pValue).toBeCloseTo(plain.test!.pValue, 10);
    expect(weighted.weighting).toMatchObject({ designEffect: 1, effectiveN: 278 });
  });

  test('withholds small cells with company, and tests what is told only', () => {
    // Three of primary's 163 said "don't know": with the base "asked" they would stand alone.
    const table = ask(
      { base: 'asked', measure: 'count' },
      { from: [...blocks, at(1, 1, 4, 3), at(2, 2, 4, 2)] },
    );
    const small = table.columns.findIndex(([head]) => head!.key === '9');
    expect(table.cells[0]![small]).toMatchObject({
      suppression: 'cell',
      count: null,
      value: null,
      residual: null,
    });
    expect(table.disclosure.primary).toBeGreaterThan(0);
    // Nothing but one column is left whole.
    expect(table.noTest).toBe('tooFewGroups');
  });

  test('tests the lines between which every count is told', () => {
    const doubts = [at(1, 1, 4, 3), at(2, 1, 4, 9), at(3, 1, 4, 8), at(4, 1, 4, 7)];
    const table = ask(
      { base: 'asked', measure: 'count', rows: [{ stratum: 'unit' }] },
      { from: [...blocks, ...doubts] },
    );
    expect(table.cells.map((line) => line.some(({ count }) => count === null))).toEqual([
      true,
      false,
      false,
      true,
      false,
    ]);
    const expected = chiSquared(
      table.cells.slice(1, 3).map((line) => line.slice(0, 3).map(({ count }) => count!)),
    );
    expect(table.test).toMatchObject({ statistic: expected.ok && expected.value.statistic, df: 2 });
  });

  test('does not test people who may be in several columns', () => {
    // Bit 0: asked; bits 1 to 3: the options.
    const chosen = blocks.map((block, index) => ({
      ...block,
      chosen: [0b0011, 0b0111, 0b1101, 0b1001][index % 4]!,
    }));
    const table = ask({ columns: [{ item: 'M' }] }, { from: chosen });
    expect(table).toMatchObject({ test: null, noTest: 'severalChoices' });
    const [line] = table.cells;
    expect(line!.at(-1)).toMatchObject({ count: 160 });
    expect(line!.slice(0, -1).reduce((sum, { count }) => sum + (count ?? 0), 0)).toBeGreaterThan(160);
    expect(line!.every(({ residual }) => residual === null)).toBe(true);
    expect(line![0]!.lower).not.toBeNull();
  });

  test('means and favourable shares have a column for each of two groups', () => {
    const mean = ask({ measure: 'mean', of: 'A', columns: [] });
    expect(mean.cells[0]!.at(-1)!.value).toBeCloseTo((120 * 2 + 40) / 160, 10);
    expect(mean.test).toMatchObject({ method: 'wald', df: 1, denominatorDf: 2 });
    const favourable = ask({ measure: 'favourable', of: 'A', columns: [] });
    expect(favourable.cells[0]!.at(-1)).toMatchObject({ value: 0.75, n: 160 });
    expect(favourable.test).toMatchObject({ method: 'raoScott' });
  });

  test('between units, and within one, answers are taken as independent', () => {
    expect(ask({ rows: [{ stratum: 'unit' }] }).test).toMatchObject({ method: 'chiSquared' });
    const one = ask({ filter: { unit: ['u2'] } });
    expect(one.cells[0]![0]).toMatchObject({ method: 'wilson', designEffect: null });
    expect(one.test).toMatchObject({ method: 'chiSquared' });
    expect(ask({ filter: { unit: ['u2'] }, measure: 'mean', of: 'A' }).test).toMatchObject({
      method: 'welch',
    });
  });

  test('of fewer responses than the minimum tells nothing', () => {
    const table = ask({ measure: 'count', weighted: true }, { minimumCell: 300 });
    expect(table.responses).toBeNull();
    expect(table.weighting).toBeNull();
    expect(table.cells.flat().every(({ count, value }) => count === null && value === null)).toBe(true);
    expect(JSON.stringify(table.cells)).not.toMatch(/\d/);
  });

  test('stops where nobody waits any more', () => {
    const stop = (): never => {
      throw new Error('gone');
    };
    const request = { ...ask({}).request };
    const input = { columns: columnsOf(blocks), codebook, request, minimumCell: 5, asOf: '' };
    expect(() => makeTable({ ...input, checkpoint: stop })).toThrow('gone');
  });
});
