import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Model, type QuestionMatrixModel } from 'survey-core';
import { z } from 'zod';
import { compileQuestionnaire, unitVariables } from '../codebook/index.js';
import { createCoder, NOT_ASKED } from './index.js';
import {
  randomAnswers,
  randomForm,
  randomVariables,
  type RandomForm,
} from './form-arbitrary.test-support.js';

/**
 * survey-core's own Model on the same form decides what is shown, required, in range and chosen often enough; a schema
 * written here apart from the coder says what JSON a value may be. A submission is right when both say so.
 */
class Oracle {
  readonly model: Model;

  constructor(
    readonly form: RandomForm,
    answers: Record<string, unknown>,
    variables: Record<string, unknown>,
  ) {
    this.model = new Model(form.json);
    for (const [name, value] of Object.entries(variables)) this.model.setVariable(name, value);
    this.model.data = withoutEmpty(answers);
  }

  isShown(name: string): boolean {
    const question = this.model.getQuestionByName(name);
    if (!question.isVisible) return false;
    for (let parent = question.parent; parent; parent = parent.parent) if (!parent.isVisible) return false;
    return true;
  }

  rowsShown(name: string): string[] {
    const matrix = this.model.getQuestionByName(name) as QuestionMatrixModel;
    return this.isShown(name) ? matrix.visibleRows.map((row) => String(row.name)) : [];
  }

  /** Why the submission is wrong, or null where it is right. */
  objection(answers: Record<string, unknown>): string | null {
    for (const { name, type } of this.form.questions) {
      if (type === 'matrix') {
        const shown = this.rowsShown(name);
        const rows = Object.entries(answers[name] ?? {}).filter(([, cell]) => !empty(cell));
        if (rows.some(([row]) => !shown.includes(row))) return `${name}: a hidden row is answered`;
      } else if (!this.model.getQuestionByName(name).isEmpty() && !this.isShown(name)) {
        return `${name}: hidden, but answered`;
      }
    }
    if (this.model.validate(true)) return null;
    const wrong = this.model.getAllQuestions().filter(({ errors }) => errors.length > 0);
    return wrong.map(({ name, errors }) => `${name}: ${errors[0]?.getText()}`).join();
  }
}

/** Not structuredClone: under Jest its objects belong to another realm, and the Model takes them for no objects. */
const copy = (answers: Record<string, unknown>): Record<string, unknown> =>
  JSON.parse(JSON.stringify(answers)) as Record<string, unknown>;

const empty = (value: unknown): boolean => value === undefined || value === null || value === '';

/** What the Model makes of a widget left empty: it drops the value, so that it never reaches its own rules. */
function withoutEmpty(answers: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(answers).filter(
    ([, value]) => !empty(value) && !(Array.isArray(value) && value.length === 0),
  );
  return copy(Object.fromEntries(kept));
}

/** What SurveyJS leaves to the widgets: types, options, whole numbers, lengths, and exclusive choices. */
function wellFormed(form: RandomForm, answers: Record<string, unknown>): boolean {
  const noAnswer = z.literal('').nullish();
  const oneOf = (values: unknown[]): z.ZodType =>
    z.any().refine((value) => empty(value) || values.includes(value));
  const shape = Object.fromEntries(
    form.questions.map(({ name, type, json }): [string, z.ZodType] => {
      const choices = (json['choices'] as unknown[] | undefined)?.map((choice) =>
        typeof choice === 'object' ? (choice as { value: unknown }).value : choice,
      );
      if (type === 'checkbox') {
        const exclusive = (json['choices'] as unknown[]).some((choice) => typeof choice === 'object');
        const list = z
          .array(z.any().refine((value) => choices?.includes(value)))
          .max(Number(json['maxSelectedChoices'] ?? 99))
          .refine((list) => new Set(list).size === list.length)
          .refine((list) => !exclusive || list.length <= 1 || !list.includes('y'));
        return [name, list.nullish()];
      }
      if (type === 'matrix') {
        const rows = (json['rows'] as { value: string }[]).map((row) => row.value);
        const row = oneOf([1, 2, 3, 'x']);
        return [
          name,
          z.strictObject(Object.fromEntries(rows.map((code) => [code, row.optional()]))).nullish(),
        ];
      }
      if (type === 'rating') {
        const [min, max] = [Number(json['rateMin'] ?? 1), Number(json['rateMax'] ?? 5)];
        return [name, z.union([z.int().min(min).max(max), noAnswer])];
      }
      if (type === 'boolean') return [name, oneOf([json['valueTrue'] ?? true, json['valueFalse'] ?? false])];
      if (json['inputType'] === 'number') return [name, z.union([z.int(), noAnswer])];
      if (type === 'text') return [name, z.string().max(5).nullish()];
      if (type === 'comment') return [name, z.string().max(1000).nullish()];
      return [name, oneOf(choices ?? [])];
    }),
  );
  return (
    Object.keys(answers).every((key) => key in shape && Object.hasOwn(shape, key)) &&
    z.object(shape).partial().safeParse(answers).success
  );
}

