import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '../statistics/index.js';
import { comparableTables } from './comparable-tables.js';
import type { Finding } from './finding.js';
import { evidenceFrom, findingsOf, ratedItem, type Block } from './sample-evidence.test-support.js';

interface School {
  readonly group?: string;
  readonly street?: string;
  readonly stage?: string;
  readonly n?: number;
}

/** Schools of so many answers of a group, of which the given shares are favourable; no share is a count under 5 or over n − 5. */
const schools = (shares: readonly number[], { group = 'parent', n = 100, ...place }: School): Block[] =>
  shares.map((share, index) => {
    const favourable = Math.round(share * n);
    return {
      group,
      ...place,
      unit: `${place.street ?? ''}${place.stage ?? ''}${index + 1}校`,
      counts: [favourable - 5, 5, n - favourable - 5, 5],
    };
  });

const USUAL = [0.74, 0.78, 0.7, 0.76, 0.8, 0.72];
const streets = (
  names: string,
  shares: readonly number[] = USUAL.slice(0, 3),
  school: School = {},
): Block[] => [...names].flatMap((name) => schools(shares, { ...school, street: `${name}街道` }));

const places = (section: ReturnType<typeof evidenceFrom>): Finding[] =>
  findingsOf(section).filter(({ kind }) => kind !== 'groups');

describe('a street', () => {
  test('far behind the rest supports a problem, told of one group, with the schools it rests on', () => {
    const blocks = [...schools([0.28, 0.22], { street: '新江湾城街道' }), ...streets('甲乙丙丁')];
    const section = evidenceFrom({ A: blocks }, [ratedItem('A')], { kind: 'problem' });
    const [finding, ...more] = places(section);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      id: '1.1/A/street',
      kind: 'street',
      direction: 'supports',
      strength: 'weak',
      test: null,
      statement: {
        zh: '关于“对场地的评价”，选择“非常满意”或“比较满意”的，新江湾城街道的家长占 25.0%（95% 置信区间 8.9%–53.1%，n = 200，2 所学校），比其余街镇的 74.0% 低 49.0 个百分点，超出随机波动（Holm 校正后 p = 0.005）。',
        en: 'On “Grounds”, “Very satisfied” or “Fairly satisfied” was chosen by 25.0% of parents in 新江湾城街道 (95% CI 8.9%–53.1%, n = 200, 2 schools), 49.0 points below the 74.0% in the other streets, more than chance would give (p = 0.005 after Holm’s adjustment).',
      },
    });
    expect(finding!.groups.map(({ label, favourable }) => [label.zh, label.en, favourable?.n])).toEqual([
      ['新江湾城街道的家长', 'Parents in 新江湾城街道', 200],
      ['其余街镇的家长', 'Parents in the other streets', 1200],
    ]);
  });

  test('is told of each group where it stands apart, in sentences of their own', () => {
    const low = (group: string, share: number): Block[] =>
      schools([share, share], { street: '低街道', group });
    const blocks = [
      ...low('parent', 0.2),
      ...streets('甲乙丙丁'),
      ...low('teacher', 0.3),
      ...streets('甲乙丙丁', USUAL.slice(0, 3), { group: 'teacher' }),
    ];
    const [finding] = places(evidenceFrom({ A: blocks }, [ratedItem('A')]));
    expect(finding!.statement.zh).toMatch(
      /^关于“对场地的评价”，选择.*的，低街道的家长占 20\.0%[^。]*。低街道的教师占 30\.0%[^。]*。$/,
    );
    expect(finding!.statement.en).toMatch(
      /^On “Grounds”, .*\)\. It was chosen by 30\.0% of teachers in 低街道/,
    );
  });

  test('is told in the wording of its group, where it is one', () => {
    const item = ratedItem('A', {
      wording: new Map([
        ['parent', { zh: '孩子学校的场地' }],
        ['teacher', { zh: '本校的场地' }],
      ]),
    });
    const of = (group: string): Block[] => [
      ...schools([0.2, 0.2], { street: '低街道', group }),
      ...streets('甲乙丙丁', USUAL.slice(0, 3), { group }),
    ];
    const usual = streets('甲乙丙丁', USUAL.slice(0, 3), { group: 'parent' });
    const [alone] = places(evidenceFrom({ A: [...usual, ...of('teacher')] }, [item]));
    expect(alone!.statement.zh).toMatch(/^关于“本校的场地”/);
    const [both] = places(evidenceFrom({ A: [...of('teacher'), ...of('parent')] }, [item]));
    expect(both!.statement.zh).toMatch(/^关于“孩子学校的场地”.*教师.*家长|^关于“孩子学校的场地”.*家长.*教师/);
  });

  test('against an achievement is a contradiction where its own share is low', () => {
    const blocks = [...schools([0.3, 0.3], { street: '低街道' }), ...streets('甲乙丙丁')];
    const section = evidenceFrom({ A: blocks }, [ratedItem('A')]);
    expect(section.contradictions.map(({ kind, statement }) => [kind, statement.zh.slice(0, 18)])).toEqual([
      ['claim', '报告将本节列为成效，下列数据与之不符'],
    ]);
  });

  test('does not stand apart by who answers there', () => {
    // Pupils are less satisfied everywhere alike; one street has pupils above all, the others parents.
    const of = (group: string, share: number, n: number, name: string): Block[] =>
      schools([share - 0.02, share + 0.02], { group, n, street: `${name}街道` });
    const blocks = [
      ...of('student', 0.5, 400, '甲'),
      ...of('parent', 0.8, 50, '甲'),
      ...[...'乙丙丁戊'].flatMap((name) => [
        ...of('student', 0.5, 50, name),
        ...of('parent', 0.8, 400, name),
      ]),
    ];
    const item = ratedItem('A', {
      wording: new Map([
        ['parent', { zh: '场地' }],
        ['student', { zh: '场地' }],
      ]),
    });
    expect(places(evidenceFrom({ A: blocks }, [item]))).toEqual([]);
  });

  test('does not stand apart where schools differ as widely anyway', () => {
    const wide = [0.9, 0.5, 0.7, 0.3, 0.8, 0.6];
    const blocks = [...schools([0.42, 0.4], { street: '低街道' }), ...streets('甲乙丙丁', wide)];
    expect(places(evidenceFrom({ A: blocks }, [ratedItem('A')]))).toEqual([]);
  });

  test('of a single school is not told as a street', () => {
    const blocks = [...schools([0.2], { street: '低街道' }), ...streets('甲乙丙丁')];
    expect(places(evidenceFrom({ A: blocks }, [ratedItem('A')])).map(({ kind }) => kind)).toEqual(['school']);
  });

  test('is not told where too few schools can be read to know their spread', () => {
    const blocks = [
      ...schools([0.2, 0.2], { street: '低街道' }),
      ...schools([0.8, 0.8, 0.8], { street: '甲街道' }),
    ];
    expect(places(evidenceFrom({ A: blocks }, [ratedItem('A')]))).toEqual([]);
  });

  test('far behind does not make the others look far ahead', () => {
    const blocks = [...schools([0.12, 0.1, 0.11], { street: '低街道' }), ...streets('甲乙丙')];
    const [finding] = places(evidenceFrom({ A: blocks }, [ratedItem('A')]));
    expect(finding!.groups.map(({ label }) => label.zh)).toEqual(['低街道的家长', '其余街镇的家长']);
  });
});

