import { describe, expect, test } from '@jest/globals';
import { campaignSchema, frameworkSchema, groupSchema } from '@duwen/shared/api';
import {
  belongsTo,
  checkIndicators,
  compileQuestionnaire,
  indicatorsOf,
  joinCodebooks,
  type Codebook,
  type RespondentGroup,
} from '@duwen/shared/codebook';
import { DEPUTY_FRAME } from './groups.js';
import { rosterUnits, scaledRosterCsv, USUAL_RETURNS, yangpu2019 } from './index.js';
import { apportion, planCells } from './plan.js';
import { CHOICES, forGroup, TENDENCIES } from './tendencies.js';

const { campaign, framework, facts, groups } = yangpu2019;
const units = rosterUnits();
const compiled = new Map(groups.map(({ code, input }) => [code, compileQuestionnaire(input.questionnaire)]));
const codebooks = [...compiled].flatMap(([code, { codebook }]): [string, Codebook][] =>
  codebook ? [[code, codebook]] : [],
);
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

describe('campaign and framework', () => {
  test('pass the same schemas as an upload', () => {
    expect(campaignSchema.safeParse(campaign).error).toBeUndefined();
    expect(frameworkSchema.safeParse(framework).error).toBeUndefined();
    for (const { input } of groups) expect(groupSchema.safeParse(input).error).toBeUndefined();
  });

  test('the framework has the sixteen sections of the report, each with two to four indicators', () => {
    const sections = framework.parts.flatMap((part) => part.sections);
    expect(sections.map(({ code }) => code).join(' ')).toBe(
      '1.1.1 1.1.2 1.1.3 1.1.4 1.1.5 1.2.1 1.2.2 1.2.3 2.1.1 2.1.2 2.1.3 2.1.4 2.1.5 2.2.1 2.2.2 2.2.3',
    );
    for (const { code, kind, indicators } of sections) {
      expect(kind).toBe(code.split('.')[1] === '1' ? 'achievement' : 'problem');
      expect(indicators.length).toBeGreaterThanOrEqual(2);
      expect(indicators.length).toBeLessThanOrEqual(4);
    }
    const thresholds = indicatorsOf(framework).flatMap(({ indicator }) => indicator.threshold ?? []);
    expect(new Set(thresholds)).toEqual(new Set([0.85]));
  });

  test('every text has Chinese and English, and none names the people of the report', () => {
    const all = JSON.stringify([campaign, framework, facts, groups]);
    expect(all).not.toMatch(/陆靖|平辉|杨国顺|谢坚钢|尼冰/);
    for (const { input } of groups) expect(missingEnglish(input.questionnaire)).toEqual([]);
    for (const { title, claim } of framework.parts.flatMap((part) => part.sections)) {
      expect(title.en && claim.en).toBeTruthy();
    }
  });
});

describe('facts', () => {
  test('all nineteen are there, and every reference to them holds', () => {
    const codes = facts.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    const numbered = new Set(codes.map((code) => code.split('.')[0]));
    expect([...numbered]).toEqual(
      Array.from({ length: 19 }, (_, index) => `F${String(index + 1).padStart(2, '0')}`),
    );
    const named = indicatorsOf(framework).flatMap(({ indicator }) => indicator.facts ?? []);
    expect([...named].sort()).toEqual([...codes].sort());
  });

  test('figures and statements are the report’s own, the misprint included', () => {
    const fact = (code: string) => facts.find((series) => series.code === code);
    const values = (code: string) => fact(code)?.values.map(({ value }) => value);
    expect(values('F01')).toEqual([24.1, 26.5, 28.4]);
    expect(fact('F01')?.stated?.zh).toContain('9,95%');
    expect(values('F03')).toEqual([35147.39, 35888.98, 36642.91]);
    expect(values('F04')).toEqual([46766.2, 47803.24, 49433.13]);
    expect(values('F09.2')).toEqual([2834.88, 887.44]);
    expect(values('F12.1')).toEqual([1294, 596, 120]);
    expect(values('F13.2')).toEqual([73.17, 74.93]);
    expect(values('F14.1')).toEqual([90, 52, 60, 55, 48, 29, 24, 40]);
  });
});

describe('questionnaires', () => {
  test.each(groups.map(({ code }) => code))('%s compiles, and has 12 to 30 items', (code) => {
    const result = compiled.get(code);
    expect(result?.problems).toEqual([]);
    expect(result?.codebook?.items.length).toBeGreaterThanOrEqual(12);
    expect(result?.codebook?.items.length).toBeLessThanOrEqual(30);
  });

  test('one code is one construct in all of them, and speaks to indicators that exist', () => {
    expect(joinCodebooks(codebooks).problems).toEqual([]);
    for (const [, codebook] of codebooks) expect(checkIndicators(codebook, framework)).toEqual([]);
  });

  test('every scored item speaks to an indicator, and every section is spoken to', () => {
    const { items } = joinCodebooks(codebooks).codebook;
    const scored = items.filter((item) => item.scale !== null);
    expect(scored.filter((item) => item.indicators.length === 0).map((item) => item.code)).toEqual([]);
    const spokenTo = new Set(scored.flatMap((item) => item.indicators.map((code) => code.slice(0, 5))));
    expect(spokenTo.size).toBe(16);
  });

  test('teachers, parents and secondary students have an attention item; all have two open questions', () => {
    const attentive = codebooks.filter(([, { byCode }]) => byCode.get('ATT1')?.attention === 4);
    expect(attentive.map(([code]) => code)).toEqual(['teacher', 'parent', 'student_secondary']);
    for (const [, { items }] of codebooks) {
      expect(items.slice(-2).map(({ code, kind }) => [code, kind])).toEqual([
        ['OPN1', 'text'],
        ['OPN2', 'text'],
      ]);
    }
  });
});

