import { describe, expect, test } from '@jest/globals';
import { compileQuestionnaire, unitVariables, type Codebook } from '../codebook/index.js';
import { choicesOf, createCoder, type CodedAnswers } from './index.js';

function codebookOf(...elements: object[]): Codebook {
  const { codebook, problems } = compileQuestionnaire({
    title: '问卷',
    scales: { S: { label: '满意度', type: 'ordinal', favourable: [4, 5], missing: [9] } },
    pages: [{ elements: [] }, { elements }],
  });
  expect(problems).toEqual([]);
  return codebook!;
}

const nowhere = unitVariables(null);
const code = (codebook: Codebook, answers: Record<string, unknown>): CodedAnswers =>
  createCoder(codebook).code(answers, nowhere);
const reasons = (coded: CodedAnswers): [string, string][] =>
  coded.problems.map(({ path, reason }) => [path, reason]);

const matrix = {
  type: 'matrix',
  name: 'FAC',
  title: '条件',
  scale: 'S',
  columns: [5, 4, 3, 2, 1, 9],
  rows: [
    { value: 'FAC1', text: '场地' },
    { value: 'FAC2', text: '设备', visibleIf: '{FAC.FAC1} = 5' },
  ],
};
const checkbox = {
  type: 'checkbox',
  name: 'RES',
  title: '紧缺',
  choices: ['a', 'b', 'c', { value: 'none', exclusive: true }],
  maxSelectedChoices: 2,
};
const number = { type: 'text', name: 'AGE', title: '年龄', inputType: 'number', min: 6, max: 99 };
const text = { type: 'comment', name: 'OPN', title: '建议', maxLength: 5 };
const single = { type: 'radiogroup', name: 'QUA', title: '总体', choices: [1, 'x', '2'] };

