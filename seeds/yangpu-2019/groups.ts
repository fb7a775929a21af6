import type { GroupInput } from '@duwen/shared/api';
import type { Stage } from '@duwen/shared/codebook';
import { readData } from './data-files.js';

/** The respondent groups of the round, in the order of the report. */
export const GROUP_CODES = [
  'deputy',
  'community',
  'principal',
  'teacher',
  'parent',
  'student_primary',
  'student_secondary',
  'student_vocational',
] as const;
export type GroupCode = (typeof GROUP_CODES)[number];

/** A number for each group, or one for all with exceptions. */
export type PerGroup = Partial<Record<GroupCode, number>> & { readonly all?: number };

/** Returns of each group in a round of the usual size. */
export const USUAL_RETURNS: Readonly<Record<GroupCode, number>> = {
  deputy: 150,
  community: 260,
  principal: 96,
  teacher: 3300,
  parent: 14_200,
  student_primary: 5100,
  student_secondary: 5300,
  student_vocational: 1200,
};

/** Responses of a round of the usual size: nearly 30,000, as in the report. */
export const USUAL_RESPONSES = Object.values(USUAL_RETURNS).reduce((sum, returns) => sum + returns, 0);

/** Deputies and committee members choose no unit, so the roster can't give their number. */
export const DEPUTY_FRAME = 230;

const schools = (...stages: Stage[]): GroupInput['units'] => ({ kind: 'school', stages });

const GROUPS: Readonly<Record<GroupCode, Pick<GroupInput, 'title' | 'units'>>> = {
  deputy: {
    title: { zh: '人大代表、政协委员', en: 'Deputies and CPPCC members' },
    units: null,
  },
  community: {
    title: { zh: '街道社区代表', en: 'Street and community representatives' },
    units: { kind: 'body', stages: [] },
  },
  principal: { title: { zh: '校长', en: 'Principals' }, units: schools() },
  teacher: { title: { zh: '教师', en: 'Teachers' }, units: schools() },
  parent: { title: { zh: '家长', en: 'Parents and guardians' }, units: schools() },
  student_primary: { title: { zh: '小学生', en: 'Primary pupils' }, units: schools('primary') },
  student_secondary: {
    title: { zh: '中学生', en: 'Secondary students' },
    units: schools('junior', 'senior'),
  },
  student_vocational: { title: { zh: '中职学生', en: 'Vocational students' }, units: schools('vocational') },
};

/** Each group with its questionnaire, as an administrator would upload it. */
export const groups: readonly { readonly code: GroupCode; readonly input: GroupInput }[] = GROUP_CODES.map(
  (code) => ({
    code,
    input: {
      ...GROUPS[code],
      frame: code === 'deputy' ? DEPUTY_FRAME : null,
      questionnaire: JSON.parse(readData(`questionnaires/${code}.json`)) as Record<string, unknown>,
    },
  }),
);
