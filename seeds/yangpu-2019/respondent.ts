import type { Stage, Unit } from '@duwen/shared/codebook';
import type { GroupCode } from './groups.js';
import type { Random } from './random.js';

/**
 * How someone fills in a form. `careful` reads; `random` clicks anywhere; `straight` gives one value all the way
 * down; `hurried` reads, but fast; `sparse` answers only what must be answered.
 */
export type Manner = 'careful' | 'random' | 'straight' | 'hurried' | 'sparse';

/** A person of the round, as far as the answers depend on who one is. */
export interface Respondent {
  readonly group: GroupCode;
  /** Index into the roster; null for a group that chooses no unit. */
  readonly unitIndex: number | null;
  readonly unit: Unit | null;
  readonly stage: Stage | null;
  /** 1 to 12 by year of school; null where it has no meaning. */
  readonly grade: number | null;
  readonly manner: Manner;
  /** The value of a straight line. */
  readonly line: number;
}

const MANNERS: readonly Manner[] = ['careful', 'random', 'straight', 'hurried', 'sparse'];
const MANNER_WEIGHTS: Readonly<Record<GroupCode, readonly number[]>> = {
  deputy: [95, 0.5, 1, 2, 1.5],
  community: [93, 1, 2, 2.5, 1.5],
  principal: [97, 0, 1, 1.5, 0.5],
  teacher: [91, 1, 3.5, 3, 1.5],
  parent: [88, 1.5, 4.5, 3.5, 2.5],
  student_primary: [89, 2.5, 4, 2.5, 2],
  student_secondary: [85, 3.5, 5.5, 4, 2],
  student_vocational: [85, 3.5, 5.5, 4, 2],
};

/** Years of school by stage; the first and last of a range that are asked. */
const YEARS: Readonly<Partial<Record<Stage, readonly [number, number]>>> = {
  primary: [1, 5],
  junior: [6, 9],
  senior: [10, 12],
};
/** Pupils answer for themselves from grade 3 up. */
const FIRST_OWN_GRADE = 3;

/** What share of a unit's people belong to each of its stages, in the roster's order of stages. */
function drawStage(group: GroupCode, unit: Unit | null, random: Random): Stage | null {
  const { stages = [] } = unit ?? {};
  if (group === 'student_primary') return 'primary';
  if (group === 'student_vocational') return 'vocational';
  if (group === 'student_secondary') {
    return stages.includes('senior') && random.chance(0.45) ? 'senior' : 'junior';
  }
  if (stages.includes('special')) return 'special';
  return stages.length === 0 ? null : random.pick(stages);
}

function drawGrade(group: GroupCode, stage: Stage | null, random: Random): number | null {
  if (stage === 'vocational' && group === 'student_vocational') return 1 + random.below(3);
  const years = stage && YEARS[stage];
  if (!years || group === 'principal' || group === 'teacher') return null;
  const first = group === 'student_primary' ? FIRST_OWN_GRADE : years[0];
  return first + random.below(years[1] - first + 1);
}

/** Draws one person of a group at a unit. */
export function drawRespondent(
  group: GroupCode,
  unitIndex: number | null,
  unit: Unit | null,
  random: Random,
): Respondent {
  const stage = drawStage(group, unit, random);
  return {
    group,
    unitIndex,
    unit,
    stage,
    grade: drawGrade(group, stage, random),
    manner: MANNERS[random.weighted(MANNER_WEIGHTS[group])] ?? 'careful',
    line: [5, 4, 3, 1][random.weighted([0.55, 0.22, 0.17, 0.06])] ?? 5,
  };
}

/** How much of the usual time the manner takes. */
export const HASTE: Readonly<Record<Manner, number>> = {
  careful: 1,
  random: 0.22,
  straight: 0.3,
  hurried: 0.16,
  sparse: 0.35,
};
