import { describe, expect, test } from '@jest/globals';
import { sampleItem } from '../tabulation/sample-campaign.test-support.js';
import { evidenceFrom, findingsOf, ratedItem, type Block } from './sample-evidence.test-support.js';

const people = (group: string, ...counts: number[]): Block => ({ group, counts });

describe('a finding on groups', () => {
  test('gives group, share, what counts, interval, base, difference, chance, size and threshold', () => {
    const section = evidenceFrom(
      { A: [people('teacher', 300, 150, 30, 20), people('parent', 1000, 900, 60, 40)] },
      [ratedItem('A')],
      { threshold: 0.85 },
    );
    const [finding] = findingsOf(section);
    expect(finding!.statement).toEqual({
      zh: '关于“对场地的评价”，选择“非常满意”或“比较满意”的，家长占 95.0%（95% 置信区间 94.0%–95.9%，n = 2,000），教师占 90.0%（87.1%–92.3%，n = 500）。家长比教师高 5.0 个百分点（95% 置信区间 2.4 至 8.1），幅度微小（h = 0.19）；两类对象的差异超出随机波动（χ² = 17.7，df = 1，p < 0.001）。对照 85% 的要求，教师和家长达到。',
      en: 'On “Grounds”, “Very satisfied” or “Fairly satisfied” was chosen by 95.0% of parents (95% CI 94.0%–95.9%, n = 2,000) and 90.0% of teachers (87.1%–92.3%, n = 500). Parents lie 5.0 points above teachers (95% CI 2.4 to 8.1), a negligible difference (h = 0.19); the two groups differ by more than chance would give (χ² = 17.7, df = 1, p < 0.001). Against the 85% asked for: met for teachers and parents.',
    });
    expect(finding).toMatchObject({
      id: '1.1/A/groups',
      kind: 'groups',
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
    expect(zh).toContain('对照 85% 的要求，家长达到，教师未达到，校长尚不能判定（置信区间跨过该线）。');
    expect(en).toContain(
      'Against the 85% asked for: met for parents; not met for teachers; undecided for principals (the interval straddles it).',
    );
  });

  test('a difference that chance would give is said to be one', () => {
    const section = evidenceFrom(
      { A: [people('teacher', 40, 30, 20, 10), people('parent', 42, 30, 18, 10)] },
      [ratedItem('A')],
    );
    expect(findingsOf(section)[0]!.statement.zh).toContain(
      '家长比教师高 2.0 个百分点（95% 置信区间 −10.5 至 14.4）；两类对象的差异未超出随机波动（χ² = 0.1，df = 1，p = 0.755）。',
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
      /^关于“总体质量”，选择“非常满意”或“比较满意”的，学生占 .*，人大代表占 60\.0%/,
    );
  });

  test('shares that are withheld have a sentence of their own beside exact ones', () => {
    const section = evidenceFrom(
      {
        A: [
          people('teacher', 300, 200, 300, 200),
          people('parent', 600, 300, 500, 600),
          people('principal', 60, 37, 3, 0),
          people('deputy', 60, 38, 2, 0),
        ],
      },
      [
        ratedItem('A', {
          wording: new Map(
            ['deputy', 'principal', 'teacher', 'parent'].map((group) => [group, { zh: '总体质量' }]),
          ),
        }),
      ],
    );
    const { zh, en } = findingsOf(section)[0]!.statement;
    expect(zh).toMatch(
      /^关于“总体质量”，选择.*的，教师占 50\.0%（[^。]*），家长占 45\.0%（[^。]*）。另外，人大代表不低于 95\.0%（n = 100，准确值不予公布），校长不低于 95\.0%（n = 100，准确值不予公布）。/,
    );
    expect(en).toContain(
      'It was also chosen by at least 95.0% of deputies (n = 100, the exact share is withheld) and',
    );
  });

  test('a withheld group is named, and a withheld share is told by its bounds', () => {
    const section = evidenceFrom(
      { A: [people('teacher', 60, 38, 0, 2), people('parent', 600, 300, 50, 50)] },
      [ratedItem('A')],
    );
    expect(findingsOf(section)[0]!.statement.zh).toBe(
      '关于“对场地的评价”，选择“非常满意”或“比较满意”的，教师不低于 95.0%（n = 100，准确值不予公布），家长在 89.0% 与 91.0% 之间（n = 1,000，准确值不予公布）。',
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
      '净推荐值（推荐者占比减贬损者占比）：家长 +20.0（95% 置信区间 +2.9 至 +37.1）。',
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
          zh: '报告将本节列为成效，下列数据与之不符：关于“对场地的评价”，选择“非常满意”或“比较满意”的，教师占 40.0%（95% 置信区间 35.8%–44.4%，n = 500）。',
          en: 'The report counts this section as an achievement, which these figures contradict: on “Grounds”, “Very satisfied” or “Fairly satisfied” was chosen by 40.0% of teachers (95% CI 35.8%–44.4%, n = 500).',
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
      /^报告将本节列为问题，下列数据未显示这一问题：关于.*教师占 90\.0%/,
    );
  });

  test('groups far apart are named, and the finding’s own size agrees, however unequal the groups', () => {
    const section = evidenceFrom(
      { A: [people('principal', 50, 40, 5, 5), people('teacher', 1300, 500, 700, 500)] },
      [ratedItem('A')],
    );
    expect(section.contradictions.find(({ kind }) => kind === 'groups')!.statement).toEqual({
      zh: '关于“对场地的评价”，校长和教师的看法明显不一：选择“非常满意”或“比较满意”的，校长占 90.0%（n = 100），教师占 60.0%（n = 3,000），相差 30.0 个百分点（95% 置信区间 22.4 至 34.8，h = 0.73）。',
      en: 'On “Grounds”, principals and teachers clearly disagree: “Very satisfied” or “Fairly satisfied” was chosen by 90.0% of principals (n = 100) but 60.0% of teachers (n = 3,000), 30.0 points apart (95% CI 22.4 to 34.8, h = 0.73).',
    });
    expect(findingsOf(section)[0]!.statement.zh).toContain(
      '校长比教师高 30.0 个百分点（95% 置信区间 22.4 至 34.8），幅度中等（h = 0.73）；两类对象的差异超出随机波动（χ² = 36.6，df = 1，p < 0.001）。',
    );
    expect(findingsOf(section)[0]).toMatchObject({ direction: 'mixed' });
  });

  test('groups whose shares are withheld are still told apart by their bounds', () => {
    const section = evidenceFrom(
      { A: [people('principal', 50, 47, 3, 0), people('teacher', 1300, 500, 700, 500)] },
      [ratedItem('A')],
    );
    expect(section.contradictions.find(({ kind }) => kind === 'groups')!.statement.zh).toBe(
      '关于“对场地的评价”，校长和教师的看法差距很大：选择“非常满意”或“比较满意”的，校长不低于 95.0%（n = 100），教师在 59.5% 与 60.5% 之间（n = 3,000）（为保护受访者，只公布范围）。',
    );
  });

  test('a handful of people is not compared with the other groups, and disagrees with none', () => {
    const section = evidenceFrom(
      {
        A: [
          people('principal', 8, 8, 0, 0),
          people('teacher', 1300, 200, 900, 600),
          people('parent', 900, 600, 800, 700),
        ],
      },
      [ratedItem('A')],
    );
    const { zh, en } = findingsOf(section)[0]!.statement;
    expect(zh).toContain('校长占 100.0%（95% 置信区间 80.6%–100.0%，n = 16）');
    expect(zh).toContain('教师占 50.0%');
    expect(zh).toContain('两类对象的差异未超出随机波动');
    expect(zh).toContain('校长有效回答不足 20 份，不与其他对象比较。');
    expect(en).toContain('Principals gave fewer than 20 valid answers and are not compared with the others.');
    expect(section.contradictions.filter(({ kind }) => kind === 'groups')).toEqual([]);
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
  const title = { zh: '最紧缺的是？（最多选三项）', en: 'What is short? (Choose up to three)' };

  test('several choices are told by those chosen most', () => {
    const item = sampleItem('A', { ...shape, kind: 'multiple', groups: ['teacher'], title });
    const section = evidenceFrom({ A: [people('teacher', 60, 40, 30, 20)] }, [item]);
    expect(findingsOf(section)[0]).toMatchObject({
      id: '1.1/A/choices',
      direction: 'neutral',
      strength: 'moderate',
      statement: {
        zh: '关于“最紧缺的”，教师选择最多的是“小学”（40.0%，95% 置信区间 32.5%–48.0%）、“初中”（26.7%，20.2%–34.3%）和“高中”（20.0%，14.4%–27.1%）（n = 150）。可多选，各项比例之和可超过 100%。',
        en: 'On “What is short”, teachers most often chose “primary” (40.0%, 95% CI 32.5%–48.0%), “junior” (26.7%, 20.2%–34.3%) and “senior” (20.0%, 14.4%–27.1%) (n = 150). Several choices were allowed, so shares may add up to more than 100%.',
      },
    });
  });

  test('each group has a sentence of its own, the largest first', () => {
    const item = sampleItem('A', { ...shape, groups: ['teacher', 'parent'], title });
    const blocks = { A: [people('teacher', 60, 40, 30, 20), people('parent', 50, 90, 80, 70)] };
    const { zh, en } = findingsOf(evidenceFrom(blocks, [item]))[0]!.statement;
    expect(zh).toMatch(
      /^关于“最紧缺的”，家长选择最多的是“初中”.*（n = 290）。教师选择最多的是“小学”.*（n = 150）。$/,
    );
    expect(en).toMatch(/^On “What is short”, parents most .* \(n = 290\)\. Teachers most .* \(n = 150\)\.$/);
  });

  test('a single nominal choice likewise, without the note', () => {
    const item = sampleItem('A', { ...shape, groups: ['parent'], title });
    const { zh } = findingsOf(evidenceFrom({ A: [people('parent', 60, 40, 30, 20)] }, [item]))[0]!.statement;
    expect(zh).toMatch(/^关于“最紧缺的”，家长选择最多的是“小学”/);
    expect(zh).not.toContain('可多选');
  });

  test('numbers are told by their average with its t interval', () => {
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
      '关于“最紧缺的”，教师平均为 42.50（95% 置信区间 42.10–42.90，n = 200）。',
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
      '关于“对场地的评价”，作答人数过少，为保护受访者，结果不予公布。',
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
