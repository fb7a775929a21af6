import { describe, expect, test } from '@jest/globals';
import { sampleItem } from '../tabulation/sample-campaign.test-support.js';
import { evidenceFrom, findingsOf, ratedItem, type Block } from './sample-evidence.test-support.js';

const people = (group: string, ...counts: number[]): Block => ({ group, counts });
const at = (street: string, ...counts: number[]): Block => ({ group: 'parent', street, counts });

describe('a finding on groups', () => {
  test('gives group, share, what counts, interval, base, difference, chance, size and threshold', () => {
    const section = evidenceFrom(
      { A: [people('teacher', 300, 150, 30, 20), people('parent', 1000, 900, 60, 40)] },
      [ratedItem('A')],
      { threshold: 0.85 },
    );
    const [finding] = findingsOf(section);
    expect(finding!.statement).toEqual({
      zh: '在“对场地的评价”一题中，家长选择“非常满意”或“比较满意”的占 95.0%（95% 置信区间 94.0%–95.9%，n = 2,000），教师占 90.0%（87.1%–92.3%，n = 500）。两类对象相差 5.0 个百分点，超出随机波动，但差异幅度微小（χ² = 17.7，df = 1，p < 0.001，V = 0.08）。对照 85% 的要求，教师和家长的置信区间整体达到要求。',
      en: 'On “Grounds”, 95.0% of parents chose “Very satisfied” or “Fairly satisfied” (95% CI 94.0%–95.9%, n = 2,000) and 90.0% of teachers (CI 87.1%–92.3%, n = 500). The two groups differ by 5.0 points, more than chance would give, but the difference is negligible in size (χ² = 17.7, df = 1, p < 0.001, V = 0.08). Against the 85% asked for, the interval lies wholly above it for teachers and parents.',
    });
    expect(finding).toMatchObject({
      id: '1.1/A/groups',
      direction: 'supports',
      strength: 'strong',
      threshold: 0.85,
      favourableLabel: { zh: '非常满意、比较满意' },
    });
    expect(finding!.groups.map(({ group }) => group)).toEqual(['teacher', 'parent']);
    expect(section.verdict).toBe('supports');
    expect(section.summary.zh).toBe(
      '本节有 1 条问卷证据，出自 1 个题目，支持报告的判断。总体上，问卷数据支持本节所说的成效。',
    );
  });

  test('says how each interval lies to the threshold', () => {
    const section = evidenceFrom(
      {
        A: [
          people('principal', 60, 30, 10, 10),
          people('teacher', 300, 100, 50, 50),
          people('parent', 1000, 900, 60, 40),
        ],
      },
      [ratedItem('A')],
      { threshold: 0.85 },
    );
    const { zh, en } = findingsOf(section)[0]!.statement;
    expect(zh).toContain(
      '对照 85% 的要求，家长的置信区间整体达到要求；教师的置信区间整体低于要求；校长的置信区间跨过该线，尚不能判定。',
    );
    expect(en).toContain(
      'Against the 85% asked for, the interval lies wholly above it for parents; the interval lies wholly below it for teachers; the interval straddles it for principals, so that cannot be decided.',
    );
  });

  test('a difference that chance would give is said to be one', () => {
    const section = evidenceFrom(
      { A: [people('teacher', 40, 30, 20, 10), people('parent', 42, 30, 18, 10)] },
      [ratedItem('A')],
    );
    expect(findingsOf(section)[0]!.statement.zh).toContain(
      '两类对象相差 2.0 个百分点，未超出随机波动（χ² = 0.1，df = 1，p = 0.755，V = 0.02）。',
    );
  });

  test('of many groups it names the highest, the lowest and the range between', () => {
    const groups = ['deputy', 'principal', 'teacher', 'parent', 'student'];
    const item = ratedItem('A', { wording: new Map(groups.map((group) => [group, { zh: '总体质量' }])) });
    const section = evidenceFrom(
      { A: groups.map((group, index) => people(group, 50 + 5 * index, 10, 20, 20)) },
      [item],
    );
    expect(findingsOf(section)[0]!.statement.zh).toContain('，其余 3 类对象在 61.9% 至 65.2% 之间。');
    expect(findingsOf(section)[0]!.statement.zh).toMatch(
      /^在“总体质量”一题中，学生选择.*，人大代表占 60\.0%/,
    );
  });

  test('a withheld group is named, and a withheld share is told by its bounds', () => {
    const section = evidenceFrom(
      { A: [people('teacher', 60, 38, 0, 2), people('parent', 600, 300, 50, 50)] },
      [ratedItem('A')],
    );
    expect(findingsOf(section)[0]!.statement.zh).toBe(
      '在“对场地的评价”一题中，教师选择“非常满意”或“比较满意”的比例不低于 95.0%（n = 100，准确值不予公布），家长在 89.0% 与 91.0% 之间（n = 1,000，准确值不予公布）。',
    );
    const few = evidenceFrom(
      {
        A: [
          people('teacher', 50, 40, 20, 10),
          people('principal', 2, 1, 0, 0),
          people('parent', 60, 60, 30, 20),
        ],
      },
      [ratedItem('A')],
    );
    expect(findingsOf(few)[0]!.statement.zh).toContain('为保护受访者，校长和教师的结果不予公布。');
  });

  test('a reversed item turns the judgement round and says so', () => {
    const section = evidenceFrom({ A: [people('teacher', 500, 450, 30, 20)] }, [
      ratedItem('A', { reverse: true }),
    ]);
    expect(findingsOf(section)[0]).toMatchObject({ direction: 'contradicts' });
    expect(findingsOf(section)[0]!.statement.zh).toContain('本题为反向题，比例越低越有利。');
  });

  test('recommendation gets a net promoter score and no judgement', () => {
    const options = Array.from({ length: 11 }, (_, k) =>
      k < 2 ? ('favourable' as const) : ('other' as const),
    );
    const item = sampleItem('A', { options, groups: ['parent'], indicators: ['1.1'] });
    const nps = {
      ...item,
      scale: { ...item.scale!, type: 'nps' as const },
      options: item.options.map((option, index) => ({ ...option, score: 10 - index })),
    };
    const section = evidenceFrom({ A: [people('parent', 30, 20, 10, 10, 10, 10, 10, 0, 0, 0, 0)] }, [nps]);
    expect(findingsOf(section)[0]).toMatchObject({ direction: 'neutral' });
    expect(findingsOf(section)[0]!.statement.zh).toContain(
      '净推荐值：家长 +20.0（95% 置信区间 +2.9 至 +37.1）。',
    );
  });
});

