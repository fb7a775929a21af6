import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { submissionSchema } from '@duwen/shared/api';
import { compileQuestionnaire, unitVariables, type Item } from '@duwen/shared/codebook';
import { createCoder, FIRST_CODE, flagsOf, NO_ANSWER, NOT_ASKED, qualityFlags } from '@duwen/shared/coding';
import { generateSubmissions, rosterUnits, USUAL_RESPONSES, yangpu2019 } from './index.js';
import type { GeneratedSubmission } from './submissions.js';
import { BURDENED_GRADES, CARING_SCHOOL, SHORT_STREET } from './planted.js';

const units = new Map(rosterUnits().map((unit) => [unit.code, unit]));
const coders = new Map(
  yangpu2019.groups.map(({ code, input }) => {
    const { codebook } = compileQuestionnaire(input.questionnaire);
    if (!codebook) throw new Error(code);
    return [code, createCoder(codebook)] as const;
  }),
);

interface Coded extends GeneratedSubmission {
  readonly stage: string | null;
  readonly street: string | null;
  readonly flags: readonly string[];
  /** Option value by item; undefined where not asked, null where asked and not answered. */
  readonly value: (item: string) => unknown;
}

function code(generated: GeneratedSubmission): Coded {
  const { group, submission, submittedAt } = generated;
  const coder = coders.get(group);
  if (!coder) throw new Error(group);
  const unit = submission.unit === null ? null : (units.get(submission.unit) ?? null);
  const { row, stage, problems } = coder.code(submission.answers, unitVariables(unit));
  if (problems.length > 0) throw new Error(`${group}: ${JSON.stringify(problems)}`);
  const seconds = (submittedAt.getTime() - Date.parse(submission.startedAt)) / 1000;
  const { items } = coder.codebook;
  const value = (name: string): unknown => {
    const index = items.findIndex((item) => item.code === name);
    const coded = row[index] ?? NOT_ASKED;
    if (coded === NOT_ASKED) return undefined;
    return coded === NO_ANSWER ? null : valueOf(items[index], coded);
  };
  const flags = flagsOf(qualityFlags(coder.codebook, row, seconds));
  return { ...generated, stage, street: unit?.street ?? null, flags, value };
}

const valueOf = (item: Item | undefined, coded: number): unknown =>
  item?.kind === 'single' ? item.options[coded - FIRST_CODE]?.value : coded;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The answers on a five-point scale. */
const scores = (rows: readonly Coded[], item: string): number[] =>
  rows.flatMap((row) => {
    const value = row.value(item);
    return typeof value === 'number' && value <= 5 ? [value] : [];
  });
const meanOf = (rows: readonly Coded[], item: string): number => mean(scores(rows, item));

function bySchool(rows: readonly Coded[]): Map<string | null, Coded[]> {
  const schools = new Map<string | null, Coded[]>();
  for (const row of rows) {
    const { unit } = row.submission;
    const school = schools.get(unit);
    if (school) school.push(row);
    else schools.set(unit, [row]);
  }
  return schools;
}

let round: Coded[] = [];
beforeAll(() => {
  round = [...generateSubmissions({ seed: 2019, responses: USUAL_RESPONSES })].map(code);
});
const of = (...groups: string[]): Coded[] => round.filter(({ group }) => groups.includes(group));

describe('validity', () => {
  test('every submission of the round is one that the server takes', () => {
    expect(round).toHaveLength(USUAL_RESPONSES);
    expect(new Set(round.map(({ submission }) => submission.submissionId)).size).toBe(USUAL_RESPONSES);
    for (const { submission } of round.slice(0, 500)) {
      expect(submissionSchema.safeParse(submission).error).toBeUndefined();
    }
  });

  test('so is every submission of twenty other seeds and sizes', () => {
    let checked = 0;
    for (let seed = 0; seed < 20; seed += 1) {
      for (const generated of generateSubmissions({ seed: seed * 7919, responses: 40 + seed * 20 })) {
        code(generated);
        checked += 1;
      }
    }
    expect(checked).toBe(20 * 40 + 20 * ((19 * 20) / 2));
  });

  test('submissions come in order of time, within the eight days, after they were begun', () => {
    const times = round.map(({ submittedAt }) => submittedAt.getTime());
    expect(times.every((time, index) => index === 0 || time >= (times[index - 1] ?? 0))).toBe(true);
    expect(times[0]).toBeGreaterThanOrEqual(Date.parse('2019-03-11T08:00:00+08:00'));
    expect(times.at(-1)).toBeLessThan(Date.parse('2019-03-19T00:00:00+08:00'));
    const begunLater = round.filter(
      ({ submission, submittedAt }) => Date.parse(submission.startedAt) >= submittedAt.getTime(),
    );
    expect(begunLater).toEqual([]);
  });

  test('pupils answer in school hours, parents most in the evening', () => {
    const hourShare = (rows: Coded[], from: number, to: number) =>
      mean(
        rows.map(({ submittedAt }) => {
          const hour = (submittedAt.getUTCHours() + 8) % 24;
          return hour >= from && hour < to ? 1 : 0;
        }),
      );
    expect(hourShare(of('student_primary'), 8, 16)).toBeGreaterThan(0.9);
    expect(hourShare(of('parent'), 18, 23)).toBeGreaterThan(0.4);
  });
});

