import type { LocalizedText } from '../i18n/index.js';
import type { Stage } from './codebook.js';

/** A school or organisation of the roster, with its counts: the population frame. */
export interface Unit {
  readonly code: string;
  readonly name: LocalizedText;
  readonly kind: 'school' | 'body';
  readonly stages: readonly Stage[];
  readonly educationGroup: string | null;
  readonly street: string | null;
  readonly enrolment: number | null;
  readonly staff: number | null;
  /** How many people of each respondent group belong to the unit. */
  readonly frame: Readonly<Record<string, number>>;
}

/** A respondent group of a campaign, and which units its members choose from. */
export interface RespondentGroup {
  readonly code: string;
  readonly title: LocalizedText;
  /** null: this group chooses no unit (deputies and committee members, say). */
  readonly units: { readonly kind: 'school' | 'body'; readonly stages: readonly Stage[] } | null;
  /** The group's size where no roster gives it. */
  readonly frame: number | null;
}

/** Whether a member of `group` may choose `unit`. An empty list of stages means any. */
export function belongsTo(unit: Unit, group: RespondentGroup): boolean {
  if (!group.units || group.units.kind !== unit.kind) return false;
  const { stages } = group.units;
  return stages.length === 0 || unit.stages.some((stage) => stages.includes(stage));
}

/**
 * The values that visibility conditions may use beside the answers: `{unit_in_group}`, `{unit_street}`,
 * `{unit_primary}` … `{unit_special}` (whether the unit has that stage).
 */
export function unitVariables(unit: Unit | null): Record<string, string | boolean | null> {
  const has = (stage: Stage): boolean => unit?.stages.includes(stage) ?? false;
  return {
    unit_in_group: unit?.educationGroup != null,
    unit_street: unit?.street ?? null,
    unit_kindergarten: has('kindergarten'),
    unit_primary: has('primary'),
    unit_junior: has('junior'),
    unit_senior: has('senior'),
    unit_vocational: has('vocational'),
    unit_special: has('special'),
  };
}