describe('contradictions', () => {
  test('low shares contradict an achievement, by group and figure', () => {
    const section = evidenceFrom({ A: [people('teacher', 100, 100, 200, 100)] }, [ratedItem('A')]);
    expect(section.verdict).toBe('contradicts');
    expect(section.contradictions).toEqual([
      {
        kind: 'claim',
        item: 'A',
        statement: {
          zh: '报告将本节列为成效，而在“对场地的评价”一题中，教师选择“非常满意”或“比较满意”的占 40.0%（95% 置信区间 35.8%–44.4%，n = 500），与之相悖。',
          en: 'The report counts this section as an achievement, yet on “Grounds”, 40.0% of teachers chose “Very satisfied” or “Fairly satisfied” (95% CI 35.8%–44.4%, n = 500).',
        },
      },
    ]);
  });

  test('the same shares support a problem, and high ones contradict it', () => {
    const low = evidenceFrom({ A: [people('teacher', 100, 100, 200, 100)] }, [ratedItem('A')], {
      kind: 'problem',
    });
    expect([low.verdict, low.contradictions]).toEqual(['supports', []]);
    const high = evidenceFrom({ A: [people('teacher', 300, 150, 30, 20)] }, [ratedItem('A')], {
      kind: 'problem',
    });
    expect(high.verdict).toBe('contradicts');
    expect(high.contradictions[0]!.statement.zh).toMatch(
      /^报告将本节列为问题，而在.*，数据中未见这一问题。$/,
    );
  });

  test('groups far apart are named even where the difference over all answers is small', () => {
    const section = evidenceFrom(
      { A: [people('principal', 50, 40, 5, 5), people('teacher', 1300, 500, 700, 500)] },
      [ratedItem('A')],
    );
    expect(section.contradictions.find(({ kind }) => kind === 'groups')!.statement).toEqual({
      zh: '在“对场地的评价”一题中，选择“非常满意”或“比较满意”的，校长占 90.0%（n = 100），教师占 60.0%（n = 3,000），前者高 30.0 个百分点（95% 置信区间 22.4–34.8），两类对象看法明显不一。',
      en: 'On “Grounds”, 90.0% of principals (n = 100) but 60.0% of teachers (n = 3,000) chose “Very satisfied” or “Fairly satisfied”: 30.0 points apart (95% CI 22.4–34.8), so the two groups clearly disagree.',
    });
    expect(findingsOf(section)[0]!.statement.zh).toContain(
      '超出随机波动，按全体回答计幅度不大，但校长与教师之间差距明显（χ² = 36.6，df = 1，p < 0.001，V = 0.11）。',
    );
    expect(findingsOf(section)[0]).toMatchObject({ direction: 'mixed' });
  });

  test('groups whose shares are withheld are still told apart by their bounds', () => {
    const section = evidenceFrom(
      { A: [people('principal', 50, 47, 3, 0), people('teacher', 1300, 500, 700, 500)] },
      [ratedItem('A')],
    );
    expect(section.contradictions.find(({ kind }) => kind === 'groups')!.statement.zh).toBe(
      '在“对场地的评价”一题中，选择“非常满意”或“比较满意”的，校长不低于 95.0%（n = 100），教师在 59.5% 与 60.5% 之间（n = 3,000），两类对象看法明显不一（为保护受访者，只公布范围）。',
    );
  });
});

