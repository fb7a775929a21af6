import type { Stage, Unit } from '@duwen/shared/codebook';

/** The street whose schools are short of places and room. */
export const SHORT_STREET = '新江湾城街道';

/** The school whose teachers are rated far above the rest on care and ethics. */
export const CARING_SCHOOL = 'YPJ09';

/** Grades with too much homework. */
export const BURDENED_GRADES: readonly number[] = [8, 9];

/** What of a respondent the planted differences depend on. */
export interface Circumstances {
  readonly unit: Unit | null;
  readonly stage: Stage | null;
  readonly grade: number | null;
}

/**
 * The differences that the demo round is known to hold, beside those between groups in `tendencies.ts`. An analysis
 * of it must find these, and no others beyond the noise of schools.
 *
 * @returns how far the respondent's inclination is moved, in standard deviations of the latent answer
 */
export function plantedShift(item: string, { unit, stage, grade }: Circumstances): number {
  switch (item) {
    case 'RES1':
    case 'RES3':
      return unit?.street === SHORT_STREET ? -1.2 : 0;
    case 'LEA1':
      return stage === 'junior' ? -0.7 : 0;
    case 'REF3':
      return grade !== null && BURDENED_GRADES.includes(grade) ? -0.8 : 0;
    case 'TEA4':
      return unit?.code === CARING_SCHOOL ? 1.4 : 0;
    default:
      return 0;
  }
}
