import { describe, expect, test } from '@jest/globals';
import { groupFormValues, readGroupForm } from './group-form-values';

const questionnaire = { pages: [] };

describe('readGroupForm', () => {
  test('a school group keeps its stages; another kind has none', () => {
    const values = {
      code: 'teacher',
      titleZh: '教师',
      unitKind: 'school',
      stages: ['primary'],
      frame: null,
    } as const;
    expect(readGroupForm(values, questionnaire)).toEqual({
      ok: true,
      code: 'teacher',
      input: {
        title: { zh: '教师' },
        units: { kind: 'school', stages: ['primary'] },
        frame: null,
        questionnaire,
      },
    });
    const body = readGroupForm({ ...values, unitKind: 'body' }, questionnaire);
    expect(body.ok && body.input.units).toEqual({ kind: 'body', stages: [] });
    const none = readGroupForm({ ...values, unitKind: 'none' }, questionnaire);
    expect(none.ok && none.input.units).toBeNull();
  });

  test('names what is missing and what is not right, at once', () => {
    expect(readGroupForm({ code: 'Teacher 1', frame: -3 }, questionnaire)).toEqual({
      ok: false,
      problems: [
        { field: 'code', problem: 'code' },
        { field: 'titleZh', problem: 'required' },
        { field: 'frame', problem: 'frame' },
      ],
    });
  });
});

test('a group’s form starts with what the group has, and reads back the same', () => {
  const group = {
    code: 'parent',
    title: { zh: '家长', en: 'Parents' },
    units: { kind: 'school' as const, stages: ['junior' as const] },
    frame: 1200,
  };
  const read = readGroupForm(groupFormValues(group), questionnaire);
  expect(read.ok && { code: read.code, ...read.input }).toEqual({ ...group, questionnaire });
});