describe('determinism', () => {
  const digest = (seed: number, responses: number): string => {
    const hash = createHash('sha256');
    for (const generated of generateSubmissions({ seed, responses })) hash.update(JSON.stringify(generated));
    return hash.digest('hex');
  };

  test('the same seed gives the same data, another seed other data', () => {
    expect(digest(11, 2000)).toBe(digest(11, 2000));
    expect(digest(12, 2000)).not.toBe(digest(11, 2000));
  });

  test('the data of a seed is what it was, on every machine', () => {
    // Changes only when the generator, the roster or a questionnaire does; then set it anew.
    expect(digest(2019, 500)).toMatchInlineSnapshot(
      `"ec0cf31fcfc07e962365107f29681ad564fd1e8133f3380cfc48ce0b0bff9e6e"`,
    );
  });
});

describe('planted truths', () => {
  test('places and room are rated much lower on the short street', () => {
    for (const item of ['RES1', 'RES3']) {
      const here = round.filter(({ street }) => street === SHORT_STREET);
      const elsewhere = round.filter(({ street }) => street !== null && street !== SHORT_STREET);
      expect(meanOf(elsewhere, item) - meanOf(here, item)).toBeGreaterThan(0.8);
    }
  });

  test('leading teachers are found fewest in junior secondary', () => {
    const by = (stage: string) => round.filter((row) => row.stage === stage);
    expect(meanOf(by('primary'), 'LEA1') - meanOf(by('junior'), 'LEA1')).toBeGreaterThan(0.4);
  });

  test('principals rate rotation far above teachers', () => {
    expect(meanOf(of('principal'), 'TEA3') - meanOf(of('teacher'), 'TEA3')).toBeGreaterThan(0.7);
  });

  test('homework is rated lower in grades 8 and 9', () => {
    for (const [group, item] of [
      ['student_secondary', 'GRADE_S'],
      ['parent', 'GRADE_G'],
    ] as const) {
      const isBurdened = (row: Coded) => BURDENED_GRADES.includes(Number(row.value(item)));
      const burdened = of(group).filter(isBurdened);
      const others = of(group).filter((row) => row.stage === 'junior' && !isBurdened(row));
      expect(meanOf(others, 'REF3') - meanOf(burdened, 'REF3')).toBeGreaterThan(0.5);
    }
  });

  test('vocational students find less of use in a firm than their principals think', () => {
    expect(meanOf(of('principal'), 'VPI1') - meanOf(of('student_vocational'), 'VPI1')).toBeGreaterThan(0.6);
  });

  test('one school is rated far above every other on its teachers’ care', () => {
    const schools = bySchool(of('parent', 'student_secondary', 'student_primary'));
    const means = [...schools].map(([unit, rows]) => [unit, meanOf(rows, 'TEA4')] as const);
    const best = means.find(([unit]) => unit === CARING_SCHOOL)?.[1] ?? 0;
    const others = means.filter(([unit, value]) => unit !== CARING_SCHOOL && !Number.isNaN(value));
    expect(best - mean(others.map(([, value]) => value))).toBeGreaterThan(0.4);
    expect(best).toBeGreaterThan(Math.max(...others.map(([, value]) => value)));
  });
});

