import { generateSubmissions } from '#seeds/yangpu-2019/index';

/** The population that samples are drawn from: parents of the demo round. */
export interface Population {
  /** 1 where satisfied with the amount of homework (4 or 5 of 5), else 0. */
  readonly satisfied: Uint8Array;
  /** Stage of the child, by grade: 0 primary, 1 junior, 2 senior. */
  readonly stage: Uint8Array;
  /** School, numbered from 0. */
  readonly school: Uint16Array;
  readonly schools: number;
}

/** The item that is estimated, and the grade that tells the stage. */
interface ParentAnswers {
  readonly GRADE_G?: number;
  readonly SCH?: { readonly REF3?: number };
}

/** Everyone of the demo's parents who named a school and a grade and rated the homework. */
export function demoParents(seed: number, responses: number): Population {
  const satisfied: number[] = [];
  const stage: number[] = [];
  const school: number[] = [];
  const schools = new Map<string, number>();
  for (const { group, submission } of generateSubmissions({ seed, responses })) {
    if (group !== 'parent' || !submission.unit) continue;
    const { GRADE_G: grade, SCH } = submission.answers as ParentAnswers;
    const rating = SCH?.REF3;
    if (grade === undefined || rating === undefined || rating < 1 || rating > 5) continue;
    satisfied.push(rating >= 4 ? 1 : 0);
    stage.push(grade <= 5 ? 0 : grade <= 9 ? 1 : 2);
    if (!schools.has(submission.unit)) schools.set(submission.unit, schools.size);
    school.push(schools.get(submission.unit)!);
  }
  return {
    satisfied: Uint8Array.from(satisfied),
    stage: Uint8Array.from(stage),
    school: Uint16Array.from(school),
    schools: schools.size,
  };
}