/** Drops what a form would not send: answers to what the Model hides, until nothing changes. */
function withoutHidden(
  form: RandomForm,
  given: Record<string, unknown>,
  variables: Record<string, unknown>,
): Record<string, unknown> {
  let answers = copy(given);
  for (let round = 0; round < 12; round += 1) {
    const oracle = new Oracle(form, answers, variables);
    const before = JSON.stringify(answers);
    const shown = Object.entries(answers).filter(([name]) => oracle.isShown(name));
    answers = Object.fromEntries(
      shown.map(([name, value]) => [name, isRows(value) ? pick(value, oracle.rowsShown(name)) : value]),
    );
    if (JSON.stringify(answers) === before) break;
  }
  return answers;
}

const isRows = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const pick = (rows: Record<string, unknown>, codes: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(rows).filter(([row]) => codes.includes(row)));

const submissions = randomForm.chain((form) =>
  fc.record({
    form: fc.constant(form),
    sent: fc.array(
      fc.record({ answers: randomAnswers(form), variables: randomVariables, tidy: fc.boolean() }),
      {
        minLength: 3,
        maxLength: 3,
      },
    ),
  }),
);

test("the coder's verdict, and what it says was asked, are those of survey-core's Model", () => {
  const verdicts = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(submissions, ({ form, sent }) => {
      const { codebook, problems } = compileQuestionnaire(form.json);
      expect(problems).toEqual([]);
      const coder = createCoder(codebook!);
      for (const { answers: given, variables: some, tidy } of sent) {
        const variables = { ...unitVariables(null), ...some };
        const answers = tidy && wellFormed(form, given) ? withoutHidden(form, given, variables) : given;
        const { row, problems: found } = coder.code(answers, variables);
        if (!wellFormed(form, answers)) {
          expect(found).not.toEqual([]);
          verdicts.refused += 1;
          continue;
        }
        const oracle = new Oracle(form, answers, variables);
        const objection = oracle.objection(answers);
        const accepted = found.length === 0;
        expect({ accepted, answers, found, objection }).toEqual({
          accepted: objection === null,
          answers,
          found,
          objection,
        });
        verdicts[found.length === 0 ? 'accepted' : 'refused'] += 1;
        // Of a refused submission, the Model may see answers of a hidden matrix otherwise; nothing of it is kept.
        if (found.length > 0) continue;
        codebook!.items.forEach((item, index) => {
          const shown =
            item.row === null
              ? oracle.isShown(item.question)
              : oracle.rowsShown(item.question).includes(item.row);
          expect([item.code, row[index] !== NOT_ASKED]).toEqual([item.code, shown]);
        });
      }
    }),
    { numRuns: Number(process.env['ORACLE_RUNS'] ?? 60) },
  );
  // Both verdicts must have been tried in earnest.
  expect(Math.min(verdicts.accepted, verdicts.refused)).toBeGreaterThan(20);
}, 600_000);