describe('noise', () => {
  /** One-way analysis of variance estimator with unequal sizes (Donner 1986). */
  function intraclassCorrelation(clusters: readonly (readonly number[])[]): number {
    const all = clusters.flat();
    const grand = mean(all);
    const k = clusters.length;
    const between = clusters.reduce((sum, one) => sum + one.length * (mean(one) - grand) ** 2, 0) / (k - 1);
    const within =
      clusters.reduce((sum, one) => sum + one.reduce((own, value) => own + (value - mean(one)) ** 2, 0), 0) /
      (all.length - k);
    const size =
      (all.length - clusters.reduce((sum, one) => sum + one.length ** 2, 0) / all.length) / (k - 1);
    return (between - within) / (between + (size - 1) * within);
  }
  const schoolsOf = (group: string, item: string, keep: (row: Coded) => boolean = () => true) =>
    [...bySchool(of(group).filter(keep)).values()]
      .map((rows) => scores(rows, item))
      .filter((values) => values.length > 1);

  test.each([
    ['parent', 'FAC1'],
    ['parent', 'FAC5'],
    ['parent', 'TEA1'],
    ['parent', 'REF4'],
    ['parent', 'QUA1'],
    ['parent', 'QUA4'],
    ['parent', 'REF5'],
    ['student_primary', 'FAC1'],
    ['student_primary', 'QUA4'],
    ['student_secondary', 'FAC2'],
    ['student_secondary', 'REF2'],
    ['student_secondary', 'REF4'],
    ['teacher', 'FAC1'],
    ['teacher', 'TEA3'],
  ])('schools differ on %s %s by an intraclass correlation of 0.02 to 0.08', (group, item) => {
    const icc = intraclassCorrelation(schoolsOf(group, item));
    expect(icc).toBeGreaterThan(0.02);
    expect(icc).toBeLessThan(0.08);
  });

  test('streets other than the short one do not differ beyond their schools', () => {
    const keep = (row: Coded) => row.street !== SHORT_STREET;
    const icc = intraclassCorrelation(schoolsOf('parent', 'RES1', keep));
    expect(icc).toBeGreaterThan(0.02);
    expect(icc).toBeLessThan(0.08);
  });

  test('answers to one section hang together more than answers to two', () => {
    const correlation = (one: string, other: string): number => {
      const pairs = of('parent').flatMap((row) => {
        const [x, y] = [row.value(one), row.value(other)];
        return typeof x === 'number' && typeof y === 'number' && x <= 5 && y <= 5 ? [[x, y] as const] : [];
      });
      const [mx, my] = [mean(pairs.map(([x]) => x)), mean(pairs.map(([, y]) => y))];
      const cross = mean(pairs.map(([x, y]) => (x - mx) * (y - my)));
      const sd = (index: 0 | 1, centre: number) =>
        Math.sqrt(mean(pairs.map((pair) => (pair[index] - centre) ** 2)));
      return cross / (sd(0, mx) * sd(1, my));
    };
    expect(correlation('TEA1', 'TEA4')).toBeGreaterThan(correlation('TEA1', 'RES1') + 0.08);
    expect(correlation('TEA1', 'RES1')).toBeGreaterThan(0.15);
  });

  test('marks of doubtful quality are a few in a hundred each', () => {
    for (const flag of ['speeding', 'straightLining', 'attention', 'mostlyEmpty']) {
      const share = mean(round.map(({ flags }) => (flags.includes(flag) ? 1 : 0)));
      expect([flag, share > 0.004 && share < 0.08]).toEqual([flag, true]);
    }
  });

  test('some submissions come a second time under a new id, most of them unchanged', () => {
    const seen = new Map<string, number>();
    for (const { group, submission } of round) {
      const answers = JSON.stringify(submission.answers);
      // So short that two people may well give the same.
      if (answers.length < 120) continue;
      const key = `${group} ${submission.unit} ${answers}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    const repeats = [...seen.values()].reduce((sum, count) => sum + count - 1, 0);
    expect(repeats).toBeGreaterThan(60);
    expect(repeats).toBeLessThan(400);
  });

  test('items are left out, and “don’t know” is said most where parents can’t know', () => {
    const share = (item: string, is: (value: unknown) => boolean) => {
      const asked = of('parent').filter((row) => row.value(item) !== undefined);
      return mean(asked.map((row) => (is(row.value(item)) ? 1 : 0)));
    };
    expect(share('FAC1', (value) => value === null)).toBeGreaterThan(0.02);
    expect(share('FAC1', (value) => value === null)).toBeLessThan(0.07);
    expect(share('FUN4', (value) => value === 9)).toBeGreaterThan(0.2);
    expect(share('FAC5', (value) => value === 9)).toBeLessThan(0.05);
  });
});

describe('open text', () => {
  const texts = () =>
    round.flatMap(({ submission: { answers } }) =>
      ['OPN1', 'OPN2'].flatMap((item) => (typeof answers[item] === 'string' ? [answers[item]] : [])),
    );

  test('is filled in, short enough, and varied', () => {
    const all = texts();
    expect(all.length).toBeGreaterThan(8000);
    expect(all.filter((text) => /[{}]|undefined/.test(text) || text.trim() === '')).toEqual([]);
    expect(Math.max(...all.map((text) => text.length))).toBeLessThan(200);
    const telling = all.filter((text) => text.length >= 12);
    expect(new Set(telling).size / telling.length).toBeGreaterThan(0.85);
  });

  test('some of it must be masked before it is quoted: numbers that nobody has', () => {
    const phones = texts().flatMap((text) => text.match(/1\d{10}/g) ?? []);
    expect(phones.length).toBeGreaterThan(5);
    for (const phone of phones) expect(phone).toMatch(/^1\d{3}000\d{4}$/);
  });
});