describe('streets and stages', () => {
  const usual = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const alike = usual.map((street, index) => at(street, 100, 50 + 2 * index, 30, 20));

  test('a street far behind the rest supports a problem, and the others are not called high for it', () => {
    const section = evidenceFrom({ A: [at('新江湾城街道', 20, 30, 80, 70), ...alike] }, [ratedItem('A')], {
      kind: 'problem',
    });
    const [, finding, ...more] = findingsOf(section);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ id: '1.1/A/street', direction: 'supports', strength: 'moderate' });
    expect(finding!.statement.zh).toBe(
      '在“对场地的评价”一题中，新江湾城街道选择“非常满意”或“比较满意”的占 25.0%（95% 置信区间 19.5%–31.4%，n = 200），比其余街镇的 75.7% 低 50.7 个百分点，超出随机波动（Holm 校正后 p < 0.001）。以上为各类对象合并计算。',
    );
    expect(finding!.groups).toHaveLength(8);
  });

  test('against an achievement a low street is a contradiction', () => {
    const section = evidenceFrom({ A: [at('s', 20, 30, 80, 70), ...alike] }, [ratedItem('A')]);
    expect(section.contradictions.map(({ kind, statement }) => [kind, statement.zh.slice(0, 30)])).toEqual([
      ['claim', '报告将本节列为成效，而在“对场地的评价”一题中，s选择“非常'],
    ]);
  });

  test('streets that all spread widely do not stand apart, each by its own schools', () => {
    const spread = usual.map((street, index) => at(street, 40 + 20 * index, 40, 60, 100 - 10 * index));
    expect(findingsOf(evidenceFrom({ A: spread }, [ratedItem('A')])).map(({ id }) => id)).toEqual([
      '1.1/A/groups',
    ]);
  });

  test('of two stages one sentence tells the lower', () => {
    const stage = (name: string, ...counts: number[]): Block => ({ group: 'parent', stage: name, counts });
    const section = evidenceFrom(
      { A: [stage('初中', 100, 100, 200, 100), stage('小学', 300, 150, 30, 20)] },
      [ratedItem('A', { wording: new Map([['parent', { zh: '高水平教师' }]]) })],
    );
    const places = findingsOf(section).filter(({ id }) => id.endsWith('/stage'));
    expect(places).toHaveLength(1);
    expect(places[0]!.statement.zh).toBe(
      '在“高水平教师”一题中，初中选择“非常满意”或“比较满意”的占 40.0%（95% 置信区间 35.8%–44.4%，n = 500），比其余学段的 90.0% 低 50.0 个百分点，超出随机波动（Holm 校正后 p < 0.001）。',
    );
  });
});

describe('items without a favourable side', () => {
  const labels = [
    { zh: '小学', en: 'primary' },
    { zh: '初中', en: 'junior' },
    { zh: '高中', en: 'senior' },
    { zh: '都不紧缺', en: 'none' },
  ];
  const shape = {
    options: ['other', 'other', 'other', 'other'] as const,
    scored: false,
    labels,
    indicators: ['1.1'],
  };
  const title = { zh: '最紧缺的是？', en: 'What is short?' };

  test('several choices are told by those chosen most', () => {
    const item = sampleItem('A', { ...shape, kind: 'multiple', groups: ['teacher'], title });
    const section = evidenceFrom({ A: [people('teacher', 60, 40, 30, 20)] }, [item]);
    expect(findingsOf(section)[0]).toMatchObject({
      id: '1.1/A/choices',
      direction: 'neutral',
      strength: 'moderate',
      statement: {
        zh: '在“最紧缺的是？”一题中，教师选择最多的是“小学”（40.0%，95% 置信区间 32.5%–48.0%）、“初中”（26.7%，95% 置信区间 20.2%–34.3%）和“高中”（20.0%，95% 置信区间 14.4%–27.1%）（n = 150）。可多选，各项比例之和可超过 100%。',
        en: 'On “What is short?”, teachers most often chose “primary” (40.0%, 95% CI 32.5%–48.0%), “junior” (26.7%, 95% CI 20.2%–34.3%) and “senior” (20.0%, 95% CI 14.4%–27.1%) (n = 150). Several choices were allowed, so shares may add up to more than 100%.',
      },
    });
  });

  test('a single nominal choice likewise, without the note', () => {
    const item = sampleItem('A', { ...shape, groups: ['parent'], title });
    const { zh } = findingsOf(evidenceFrom({ A: [people('parent', 60, 40, 30, 20)] }, [item]))[0]!.statement;
    expect(zh).toMatch(/^在“最紧缺的是？”一题中，家长选择最多的是“小学”/);
    expect(zh).not.toContain('可多选');
  });

  test('numbers are told by their average', () => {
    const item = sampleItem('A', {
      kind: 'numeric',
      min: 0,
      max: 80,
      groups: ['teacher'],
      indicators: ['1.1'],
      title,
    });
    const counts = Array.from({ length: 50 }, (_, value) => (value >= 38 && value < 48 ? 20 : 0));
    expect(findingsOf(evidenceFrom({ A: [people('teacher', ...counts)] }, [item]))[0]!.statement.zh).toBe(
      '在“最紧缺的是？”一题中，教师平均为 42.50（n = 200）。',
    );
  });
});