describe('tendencies', () => {
  test('every group has one for each item of a scale that it is asked', () => {
    const lacking = groups.flatMap(({ code }) =>
      (compiled.get(code)?.codebook?.items ?? [])
        .filter((item) => item.scale?.type === 'ordinal')
        .filter((item) => Number.isNaN(forGroup(TENDENCIES[item.code]?.satisfied, code, NaN)))
        .map((item) => `${code} ${item.code}`),
    );
    expect(lacking).toEqual([]);
  });

  test('weights of choices are as many as the options, one that excludes the others aside', () => {
    const { byCode } = joinCodebooks(codebooks).codebook;
    for (const [item, weights] of Object.entries(CHOICES)) {
      const options = byCode.get(item)?.options.filter((option) => !option.exclusive) ?? [];
      expect([item, weights.length]).toEqual([item, options.length]);
    }
  });
});

describe('roster', () => {
  const schools = units.filter(({ kind }) => kind === 'school');
  const compulsory = schools.filter(({ stages }) => stages.includes('primary') || stages.includes('junior'));
  const inGroups = compulsory.filter(({ educationGroup }) => educationGroup !== null);

  test('60 of 82 compulsory schools stand in 13 education groups, as the report’s shares say', () => {
    expect(compulsory).toHaveLength(82);
    expect(inGroups).toHaveLength(60);
    expect(new Set(inGroups.map(({ educationGroup }) => educationGroup)).size).toBe(13);
    expect(((inGroups.length / compulsory.length) * 100).toFixed(2)).toBe('73.17');
    const pupils = (list: typeof units) => sum(list.map(({ enrolment }) => enrolment ?? 0));
    expect(((pupils(inGroups) / pupils(compulsory)) * 100).toFixed(2)).toBe('74.93');
  });

  test('two vocational schools, a special school, twelve streets with bodies of their own', () => {
    expect(schools.filter(({ stages }) => stages.includes('vocational'))).toHaveLength(2);
    expect(schools.filter(({ stages }) => stages.includes('special'))).toHaveLength(1);
    const streets = new Set(units.map(({ street }) => street));
    expect(streets.size).toBe(12);
    const bodies = units.filter(({ kind }) => kind === 'body');
    expect(new Set(bodies.map(({ street }) => street))).toEqual(streets);
  });

  test('codes and names are unique, and no frame is larger than its unit', () => {
    expect(new Set(units.map(({ code }) => code)).size).toBe(units.length);
    expect(new Set(units.map(({ name }) => name.zh)).size).toBe(units.length);
    for (const { frame, enrolment, staff } of schools) {
      const pupils = sum([
        frame['student_primary'] ?? 0,
        frame['student_secondary'] ?? 0,
        frame['student_vocational'] ?? 0,
      ]);
      expect(pupils).toBeLessThanOrEqual(enrolment ?? 0);
      expect((frame['teacher'] ?? 0) + (frame['principal'] ?? 0)).toBeLessThanOrEqual(staff ?? 0);
    }
  });

  test('who is asked at a unit may choose it', () => {
    const known = new Map(groups.map(({ code, input }) => [code as string, input]));
    for (const unit of units) {
      for (const code of Object.keys(unit.frame)) {
        const input = known.get(code);
        const group = { code, title: unit.name, units: input?.units ?? null, frame: null } as RespondentGroup;
        expect([unit.code, code, belongsTo(unit, group)]).toEqual([unit.code, code, true]);
      }
    }
  });

  test('a scaled roster multiplies counts and nothing else', () => {
    expect(scaledRosterCsv(1)).toBe(yangpu2019.rosterCsv);
    const [, first] = scaledRosterCsv(3).split('\n');
    expect(first).toBe(
      'YPP01,青穗小学,Qingsui Primary School,school,primary,青穗教育集团,平凉路街道,2856,246,,6,228,1020,609,,',
    );
  });
});

describe('returns', () => {
  const cells = planCells(2019, 29_606, units);

  test('each group has its size in the report', () => {
    for (const [code, returns] of Object.entries(USUAL_RETURNS)) {
      expect([code, sum(cells.filter(({ group }) => group === code).map((cell) => cell.returns))]).toEqual([
        code,
        returns,
      ]);
    }
  });

  test.each([1, 7, 2019, 424242])(
    'response rates lie between 35 and 95 % in every school (seed %i)',
    (seed) => {
      const rates = planCells(seed, 29_606, units).map(({ group, unit, returns }) =>
        unit === null ? returns / DEPUTY_FRAME : returns / (units[unit]?.frame[group] ?? 0),
      );
      expect(Math.min(...rates)).toBeGreaterThanOrEqual(0.35);
      expect(Math.max(...rates)).toBeLessThanOrEqual(0.95);
      expect(Math.max(...rates) - Math.min(...rates)).toBeGreaterThan(0.3);
    },
  );

  test('largest remainders: the parts add up and stay within one of their exact share', () => {
    expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(apportion(7, [0.5, 0, 3, 1.5])).toEqual([1, 0, 4, 2]);
    expect(apportion(0, [1, 2])).toEqual([0, 0]);
  });

  test.each([1, 8, 333, 100_000])('%i responses are shared out without loss', (responses) => {
    expect(sum(planCells(1, responses, units).map((cell) => cell.returns))).toBe(responses);
  });
});

/** Where a questionnaire has a Chinese text without English. */
function missingEnglish(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'zh-cn' in value && !('en' in value) ? [path] : [];
  return [...own, ...Object.entries(value).flatMap(([key, part]) => missingEnglish(part, `${path}/${key}`))];
}
