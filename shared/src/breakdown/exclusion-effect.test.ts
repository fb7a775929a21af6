import { describe, expect, test } from '@jest/globals';
import { QUALITY_FLAGS, flagBit } from '../coding/index.js';
import { sampleCodebook, sampleColumns, sampleItem } from '../tabulation/sample-campaign.test-support.js';
import { breakDown } from './break-down.js';
import { effectOfExcluding } from './exclusion-effect.js';

const codebook = sampleCodebook(
  ['A', 'B'].map((code) => sampleItem(code, { options: ['favourable', 'other'] })),
);
const [SPEEDING, STRAIGHT] = [flagBit('speeding'), flagBit('straightLining')];

/** 80 unmarked (A: 40 favourable, B: 60), and the marked given. */
function effects(marked: readonly { bits: number; a: boolean; b: boolean }[]) {
  const rows = [
    ...Array.from({ length: 80 }, (_, index) => ({ bits: 0, a: index < 40, b: index < 60 })),
    ...marked,
  ];
  const columns = sampleColumns({
    length: rows.length,
    items: { A: rows.map(({ a }) => (a ? 2 : 3)), B: rows.map(({ b }) => (b ? 2 : 3)) },
    flags: rows.map(({ bits }) => bits),
  });
  const breakdownWith = (excludedFlags: number, quality: 'all' | 'unflagged') =>
    breakDown({
      columns: { ...columns, excludedFlags },
      codebook,
      request: { items: ['A', 'B'], by: null, filter: {}, quality },
      minimumCell: 5,
      asOf: '',
    });
  return effectOfExcluding(breakdownWith(0, 'all'), [
    ...QUALITY_FLAGS.map((flag) => ({ flag, breakdown: breakdownWith(flagBit(flag), 'all') })),
    { flag: 'any' as const, breakdown: breakdownWith(0, 'unflagged') },
  ]);
}
const of = (bits: number, count: number, favourableA: number, favourableB: number) =>
  Array.from({ length: count }, (_, index) => ({ bits, a: index < favourableA, b: index < favourableB }));

describe('what leaving marked responses out would change', () => {
  test('is told of all scale items together and of the item that changes most', () => {
    const [speeding, straight] = effects([...of(SPEEDING, 20, 20, 15), ...of(STRAIGHT, 30, 15, 30)]);
    // A: 75 of 130 to 55 of 110; B: 105 of 130 to 90 of 110.
    expect(speeding).toMatchObject({ flag: 'speeding', responses: 20, items: 2, itemsLeftOut: 0 });
    expect(speeding!.favourable!.all).toBeCloseTo(180 / 260, 12);
    expect(speeding!.favourable!.without).toBeCloseTo(145 / 220, 12);
    expect(speeding!.largest!.item).toBe('A');
    expect(speeding!.largest!.change).toBeCloseTo(55 / 110 - 75 / 130, 12);
    expect(straight).toMatchObject({ responses: 30 });
  });

  test('a mark that nobody has changes nothing', () => {
    const found = effects(of(SPEEDING, 20, 20, 10)).find(({ flag }) => flag === 'attention');
    expect(found).toMatchObject({ responses: 0, favourable: { change: 0 }, items: 2 });
  });

  test('is not told of fewer than the minimum', () => {
    const [speeding] = effects(of(SPEEDING, 4, 4, 4));
    expect(speeding).toMatchObject({ responses: null, favourable: null, largest: null, itemsLeftOut: 2 });
  });

  test('leaves out an item of which the marked answers would be few of a kind', () => {
    // 18 of 20 speeders favourable on A: two are not.
    const [speeding] = effects(of(SPEEDING, 20, 18, 10));
    expect(speeding).toMatchObject({ items: 1, itemsLeftOut: 1, largest: { item: 'B' } });
    expect(speeding!.favourable!.all).toBeCloseTo(70 / 100, 12);
  });

  test('nor where two marks differ by few', () => {
    const found = effects([...of(SPEEDING, 20, 10, 10), ...of(STRAIGHT, 3, 1, 1)]);
    // Any mark: 23; speeding: 20. The three others could be read off the difference.
    expect(found.find(({ flag }) => flag === 'speeding')).toMatchObject({ responses: null });
    expect(found.find(({ flag }) => flag === 'any')).toMatchObject({ responses: null });
  });
});