describe('a section', () => {
  test('without items says that there is no evidence, and how many facts there are', () => {
    const section = evidenceFrom({}, [], { facts: ['F01', 'F99'] });
    expect(section).toMatchObject({
      verdict: 'none',
      contradictions: [],
      summary: {
        zh: '没有问卷题目涉及本节，问卷不能说明本节的判断。可供核对的有区方事实数据 1 项。',
        en: 'No questionnaire item concerns this section: the scores say nothing of its claim. The district’s own figures can be checked (1 series).',
      },
    });
    expect(section.indicators[0]!.facts.map(({ code }) => code)).toEqual(['F01']);
  });

  test('whose answers are all withheld has no verdict, and shows no figure', () => {
    const section = evidenceFrom({ A: [people('teacher', 2, 1, 0, 0)] }, [ratedItem('A')]);
    expect(section.verdict).toBe('none');
    expect(section.summary.zh).toBe('涉及本节的题目尚无可公布的回答，暂无问卷证据。');
    expect(findingsOf(section)[0]!.statement.zh).toBe(
      '在“对场地的评价”一题中，作答人数过少，为保护受访者，结果不予公布。',
    );
    expect(JSON.stringify(section)).not.toMatch(/"count":[1-4]\b|"n":[1-4]\b/);
  });

  test('names the extremes, and the indicators that no item speaks to', () => {
    const section = evidenceFrom(
      {
        A: [people('teacher', 300, 150, 30, 20)],
        B: [people('teacher', 200, 200, 60, 40), people('parent', 400, 350, 150, 100)],
      },
      [
        ratedItem('A'),
        ratedItem('B', {
          wording: new Map([
            ['teacher', { zh: '设备' }],
            ['parent', { zh: '设备' }],
          ]),
        }),
      ],
      { indicators: ['1.1', '1.2'] },
    );
    expect(section.summary.zh).toBe(
      '本节有 2 条问卷证据，出自 2 个题目：1 条支持报告的判断，1 条既不支持也不否定。总体上，问卷数据支持本节所说的成效。正面回答的比例最高的是“对场地的评价”（教师 90.0%），最低的是“设备”（家长 75.0%）。“指标1.2”没有问卷证据。',
    );
  });

  test('counts an item that speaks to two of its indicators once', () => {
    const section = evidenceFrom(
      { A: [people('teacher', 100, 100, 200, 100)] },
      [ratedItem('A', { indicators: ['1.1', '1.2'] })],
      { indicators: ['1.1', '1.2'] },
    );
    expect(findingsOf(section).map(({ id }) => id)).toEqual(['1.1/A/groups', '1.2/A/groups']);
    expect(section.contradictions).toHaveLength(1);
    expect(section.summary.zh).toMatch(/^本节有 1 条问卷证据，出自 1 个题目，与报告的判断相悖。/);
  });

  test('leaves out background, attention and open-text items', () => {
    const items = [
      ratedItem('A', { stratum: 'other' }),
      ratedItem('B', { attention: 4 }),
      sampleItem('C', { kind: 'text', indicators: ['1.1'] }),
    ];
    const blocks = {
      A: [people('teacher', 50, 50, 50, 50)],
      B: [people('teacher', 50, 50, 50, 50)],
      C: [people('teacher', 9)],
    };
    const section = evidenceFrom(blocks, items);
    expect([findingsOf(section), section.verdict]).toEqual([[], 'none']);
  });
});
