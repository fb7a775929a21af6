import { describe, expect, test } from '@jest/globals';
import { submissionSchema, type UnitChoice } from '@duwen/shared/api';
import { answeredCount, changeDraft, isExpired, newDraft, submissionOf, type DraftChange } from './draft';
import { memoryStore } from './draft-store';

const start = new Date('2019-03-11T01:00:00Z');
const later = new Date('2019-03-11T01:05:00Z');
const school: UnitChoice = {
  code: 'S1',
  name: { zh: '同济小学' },
  street: null,
  pinyin: 'tongjixiaoxue',
  initials: 'tjxx',
  variables: {},
};

describe('a draft', () => {
  test('keeps its submission id and start through every change', () => {
    const changes: DraftChange[] = [
      { kind: 'unit', unit: school },
      { kind: 'answers', answers: { FAC: { FAC1: 5 } } },
      { kind: 'step', step: { at: 'review' } },
      { kind: 'attempted' },
      { kind: 'version', version: 'parent.2', answers: { QUA4: 4 } },
    ];
    const draft = newDraft('abc', 'parent.1', start);
    const changed = changes.reduce((one, change) => changeDraft(one, change, later), draft);
    expect(changed).toEqual({
      ...draft,
      savedAt: later.toISOString(),
      unit: school,
      step: { at: 'review' },
      attempted: true,
      version: 'parent.2',
      answers: { QUA4: 4 },
    });
  });

  test('is sent as the API takes it', () => {
    const draft = changeDraft(newDraft('abc', 'parent.1', start), { kind: 'unit', unit: school }, later);
    const sent = submissionOf(draft);
    expect(submissionSchema.parse(sent)).toEqual(sent);
    expect(sent.unit).toBe('S1');
    expect(submissionOf(newDraft('abc', 'deputy.1', start)).unit).toBeNull();
  });

  test('has an id of its own each time', () => {
    const ids = new Set(Array.from({ length: 200 }, () => newDraft('abc', 'parent.1', start).submissionId));
    expect(ids.size).toBe(200);
  });

  test('counts rows of a matrix one by one', () => {
    expect(answeredCount({})).toBe(0);
    expect(answeredCount({ FAC: { FAC1: 5, FAC2: 9 }, RES4: ['k', 'p'], OPN1: '好' })).toBe(4);
  });

  test('is offered for thirty days', () => {
    const draft = newDraft('abc', 'parent.1', start);
    expect(isExpired(draft, new Date('2019-04-10T00:59:00Z'))).toBe(false);
    expect(isExpired(draft, new Date('2019-04-10T01:01:00Z'))).toBe(true);
  });
});

describe('a draft store', () => {
  const old = newDraft('abc', 'parent.1', start);
  const fresh = newDraft('abc', 'parent.1', later);

  test('a tab left open does not write over the questionnaire begun after it', async () => {
    const store = memoryStore();
    await store.save(fresh);
    await store.save(old);
    expect((await store.load('abc')).draft).toEqual(fresh);
  });

  test('after the receipt the draft is gone', async () => {
    const store = memoryStore();
    await store.save(old);
    const done = { code: 'abc', receipt: 'K7M2', submittedAt: later.toISOString() };
    await store.finish(old, done);
    expect(await store.load('abc')).toEqual({ draft: null, done });
    await store.clear('abc');
    expect(await store.load('abc')).toEqual({ draft: null, done: null });
  });
});
