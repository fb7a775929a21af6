import { describe, expect, it } from '@jest/globals';
import { compileQuestionnaire, joinCodebooks, type Unit } from '@duwen/shared/codebook';
import { createCoder, NOT_ASKED } from '@duwen/shared/coding';
import { ResponseColumns, UNKNOWN_SECONDS, type StoredRow } from './response-columns.js';

const scale = [5, 4, 3, 2, 1].map((value) => ({ value, text: `选项${value}` }));
const compile = (...names: string[]) => {
  const { codebook, problems } = compileQuestionnaire({
    title: '问卷',
    pages: [
      {
        name: 'p',
        elements: names.map((name) => ({ type: 'radiogroup', name, title: name, choices: scale })),
      },
    ],
  });
  if (!codebook) throw new Error(JSON.stringify(problems));
  return codebook;
};
const versions = new Map([
  ['teacher.1', compile('A1', 'A2')],
  ['parent.1', compile('A2', 'A3')],
]);
const groups = ['teacher', 'parent'].map((code) => ({ code, title: { zh: code }, units: null, frame: null }));
const units: Unit[] = ['S1', 'S2'].map((code) => ({
  code,
  name: { zh: `学校${code}` },
  kind: 'school',
  stages: ['primary'],
  educationGroup: code === 'S1' ? '一集团' : null,
  street: '五角场街道',
  enrolment: null,
  staff: null,
  frame: {},
}));
const { codebook } = joinCodebooks([...versions].map(([version, book]) => [version.split('.')[0]!, book]));

function row(version: string, answers: Record<string, number>): Uint8Array {
  const { row: coded, problems } = createCoder(versions.get(version)!).code(answers, {});
  expect(problems).toEqual([]);
  const bytes = new Uint8Array(coded.length * 2);
  coded.forEach((code, place) => {
    bytes[2 * place] = code & 255;
    bytes[2 * place + 1] = code >> 8;
  });
  return bytes;
}

const stored = (
  version: string,
  answers: Record<string, number>,
  more: Partial<StoredRow> = {},
): StoredRow => ({
  group: version.split('.')[0]!,
  unit: 'S1',
  stage: 'primary',
  version,
  row: row(version, answers),
  flags: 0,
  submittedAt: 1_552_300_000_000,
  seconds: 120,
  ...more,
});

describe('ResponseColumns', () => {
  it('puts each version’s row into the columns of its items', () => {
    const columns = new ResponseColumns(codebook, versions, groups, units);
    columns.append(stored('teacher.1', { A1: 5, A2: 1 }));
    columns.append(stored('parent.1', { A2: 4 }, { unit: null, stage: null, seconds: null }));
    const view = columns.view();
    expect(view.length).toBe(2);
    expect([...view.items.get('A1')!.subarray(0, 2)]).toEqual([2, NOT_ASKED]);
    expect([...view.items.get('A2')!.subarray(0, 2)]).toEqual([6, 3]);
    expect(view.items.get('A3')![0]).toBe(NOT_ASKED);
    expect([...columns.seconds.subarray(0, 2)]).toEqual([120, UNKNOWN_SECONDS]);
  });

  it('codes strata by the order of groups and roster, 0 for none', () => {
    const columns = new ResponseColumns(codebook, versions, groups, units);
    columns.append(stored('parent.1', {}, { unit: 'S2' }));
    columns.append(stored('parent.1', {}, { unit: null, stage: null }));
    const { strata } = columns.view();
    const key = (stratum: keyof typeof strata, at: number) =>
      strata[stratum].categories[(strata[stratum].codes[at] as number) - 1]?.key;
    expect([
      key('group', 0),
      key('unit', 0),
      key('street', 0),
      key('stage', 0),
      key('educationGroup', 0),
    ]).toEqual(['parent', 'S2', '五角场街道', 'primary', undefined]);
    expect([key('unit', 1), key('stage', 1)]).toEqual([undefined, undefined]);
  });

  it('grows beyond its first capacity and keeps what it has', () => {
    const columns = new ResponseColumns(codebook, versions, groups, units);
    for (let at = 0; at < 5000; at += 1) columns.append(stored('teacher.1', { A1: (at % 5) + 1 }));
    const a1 = columns.view().items.get('A1')!;
    for (let at = 0; at < 5000; at += 1) expect(a1[at]).toBe(2 + (4 - (at % 5)));
  });

  it('refuses a row that does not fit its version', () => {
    const columns = new ResponseColumns(codebook, versions, groups, units);
    expect(() => columns.append(stored('teacher.1', {}, { row: new Uint8Array(2) }))).toThrow(RangeError);
    expect(() => columns.append({ ...stored('teacher.1', {}), version: 'teacher.9' })).toThrow(RangeError);
  });

  it('tells the local day of submission, in the order of days whatever order they come in', () => {
    const columns = new ResponseColumns(codebook, versions, groups, units, 'Asia/Shanghai');
    const at = (iso: string) => columns.append(stored('teacher.1', {}, { submittedAt: Date.parse(iso) }));
    const days = ({ strata: { day }, length }: ReturnType<typeof columns.view>) =>
      [...day.codes.subarray(0, length)].map((code) => day.categories[code - 1]!.key);
    at('2019-03-11T15:59:59Z');
    at('2019-03-11T16:00:00Z');
    const before = columns.view();
    const generation = columns.generation;
    at('2019-03-11T15:00:00Z');
    expect(columns.generation).toBe(generation);
    at('2019-03-01T00:00:00Z');
    expect(columns.generation).not.toBe(generation);
    const after = columns.view();
    expect(after.strata.day.categories.map(({ key }) => key)).toEqual([
      '2019-03-01',
      '2019-03-11',
      '2019-03-12',
    ]);
    expect(days(after)).toEqual(['2019-03-11', '2019-03-12', '2019-03-11', '2019-03-01']);
    expect(days(before)).toEqual(['2019-03-11', '2019-03-12']);
  });

  it('keeps a view valid while the columns grow, on memory that threads share', () => {
    const columns = new ResponseColumns(codebook, versions, groups, units);
    columns.append(stored('teacher.1', { A1: 5 }));
    const view = columns.view();
    const generation = columns.generation;
    for (let at = 0; at < 3000; at += 1) columns.append(stored('teacher.1', { A1: 1 }));
    expect(columns.generation).not.toBe(generation);
    expect(view.length).toBe(1);
    expect(view.items.get('A1')![0]).toBe(2);
    for (const array of [view.live, view.flags, columns.seconds, columns.submittedAt])
      expect(array.buffer).toBeInstanceOf(SharedArrayBuffer);
    for (const array of [...view.items.values(), ...Object.values(view.strata).map(({ codes }) => codes)])
      expect(array.buffer).toBeInstanceOf(SharedArrayBuffer);
  });
});