describe('createCoder', () => {
  test('codes every kind as row.ts says', () => {
    const codebook = codebookOf(matrix, checkbox, number, text, single);
    const answers = { FAC: { FAC1: 5, FAC2: 9 }, RES: ['c', 'a'], AGE: 10, OPN: '好', QUA: 'x' };
    const { row, problems } = code(codebook, answers);
    expect(problems).toEqual([]);
    expect([...row]).toEqual([2, 7, 0b1011, 6, 2, 3]);
    expect(choicesOf(row[2]!)).toEqual([0, 2]);
  });

  test('tells "not asked" from "no answer"', () => {
    const codebook = codebookOf(matrix, checkbox, number, text, single);
    expect([...code(codebook, {}).row]).toEqual([1, 0, 1, 1, 1, 1]);
    const empties = { FAC: { FAC1: null }, RES: [], AGE: '', OPN: '  ', QUA: null };
    expect(code(codebook, empties)).toMatchObject({ problems: [], row: new Uint16Array([1, 0, 1, 1, 1, 1]) });
    expect([...code(codebook, { FAC: { FAC1: 5 } }).row]).toEqual([2, 1, 1, 1, 1, 1]);
  });

  const refusals: [string, Record<string, unknown>, [string, string][]][] = [
    ['a value that is no option', { QUA: 2 }, [['/QUA', 'not-an-option']]],
    ['a number as text', { QUA: '1' }, [['/QUA', 'not-an-option']]],
    ['an object for a value', { QUA: {} }, [['/QUA', 'wrong-type']]],
    ['a list for a matrix', { FAC: [5] }, [['/FAC', 'wrong-type']]],
    ['an unknown row', { FAC: { FAC1: 5, FAC9: 5 } }, [['/FAC/FAC9', 'unknown-item']]],
    ['a hidden row', { FAC: { FAC1: 4, FAC2: 5 } }, [['/FAC/FAC2', 'not-asked']]],
    [
      'a hidden row whose condition rests on a bad value',
      { FAC: { FAC1: '5', FAC2: 5 } },
      [
        ['/FAC/FAC1', 'not-an-option'],
        ['/FAC/FAC2', 'not-asked'],
      ],
    ],
    ['an unknown question', { NOPE: 1 }, [['/NOPE', 'unknown-item']]],
    ['a text for a list', { RES: 'a' }, [['/RES', 'wrong-type']]],
    ['a choice twice', { RES: ['a', 'a'] }, [['/RES', 'repeated-choice']]],
    ['a choice that is none', { RES: ['a', 'z'] }, [['/RES', 'not-an-option']]],
    ['too many choices', { RES: ['a', 'b', 'c'] }, [['/RES', 'too-many-choices']]],
    ['an exclusive choice among others', { RES: ['a', 'none'] }, [['/RES', 'exclusive-choice']]],
    ['a fraction', { AGE: 10.5 }, [['/AGE', 'wrong-type']]],
    ['a number as text', { AGE: '10' }, [['/AGE', 'wrong-type']]],
    ['a number too small', { AGE: 5 }, [['/AGE', 'out-of-range']]],
    ['a number too great', { AGE: 100 }, [['/AGE', 'out-of-range']]],
    ['a text too long', { OPN: '一二三四五六' }, [['/OPN', 'too-long']]],
    ['a number for a text', { OPN: 3 }, [['/OPN', 'wrong-type']]],
  ];
  test.each(refusals)('refuses %s', (_, answers, expected) => {
    expect(reasons(code(codebookOf(matrix, checkbox, number, text, single), answers))).toEqual(expected);
  });

  test('says where, at which question and page, and the limit', () => {
    const codebook = codebookOf(matrix, checkbox, number);
    expect(code(codebook, { AGE: 100, FAC: { FAC1: 7 } }).problems).toEqual([
      { path: '/FAC/FAC1', reason: 'not-an-option', question: 'FAC', item: 'FAC1', page: 1 },
      { path: '/AGE', reason: 'out-of-range', limit: 99, question: 'AGE', item: 'AGE', page: 1 },
    ]);
  });

  test('wants an answer to each required item that is shown, and only then', () => {
    const codebook = codebookOf(
      { ...matrix, eachRowRequired: true },
      { ...single, isRequired: true, visibleIf: '{FAC.FAC1} > 3' },
      { ...text, requiredIf: "{QUA} = 'x'" },
    );
    expect(reasons(code(codebook, {}))).toEqual([['/FAC/FAC1', 'required']]);
    expect(reasons(code(codebook, { FAC: { FAC1: 1 } }))).toEqual([]);
    expect(reasons(code(codebook, { FAC: { FAC1: 4 } }))).toEqual([['/QUA', 'required']]);
    expect(reasons(code(codebook, { FAC: { FAC1: 5 }, QUA: 'x' }))).toEqual([
      ['/FAC/FAC2', 'required'],
      ['/OPN', 'required'],
    ]);
  });

  test('wants the least number of choices of everyone who is asked, as SurveyJS does', () => {
    const codebook = codebookOf(single, { ...checkbox, minSelectedChoices: 2, visibleIf: '{QUA} = 1' });
    expect(reasons(code(codebook, {}))).toEqual([]);
    expect(reasons(code(codebook, { QUA: 1 }))).toEqual([['/RES', 'too-few-choices']]);
    expect(reasons(code(codebook, { QUA: 1, RES: ['a'] }))).toEqual([['/RES', 'too-few-choices']]);
    expect(reasons(code(codebook, { QUA: 1, RES: ['a', 'b'] }))).toEqual([]);
  });

  test('knows the unit in conditions, and gives the stage', () => {
    const stage = {
      type: 'dropdown',
      name: 'STG',
      title: '学段',
      stratum: 'stage',
      visibleIf: '{unit_junior} = true and {unit_street} = "五角场"',
      choices: ['primary', { value: 2, text: '初中', stage: 'junior' }],
    };
    const coder = createCoder(codebookOf(stage));
    const variables = { ...nowhere, unit_junior: true, unit_street: '五角场' };
    expect(coder.code({ STG: 2 }, variables)).toMatchObject({ stage: 'junior', problems: [] });
    expect(coder.code({}, variables)).toMatchObject({ stage: null, problems: [] });
    expect(reasons(coder.code({ STG: 2 }, nowhere))).toEqual([['/STG', 'not-asked']]);
    // The conditions of one submission never decide another's.
    expect(coder.code({ STG: 'primary' }, variables)).toMatchObject({ stage: 'primary', problems: [] });
  });

  test('a hidden answer does not open the questions behind it', () => {
    const chain = ['A', 'B', 'C'].map((name, index) => ({
      type: 'radiogroup',
      name,
      title: name,
      choices: [1, 2],
      ...(index > 0 && { visibleIf: `{${'ABC'[index - 1]}} = 1` }),
    }));
    const codebook = codebookOf(...chain);
    expect(reasons(code(codebook, { A: 1, B: 1, C: 1 }))).toEqual([]);
    expect(reasons(code(codebook, { A: 2, B: 1, C: 1 }))).toEqual([['/B', 'not-asked']]);
    expect(reasons(code(codebook, { A: 2, C: 1 }))).toEqual([['/C', 'not-asked']]);
  });

  test('takes the names of Object.prototype for unknown items', () => {
    const codebook = codebookOf(matrix);
    const answers = JSON.parse(
      '{"__proto__": {"FAC": 1}, "constructor": 1, "FAC": {"__proto__": 5, "toString": 5}}',
    ) as Record<string, unknown>;
    expect(reasons(code(codebook, answers))).toEqual([
      ['/FAC/__proto__', 'unknown-item'],
      ['/FAC/toString', 'unknown-item'],
      ['/__proto__', 'unknown-item'],
      ['/constructor', 'unknown-item'],
    ]);
    expect(({} as Record<string, unknown>)['FAC']).toBeUndefined();
  });

  test('refuses what is deep or huge without walking it', () => {
    const codebook = codebookOf(matrix, checkbox, text, single);
    let deep: unknown = 1;
    for (let depth = 0; depth < 100_000; depth += 1) deep = { FAC1: [deep] };
    const huge = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, index]));
    const long = 'x'.repeat(1_000_000);
    const started = performance.now();
    expect(reasons(code(codebook, { FAC: { FAC1: deep }, RES: [deep], OPN: deep, QUA: deep }))).toHaveLength(
      4,
    );
    expect(code(codebook, huge).problems).toHaveLength(100);
    expect(code(codebook, { FAC: huge }).problems).toHaveLength(100);
    expect(reasons(code(codebook, { RES: new Array(100_000).fill('a') }))).toEqual([
      ['/RES', 'repeated-choice'],
    ]);
    expect(reasons(code(codebook, { [long]: 1, OPN: long }))).toEqual([
      ['/OPN', 'too-long'],
      ['', 'unknown-item'],
    ]);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
