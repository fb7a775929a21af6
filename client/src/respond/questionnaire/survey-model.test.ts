import { describe, expect, test } from '@jest/globals';
import type { AnswerProblem } from '@duwen/shared/coding';
import { respondentForm } from './respondent-form';
import { firstUnanswered, reviewOf } from './review-answers';
import { carryOver, createSurvey, markProblems, presentAnswers } from './survey-model';

const zh = (text: string) => ({ 'zh-cn': text });
const form = {
  title: zh('家长问卷'),
  pages: [
    {
      name: 'school',
      title: { 'zh-cn': '学校', en: 'School' },
      elements: [
        {
          type: 'matrix',
          name: 'FAC',
          title: zh('满意吗'),
          columns: [
            { value: 5, text: { 'zh-cn': '满意', en: 'Satisfied' } },
            { value: 1, text: zh('不满意') },
          ],
          rows: [
            { value: 'FAC1', text: { 'zh-cn': '场地', en: 'Buildings' } },
            { value: 'FAC2', text: zh('实验室'), visibleIf: '{unit_junior} = true' },
          ],
        },
        {
          type: 'boolean',
          name: 'KEY',
          title: zh('骨干吗'),
          valueTrue: 'yes',
          valueFalse: 'no',
          labelTrue: zh('是'),
          labelFalse: zh('否'),
        },
        {
          type: 'checkbox',
          name: 'RES',
          title: zh('缺什么'),
          choices: [
            { value: 'a', text: zh('甲') },
            { value: 'none', text: zh('都不缺'), exclusive: true },
          ],
        },
      ],
    },
    {
      name: 'more',
      visibleIf: "{RES} contains 'a'",
      elements: [
        { type: 'comment', name: 'WHY', title: zh('为什么') },
        { type: 'text', name: 'NUM', inputType: 'number', min: 0, max: 9, title: zh('几个') },
      ],
    },
  ],
};
/** survey-core's arrays come from another realm under Jest; what is stored and sent is their JSON. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const junior = { unit_junior: true };
const survey = (answers = {}, variables: Record<string, boolean> = junior, locale: 'zh' | 'en' = 'zh') =>
  createSurvey(form, locale, variables, answers);

describe('respondentForm', () => {
  test('a text without English is shown in Chinese, never as a code', () => {
    const english = survey({}, junior, 'en');
    const matrix = reviewOf(english)[0]!.entries;
    expect(matrix.slice(0, 2).map(({ title }) => title)).toEqual(['Buildings', '实验室']);
  });

  test('leaves what is no text, question or choice as it is', () => {
    const json = { scales: { S: { favourable: [4, 5] } }, n: null, on: true };
    expect(respondentForm(json)).toEqual(json);
  });

  test('a yes/no question keeps its values, yes first', () => {
    const shown = survey().getQuestionByName('KEY');
    expect(shown.getType()).toBe('radiogroup');
    expect((shown.choices as { value: unknown }[]).map(({ value }) => value)).toEqual(['yes', 'no']);
  });

  test('an exclusive choice excludes the others', () => {
    const question = survey({ RES: ['a'] }).getQuestionByName('RES');
    question.renderedValue = ['a', 'none'];
    expect(plain(question.value)).toEqual(['none']);
  });
});

describe('presentAnswers', () => {
  test('keeps what is shown', () => {
    const answers = { FAC: { FAC1: 5, FAC2: 1 }, RES: ['a'], WHY: '没有', NUM: 0 };
    expect(plain(presentAnswers(survey(answers)))).toEqual(answers);
  });

  test('drops rows, questions and pages that are not shown', () => {
    const one = survey({ FAC: { FAC1: 5, FAC2: 1 }, RES: ['none'], WHY: '没有' }, { unit_junior: false });
    expect(plain(presentAnswers(one))).toEqual({ FAC: { FAC1: 5 }, RES: ['none'] });
    expect(plain(one.data)).toEqual({ FAC: { FAC1: 5 }, RES: ['none'] });
  });

  test('drops what an unanswered matrix leaves', () => {
    expect(presentAnswers(survey({ FAC: { FAC2: 1 } }, { unit_junior: false }))).toEqual({});
  });
});

describe('carryOver', () => {
  test('keeps the answers that the new version still offers', () => {
    const old = {
      FAC: { FAC1: 5, GONE: 5, FAC2: 3 },
      KEY: 'no',
      RES: ['a', 'b'],
      WHY: '没有',
      NUM: 4,
      OLD: 1,
    };
    expect(carryOver(survey(), old)).toEqual({
      FAC: { FAC1: 5 },
      KEY: 'no',
      RES: ['a'],
      WHY: '没有',
      NUM: 4,
    });
  });

  test('drops answers of another type', () => {
    expect(carryOver(survey(), { FAC: 5, KEY: true, RES: 'a', WHY: 3, NUM: '4' })).toEqual({});
  });
});

describe('reviewOf', () => {
  test('says every answer in words and marks what is open', () => {
    const [first, second] = reviewOf(survey({ FAC: { FAC1: 5 }, KEY: 'yes', RES: ['a'], NUM: 0 }));
    expect(first!.title).toBe('学校');
    expect(first!.entries.map(({ title, answer }) => [title, answer])).toEqual([
      ['场地', '满意'],
      ['实验室', null],
      ['骨干吗', '是'],
      ['缺什么', '甲'],
    ]);
    expect(second!.entries.map(({ answer }) => answer)).toEqual([null, '0']);
  });
});

describe('markProblems', () => {
  const problem = (item: string, question: string | null): AnswerProblem => ({
    path: `/${item}`,
    reason: 'required',
    question,
    item,
    page: 0,
  });

  test('puts each problem on its question, with the row of a matrix', () => {
    const one = survey();
    const { first, unplaced } = markProblems(
      one,
      [problem('KEY', 'KEY'), problem('FAC2', 'FAC')],
      ({ reason }) => reason,
    );
    expect(first!.name).toBe('FAC');
    expect(unplaced).toBe(0);
    expect(one.getQuestionByName('FAC').errors.map(({ text }) => text)).toEqual(['「实验室」required']);
    expect(one.getQuestionByName('KEY').errors.map(({ text }) => text)).toEqual(['required']);
  });

  test('counts those that have no shown question', () => {
    const one = survey({}, { unit_junior: false });
    const problems = [problem('FAC2', 'FAC'), problem('WHY', 'WHY'), problem('OLD', null)];
    expect(markProblems(one, problems, () => 'x')).toEqual({ first: null, unplaced: 3 });
  });
});

test('the ends of a rating name their numbers, in both languages', () => {
  const ends = { minRateDescription: zh('不可能'), maxRateDescription: { 'zh-cn': '可能', en: 'Likely' } };
  const values = [{ value: 1, text: { 'zh-cn': '1 分', en: '1' } }, 7];
  expect(respondentForm({ type: 'rating', rateMin: 0, rateMax: 10, ...ends })).toMatchObject({
    minRateDescription: { 'zh-cn': '0：不可能', en: '0: 不可能' },
    maxRateDescription: { 'zh-cn': '10：可能', en: '10: Likely' },
  });
  expect(respondentForm({ type: 'rating', rateValues: values, ...ends })).toMatchObject({
    minRateDescription: { 'zh-cn': '1 分：不可能', en: '1: 不可能' },
    maxRateDescription: { 'zh-cn': '7：可能', en: '7: Likely' },
  });
  expect(respondentForm({ type: 'rating' })).toEqual({ type: 'rating', displayMode: 'buttons' });
});

test('a number says its limits, unless its author does', () => {
  const hours = { type: 'text', inputType: 'number', min: 10, max: 90 };
  expect(respondentForm(hours)).toMatchObject({ description: { 'zh-cn': '请填 10 到 90 之间的整数。' } });
  expect(respondentForm({ ...hours, description: '大约' })).toMatchObject({ description: '大约' });
  expect(respondentForm({ type: 'text', inputType: 'number', min: 0 })).not.toHaveProperty('description');
});

test('a matrix whose rows are required is marked as required', () => {
  expect(respondentForm({ type: 'matrix', eachRowRequired: true })).toMatchObject({ isRequired: true });
  expect(respondentForm({ type: 'matrix', eachRowRequired: false })).not.toHaveProperty('isRequired');
});

test('the first question without an answer is found, a matrix with one row open too', () => {
  const survey = createSurvey(form, 'zh', { unit_junior: true }, { FAC: { FAC1: 5 } });
  expect(firstUnanswered(survey)?.name).toBe('FAC');
  survey.setValue('FAC', { FAC1: 5, FAC2: 1 });
  expect(firstUnanswered(survey)?.name).toBe('KEY');
});
