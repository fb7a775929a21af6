import { expect, test } from '@jest/globals';
import { frameOf } from './frame.js';
import type { RespondentGroup, Unit } from './unit.js';

const unit = (code: string, frame: Record<string, number>): Unit => ({
  code,
  name: { zh: code },
  kind: 'school',
  stages: [],
  educationGroup: null,
  street: null,
  enrolment: null,
  staff: null,
  frame,
});
const group = (code: string, frame: number | null): RespondentGroup => ({
  code,
  title: { zh: code },
  units: null,
  frame,
});

test('a group is as large as its units in the roster say, or as the campaign states', () => {
  const frame = frameOf(
    [group('parent', 999), group('deputy', 40), group('guest', null)],
    [unit('a', { parent: 300 }), unit('b', { parent: 0, teacher: 9 }), unit('c', {})],
  );
  expect(frame.get('parent')).toEqual({ count: 300, units: new Map([['a', 300], ['b', 0]]) }); // prettier-ignore
  expect(frame.get('deputy')).toEqual({ count: 40, units: new Map() });
  expect(frame.get('guest')).toEqual({ count: null, units: new Map() });
  expect(frame.has('teacher')).toBe(false);
});
