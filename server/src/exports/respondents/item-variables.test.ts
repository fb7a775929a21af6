import { describe, expect, it } from '@jest/globals';
import type { CampaignItem } from '@duwen/shared/codebook';
import { VariableNames } from '../sav/variable-names.js';
import { textsIn } from '../texts.js';
import { itemVariables, optionValues } from './item-variables.js';

const option = (value: number | string | boolean, missing = false): CampaignItem['options'][number] => ({
  value,
  label: { zh: String(value) },
  score: null,
  missing,
  favourable: false,
  exclusive: false,
  stage: null,
});

const item = (change: Partial<CampaignItem>): CampaignItem => ({
  code: 'X',
  kind: 'single',
  options: [],
  scale: null,
  reverse: false,
  indicators: [],
  stratum: null,
  min: null,
  max: null,
  attention: null,
  wording: new Map([['parent', { zh: '题目' }]]),
  ...change,
});

/** The values of rows with these codes, at this detail. */
function read(of: CampaignItem, codes: readonly number[], detail = 5, shielded = true): unknown[][] {
  const variables = itemVariables(of, Uint16Array.from(codes), new VariableNames(), textsIn('zh'), shielded);
  return codes.map((_, row) =>
    variables.map((variable) => variable.read({ index: row, row, detail, weight: 1 })),
  );
}

describe('itemVariables', () => {
  it('keeps values that are whole numbers, and numbers the others', () => {
    expect(optionValues(item({ options: [option(5), option(0)] }))).toEqual([5, 0]);
    expect(optionValues(item({ options: [option(5), option('其他')] }))).toEqual([1, 2]);
    expect(optionValues(item({ options: [option(true), option(false)] }))).toEqual([1, 2]);
    expect(optionValues(item({ options: [option(1.5), option(2)] }))).toEqual([1, 2]);
  });

  it('tells not asked, no answer and an answer apart', () => {
    expect(read(item({ options: [option(5), option(9, true)] }), [0, 1, 2, 3])).toEqual([
      [null],
      [-9],
      [5],
      [9],
    ]);
    expect(read(item({ kind: 'numeric', min: 3, max: 60 }), [0, 1, 2, 10])).toEqual([
      [null],
      [-9],
      [3],
      [11],
    ]);
    expect(read(item({ kind: 'text' }), [0, 1, 2])).toEqual([[null], [0], [1]]);
    const several = item({ kind: 'multiple', options: [option('a'), option('b')] });
    expect(read(several, [0, 1, 0b011, 0b101, 0b111])).toEqual([
      [null, null],
      [-9, -9],
      [1, 0],
      [0, 1],
      [1, 1],
    ]);
  });

  it('finds a value for no answer that the item does not use', () => {
    expect(read(item({ options: [option(-9), option(-99)] }), [1])).toEqual([[-999]]);
    expect(read(item({ kind: 'numeric', min: -20, max: 20 }), [1, 2])).toEqual([[-99], [-20]]);
  });

  it('leaves out what describes a person where the place is left out, save where all is to be told', () => {
    const stage = item({ options: [option(1)], stratum: 'stage' });
    const role = item({ options: [option(1)], stratum: 'other' });
    expect([1, 2, 3].map((detail) => read(stage, [2], detail))).toEqual([[[-7]], [[1]], [[1]]]);
    expect([3, 4, 5].map((detail) => read(role, [2], detail))).toEqual([[[-7]], [[1]], [[1]]]);
    expect(read(role, [0], 1)).toEqual([[null]]);
    expect(read(role, [2], 1, false)).toEqual([[1]]);
    const years = item({ kind: 'numeric', min: 0, max: 40, stratum: 'other' });
    expect(read(years, [0, 1, 5], 3)).toEqual([[null], [-7], [-7]]);
    expect(read(years, [1, 5], 4)).toEqual([[-9], [3]]);
  });
});