describe('a stage', () => {
  const junior = { stage: '初中' };
  const primary = { stage: '小学' };

  test('is told where it and the rest rest on six schools each; of two the lower', () => {
    const blocks = [
      ...schools(
        USUAL.map((share) => share - 0.3),
        junior,
      ),
      ...schools(USUAL, primary),
    ];
    const found = places(evidenceFrom({ A: blocks }, [ratedItem('A')]));
    expect(found).toHaveLength(1);
    expect(found[0]!.statement.zh).toBe(
      '关于“对场地的评价”，选择“非常满意”或“比较满意”的，初中学段的家长占 45.0%（95% 置信区间 39.9%–50.2%，n = 600，6 所学校），比其余学段的 75.0% 低 30.0 个百分点，超出随机波动（Holm 校正后 p = 0.005）。',
    );
  });

  test('of fewer schools says nothing, on either side', () => {
    const few = schools(
      USUAL.slice(0, 5).map((share) => share - 0.3),
      junior,
    );
    expect(places(evidenceFrom({ A: [...few, ...schools(USUAL, primary)] }, [ratedItem('A')]))).toEqual([]);
    const rest = schools(USUAL.slice(0, 5), primary);
    const many = schools(
      USUAL.map((share) => share - 0.3),
      junior,
    );
    expect(places(evidenceFrom({ A: [...many, ...rest] }, [ratedItem('A')]))).toEqual([]);
  });
});

