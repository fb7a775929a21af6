import type { GroupInput } from '@duwen/shared/api';
import { groupSchema } from '@duwen/shared/api';
import type { RespondentGroup, Stage } from '@duwen/shared/codebook';

/** What the form of a respondent group holds. */
export interface GroupFormValues {
  readonly code?: string;
  readonly titleZh?: string;
  readonly titleEn?: string;
  readonly unitKind?: 'none' | 'school' | 'body';
  readonly stages?: readonly Stage[];
  readonly frame?: number | null;
}

export type GroupField = keyof GroupFormValues;
export type GroupFieldProblem = 'required' | 'tooLong' | 'code' | 'frame';

/** A group's values as its form starts with them. */
export const groupFormValues = (group: RespondentGroup | null): GroupFormValues =>
  group
    ? {
        code: group.code,
        titleZh: group.title.zh,
        ...(group.title.en === undefined ? {} : { titleEn: group.title.en }),
        unitKind: group.units?.kind ?? 'none',
        stages: group.units?.stages ?? [],
        frame: group.frame,
      }
    : { unitKind: 'school', stages: [], frame: null };

const FIELD_OF: Readonly<Record<string, GroupField>> = {
  'title.zh': 'titleZh',
  'title.en': 'titleEn',
  frame: 'frame',
};

/** As the server takes a group's code, and as a roster's frame column names it. */
const CODE = /^[a-z][a-z0-9_]{0,39}$/;

/**
 * The form's values and the questionnaire as the API takes them, checked by the API's own schema.
 *
 * @returns the group's code and input, or the problem of each field that has one
 */
export function readGroupForm(
  values: GroupFormValues,
  questionnaire: Record<string, unknown>,
):
  | { ok: true; code: string; input: GroupInput }
  | { ok: false; problems: { field: GroupField; problem: GroupFieldProblem }[] } {
  const kind = values.unitKind ?? 'none';
  const checked = groupSchema.safeParse({
    title: { zh: values.titleZh ?? '', ...(values.titleEn?.trim() ? { en: values.titleEn } : {}) },
    units: kind === 'none' ? null : { kind, stages: kind === 'school' ? [...(values.stages ?? [])] : [] },
    frame: values.frame ?? null,
    questionnaire,
  });
  const code = (values.code ?? '').trim();
  const problems = new Map<GroupField, GroupFieldProblem>();
  if (!CODE.test(code)) problems.set('code', code === '' ? 'required' : 'code');
  for (const issue of checked.success ? [] : checked.error.issues) {
    const field = FIELD_OF[issue.path.join('.')];
    if (!field || problems.has(field)) continue;
    problems.set(field, field === 'frame' ? 'frame' : issue.code === 'too_big' ? 'tooLong' : 'required');
  }
  if (checked.success && problems.size === 0) return { ok: true, code, input: checked.data };
  return { ok: false, problems: [...problems].map(([field, problem]) => ({ field, problem })) };
}
