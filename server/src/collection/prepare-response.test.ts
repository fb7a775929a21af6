import { describe, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import type { Submission } from '@duwen/shared/api';
import { compileQuestionnaire, type RespondentGroup, type Unit } from '@duwen/shared/codebook';
import { createCoder, flagBit } from '@duwen/shared/coding';
import { prepareResponse, receiptOf, responseId, type SubmissionContext } from './prepare-response.js';

const { codebook } = compileQuestionnaire({
  title: { 'zh-cn': '问卷' },
  pages: [
    {
      name: 'p',
      elements: [
        {
          type: 'radiogroup',
          name: 'Q1',
          title: { 'zh-cn': '一' },
          isRequired: true,
          choices: [
            { value: 1, text: { 'zh-cn': '是' } },
            { value: 2, text: { 'zh-cn': '否' } },
          ],
        },
        { type: 'comment', name: 'Q2', title: { 'zh-cn': '二' }, visibleIf: '{unit_junior} = true' },
      ],
    },
  ],
});
if (!codebook) throw new Error('the questionnaire of this test does not compile');

const school = (stages: Unit['stages']): Unit => ({
  code: 'S1',
  name: { zh: '校' },
  kind: 'school',
  stages,
  educationGroup: null,
  street: null,
  enrolment: null,
  staff: null,
  frame: {},
});
const group: RespondentGroup = {
  code: 'parent',
  title: { zh: '家长' },
  units: { kind: 'school', stages: ['primary', 'junior'] },
  frame: null,
};
const submittedAt = new Date('2019-03-11T08:30:59.700Z');
const context = (change: Partial<SubmissionContext> = {}): SubmissionContext => ({
  campaign: new Types.ObjectId('5c8600000000000000000000'),
  group,
  unit: school(['primary']),
  version: { version: 'parent.1', codebook, coder: createCoder(codebook) },
  submittedAt,
  ...change,
});
const submission = (change: Partial<Submission> = {}): Submission => ({
  submissionId: '3F2504E0-4F89-41D3-9A0C-0305E82C3301',
  version: 'parent.1',
  unit: 'S1',
  answers: { Q1: 2 },
  startedAt: '2019-03-11T16:27:30.000+08:00',
  ...change,
});

describe('an accepted submission', () => {
  test('becomes a response with coarse times and a small integer per item', () => {
    const prepared = prepareResponse(submission(), context());
    expect(prepared).toEqual({
      ok: true,
      response: {
        _id: responseId('3f2504e0-4f89-41d3-9a0c-0305e82c3301'),
        campaign: context().campaign,
        group: 'parent',
        unit: 'S1',
        stage: 'primary',
        version: 'parent.1',
        answers: { Q1: 2 },
        row: Buffer.from([3, 0, 0, 0]),
        flags: 0,
        seconds: 209,
        startedAt: new Date('2019-03-11T08:27:00Z'),
        submittedAt: new Date('2019-03-11T08:30:59Z'),
      },
    });
  });

  test.each<[startedAt: string, seconds: number | null, why: string]>([
    ['2019-03-11T08:31:05Z', null, 'a clock ahead'],
    ['2019-03-10T08:30:59Z', null, 'a form left open overnight'],
    ['2019-03-11T08:30:59Z', 0, 'at once'],
  ])('started at %s took %s seconds (%s)', (startedAt, seconds, _why) => {
    const prepared = prepareResponse(submission({ startedAt }), context());
    if (!prepared.ok) throw new Error('refused');
    expect(prepared.response.seconds).toBe(seconds);
    expect(prepared.response.startedAt).toEqual(new Date('2019-03-11T08:30:00Z'));
  });

  test('answered at once is marked as speeding', () => {
    const prepared = prepareResponse(submission({ startedAt: '2019-03-11T08:30:59Z' }), context());
    if (!prepared.ok) throw new Error('refused');
    expect(prepared.response.flags & flagBit('speeding')).toBe(flagBit('speeding'));
  });

  test.each([
    [['primary', 'junior'], null],
    [['junior', 'senior'], 'junior'],
  ] as const)('of a unit with %j has the stage %s', (stages, stage) => {
    const prepared = prepareResponse(submission(), context({ unit: school(stages) }));
    expect(prepared).toMatchObject({ ok: true, response: { stage } });
  });
});

describe('a refused submission', () => {
  const body = { ok: false, code: 'unit-unknown' };

  test('names a unit that is not there, not of its group, or none where one is asked', () => {
    expect(prepareResponse(submission({ unit: null }), context({ unit: null }))).toEqual(body);
    expect(prepareResponse(submission(), context({ unit: null }))).toEqual(body);
    expect(prepareResponse(submission(), context({ unit: school(['senior']) }))).toEqual(body);
  });

  test('names a unit where its group has none: it could lead to a person', () => {
    const deputies = { ...group, units: null };
    expect(prepareResponse(submission(), context({ group: deputies }))).toEqual(body);
    const without = prepareResponse(submission({ unit: null }), context({ group: deputies, unit: null }));
    expect(without).toMatchObject({ ok: true, response: { unit: null, stage: null } });
  });

  test('answers what its unit is not asked', () => {
    const answers = { Q1: 1, Q2: '好' };
    expect(prepareResponse(submission({ answers }), context())).toMatchObject({
      ok: false,
      code: 'answers-invalid',
      answers: [{ path: '/Q2', reason: 'not-asked' }],
    });
    expect(prepareResponse(submission({ answers }), context({ unit: school(['junior']) })).ok).toBe(true);
  });
});

test('receipts are short, legible, and the same for the same submission', () => {
  const receipt = receiptOf('3f2504e0-4f89-41d3-9a0c-0305e82c3301');
  expect(receipt).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/);
  expect(receiptOf('3F2504E0-4F89-41D3-9A0C-0305E82C3301')).toBe(receipt);
  expect(receiptOf('3f2504e0-4f89-41d3-9a0c-0305e82c3302')).not.toBe(receipt);
});
