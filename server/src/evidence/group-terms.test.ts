import { expect, test } from '@jest/globals';
import { groupTerms } from './group-terms.js';
import { readAnswers } from './read-answers.js';

const said = (group: string, text: string, count: number, item = 'OPN2', unit: string | null = null) =>
  Array.from({ length: count }, () => ({ item, group, unit, text }));
const termsOf = async (answers: ReturnType<typeof said>, minimum = 5) =>
  groupTerms(await readAnswers(answers), minimum).map(({ item, group, terms }) => ({
    item,
    group,
    terms: terms.map(({ term }) => term),
  }));

test('the words that one group uses more than the others mark it', async () => {
  const answers = [
    ...said('parent', '作业负担太重', 40),
    ...said('parent', '食堂饭菜', 20),
    ...said('teacher', '职称评定名额少', 40),
    ...said('teacher', '食堂饭菜', 20),
  ];
  const [parents, teachers] = await termsOf(answers);
  expect(parents?.terms).toContain('作业负担');
  expect(teachers?.terms).toContain('职称评定');
  for (const { terms } of [parents!, teachers!]) expect(terms).not.toContain('食堂');
});

test('no term is told of fewer people than the minimum, or of all but so few; no names', async () => {
  const answers = [
    ...said('parent', '泳池', 4),
    ...said('parent', '王小明欺负人', 30),
    ...said('parent', '跑道', 96),
    ...said('teacher', '职称', 100),
    ...said('principal', '编制', 3),
  ];
  const terms = (await termsOf(answers)).flatMap((group) => group.terms);
  expect(terms).toContain('跑道');
  expect(terms).not.toContain('泳池');
  expect(terms.join()).not.toContain('小明');
  expect((await termsOf(answers)).map(({ group }) => group)).not.toContain('principal');
});

test('answers to different items are not compared with each other', async () => {
  const answers = [...said('parent', '作业太多', 40, 'OPN1'), ...said('teacher', '职称评定', 40, 'OPN2')];
  expect(await termsOf(answers)).toEqual([]);
});

test('what nearly all comes from one school does not mark the group', async () => {
  const parents = (unit: string, pool: number, track: number) => [
    ...said('parent', '泳池漏水', pool, 'OPN2', unit),
    ...said('parent', '跑道开裂', track, 'OPN2', unit),
  ];
  const teachers = said('teacher', '职称评定', 200, 'OPN2', 'B');
  const markingParents = async (answers: ReturnType<typeof said>) =>
    (await termsOf([...answers, ...teachers])).find(({ group }) => group === 'parent')?.terms;
  const spread = await markingParents([...parents('A', 40, 50), ...parents('B', 40, 50)]);
  expect(spread).toEqual(expect.arrayContaining(['泳池', '跑道']));
  const dominated = await markingParents([...parents('A', 78, 50), ...parents('B', 2, 50)]);
  expect(dominated).toContain('跑道');
  expect(dominated).not.toContain('泳池');
});
