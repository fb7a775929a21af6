import { expect, test } from '@jest/globals';
import { sampleItem } from '../tabulation/sample-campaign.test-support.js';
import type { BreakdownRow, ItemBreakdown } from './breakdown.js';
import { optionShare } from './option-share.js';

const { options } = sampleItem('A', { options: ['favourable', 'other', 'missing'] });
const item = { options } as unknown as ItemBreakdown;
const row = (change: Partial<BreakdownRow>): BreakdownRow =>
  ({ counts: [30, 10, 10], n: 40, dontKnow: 10, ...change }) as BreakdownRow;

test('is of the valid answers, and for "don\'t know" of all who answered', () => {
  expect([0, 1, 2].map((index) => optionShare(item, row({}), index))).toEqual([0.75, 0.25, 0.2]);
});

test('is withheld with its count or its base, and nothing where nobody answered', () => {
  expect(optionShare(item, row({ counts: [null, 10, 10] }), 0)).toBeNull();
  expect(optionShare(item, row({ n: null }), 0)).toBeNull();
  expect(optionShare(item, row({ counts: [0, 0, 0], n: 0, dontKnow: 0 }), 0)).toBeNull();
});