describe('a school', () => {
  const usual = Array.from({ length: 30 }, (_, index) => 0.7 + 0.005 * index);
  const among = (own: readonly Block[]): Block[] => [...own, ...schools(usual, { street: '甲街道' })];
  const one = (share: number, n = 100, unit = '云杉中学'): Block => {
    const favourable = Math.round(share * n);
    return { group: 'parent', unit, street: '甲街道', counts: [favourable, 0, n - favourable, 0] };
  };

  test('far ahead of the rest is named, with its figures, and says nothing of the district', () => {
    const section = evidenceFrom({ A: among([one(1)]) }, [ratedItem('A')]);
    const [finding, ...more] = places(section);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      id: '1.1/A/school',
      kind: 'school',
      direction: 'neutral',
      statement: {
        zh: '关于“对场地的评价”，选择“非常满意”或“比较满意”的，云杉中学的家长占 100.0%（95% 置信区间 96.3%–100.0%，n = 100），比其余学校的 77.4% 高 22.6 个百分点，超出学校之间的一般差异（Holm 校正后 p < 0.001）。',
        en: 'On “Grounds”, “Very satisfied” or “Fairly satisfied” was chosen by 100.0% of parents of 云杉中学 (95% CI 96.3%–100.0%, n = 100), 22.6 points above the 77.4% at the other schools, more than schools usually differ (p < 0.001 after Holm’s adjustment).',
      },
    });
    expect(section.verdict).toBe('neutral');
  });

  test('far behind does not contradict an achievement of the district', () => {
    const section = evidenceFrom({ A: among([one(0.3)]) }, [ratedItem('A')]);
    expect(places(section).map(({ kind, direction }) => [kind, direction])).toEqual([['school', 'neutral']]);
    expect(section.contradictions).toEqual([]);
  });

  test('is not named on few answers, nor where schools differ as widely anyway', () => {
    expect(places(evidenceFrom({ A: among([one(1, 29)]) }, [ratedItem('A')]))).toEqual([]);
    const wide = Array.from({ length: 30 }, (_, index) => 0.3 + 0.02 * index);
    const blocks = [one(1), ...schools(wide, { street: '甲街道' })];
    expect(places(evidenceFrom({ A: blocks }, [ratedItem('A')]))).toEqual([]);
  });

  test('is one of two at most: a finding is no ranking', () => {
    const own = ['东校', '西校', '南校', '北校'].map((unit, index) => one(0.2 + 0.02 * index, 100, unit));
    const [finding] = places(evidenceFrom({ A: among(own) }, [ratedItem('A')]));
    expect(finding!.groups.map(({ label }) => label.zh)).toEqual([
      '东校的家长',
      '其余学校的家长',
      '西校的家长',
      '其余学校的家长',
    ]);
  });

  test('of a street that stands apart is not named beside it', () => {
    const blocks = [...schools([0.2, 0.2], { street: '低街道' }), ...streets('甲乙丙丁', USUAL)];
    expect(places(evidenceFrom({ A: blocks }, [ratedItem('A')])).map(({ kind }) => kind)).toEqual(['street']);
  });
});

describe('disclosure', () => {
  test('an item is not compared by place where the groups’ table withholds the group’s share', () => {
    const table = (favourable: boolean, key: string | null) =>
      ({
        key,
        favourable: favourable ? { count: 50, n: 100, share: 0.5, lower: 0.4, upper: 0.6 } : null,
      }) as never;
    const byPlace = (total: boolean) => new Map([['A', { total: table(total, null), rows: [] } as never]]);
    const tables = (total: boolean) => [
      {
        group: 'parent',
        tables: { street: byPlace(total), stage: byPlace(true), unit: byPlace(true) },
        unitsBehind: { street: new Map(), stage: new Map() },
      },
    ];
    const groups = (told: boolean) => new Map([['A', { rows: [table(told, 'parent')] } as never]]);
    const kept = (told: boolean, total: boolean): number[] => {
      const [comparable] = comparableTables(groups(told), tables(total));
      return (['street', 'stage', 'unit'] as const).map((stratum) => comparable!.tables[stratum].size);
    };
    expect(kept(true, true)).toEqual([1, 1, 1]);
    expect(kept(true, false)).toEqual([0, 1, 1]);
    expect(kept(false, true)).toEqual([0, 0, 0]);
  });

  test('no figure that is told, nor a group less its places, is a small count', () => {
    const small = (value: number): boolean => value > 0 && value < 5;
    let told = 0;
    for (let seed = 1; seed <= 120; seed++) {
      const below = seededRandom(seed);
      const school = (street: number, index: number): Block => {
        const n = index === 0 ? 1 + below(12) : 15 + below(90);
        const high = street === 0 ? below(Math.ceil(n / 3)) : Math.min(n, Math.floor(0.7 * n) + below(8));
        return {
          group: 'parent',
          street: `s${street}`,
          unit: `${street}.${index}`,
          counts: [high, 0, n - high, 0],
        };
      };
      const blocks = Array.from({ length: 6 }, (_, street) =>
        Array.from({ length: 4 }, (_, index) => school(street, index)),
      ).flat();
      const section = evidenceFrom({ A: blocks }, [ratedItem('A')]);
      const whole = findingsOf(section).find(({ kind }) => kind === 'groups')!.groups[0]!.favourable;
      for (const { groups } of places(section)) {
        const shares = groups.map(({ favourable }) => favourable!);
        const [place, rest] = [shares[0]!, shares[1]!];
        const left = { count: whole!.count - place.count - rest.count, n: whole!.n - place.n - rest.n };
        for (const { count, n } of [...shares, left]) {
          expect([seed, small(count), small(n - count), small(n)]).toEqual([seed, false, false, false]);
        }
        told += 1;
      }
    }
    expect(told).toBeGreaterThan(60);
  });

  test('a group with few answers of each school has no tables by place', () => {
    const blocks = [
      ...schools([0.2, 0.2], { street: '低街道', n: 18 }),
      ...streets('甲乙丙丁', USUAL.slice(0, 3), { n: 18 }),
    ];
    expect(places(evidenceFrom({ A: blocks }, [ratedItem('A')]))).toEqual([]);
  });
});
