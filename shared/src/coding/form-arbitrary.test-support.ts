import fc from 'fast-check';

/** Random forms of every question type, and answers to them, right and wrong: material for the coder's oracle test. */

export interface RandomQuestion {
  readonly type: string;
  readonly name: string;
  readonly json: Record<string, unknown>;
  /** Values that a respondent's form can give. */
  readonly valid: fc.Arbitrary<unknown>;
}

export interface RandomForm {
  readonly json: Record<string, unknown>;
  readonly questions: readonly RandomQuestion[];
}

const CHOICES = [1, 2, 3, 'x', 'y'];
const ROWS = ['r', 's', 't'];

const comparisons = fc.constantFrom('=', '<>', '>', '<', '>=', '<=', 'contains', 'notcontains');
const constants = fc.constantFrom(
  '1',
  '2',
  '3',
  "'x'",
  "'y'",
  "'2'",
  'true',
  'false',
  '5',
  '12',
  "'好'",
  'undefined',
);

/** An expression over some of `names`; a name that is no question would be refused. */
function expression(names: readonly string[]): fc.Arbitrary<string> {
  const name = fc.constantFrom(...names, 'unit_primary', 'unit_junior', 'unit_street');
  const compare = fc
    .tuple(name, comparisons, constants)
    .map(([left, op, right]) => `{${left}} ${op} ${right}`);
  const atom = fc.oneof(
    { weight: 6, arbitrary: compare },
    {
      weight: 2,
      arbitrary: fc.tuple(name, fc.constantFrom('empty', 'notempty')).map(([left, op]) => `{${left}} ${op}`),
    },
    { weight: 1, arbitrary: name.map((left) => `{${left}} anyof [1, 'x', true]`) },
    { weight: 1, arbitrary: name.map((left) => `{${left}} allof ['x', 'y']`) },
    { weight: 1, arbitrary: fc.tuple(name, name).map(([left, right]) => `{${left}} = {${right}}`) },
    { weight: 1, arbitrary: fc.tuple(name, name).map(([left, right]) => `sum({${left}}, {${right}}) > 3`) },
    { weight: 1, arbitrary: fc.tuple(name, compare).map(([left, test]) => `iif(${test}, {${left}}, 2) = 2`) },
    { weight: 1, arbitrary: name.map((left) => `!({${left}} = 1)`) },
  );
  return fc.oneof(
    { weight: 3, arbitrary: atom },
    {
      weight: 1,
      arbitrary: fc.tuple(atom, fc.constantFrom('and', 'or'), atom).map((parts) => parts.join(' ')),
    },
  );
}

const sometimes = <T>(arbitrary: fc.Arbitrary<T>, weight = 2): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 10 - weight, arbitrary: fc.constant(undefined) }, { weight, arbitrary });

const without = (json: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(json).filter(([, value]) => value !== undefined));

/** A question's own properties and its valid answers, by type. */
const kinds: Record<string, fc.Arbitrary<{ json: Record<string, unknown>; valid: fc.Arbitrary<unknown> }>> = {
  radiogroup: fc.constant({ json: { choices: CHOICES }, valid: fc.constantFrom<unknown>(...CHOICES) }),
  dropdown: fc.constant({ json: { choices: CHOICES }, valid: fc.constantFrom<unknown>(...CHOICES) }),
  rating: fc
    .record({
      rateMin: sometimes(fc.constantFrom(0, 1, 2), 5),
      rateMax: sometimes(fc.constantFrom(3, 4, 10), 5),
    })
    .map((json) => ({ json, valid: fc.integer({ min: json.rateMin ?? 1, max: json.rateMax ?? 5 }) })),
  boolean: fc
    .record({ valueTrue: sometimes(fc.constant('x'), 5), valueFalse: sometimes(fc.constant('n'), 5) })
    .map((json) => ({
      json,
      valid: fc.constantFrom<unknown>(json.valueTrue ?? true, json.valueFalse ?? false),
    })),
  checkbox: fc
    .record({
      minSelectedChoices: sometimes(fc.constantFrom(1, 2), 4),
      maxSelectedChoices: sometimes(fc.constantFrom(2, 3), 4),
      exclusive: fc.boolean(),
    })
    .map(({ exclusive, ...json }) => ({
      json: { ...json, choices: [...CHOICES.slice(0, 4), exclusive ? { value: 'y', exclusive } : 'y'] },
      valid: fc.shuffledSubarray<unknown>(CHOICES),
    })),
  text: fc.oneof(
    fc.constant({
      json: { inputType: 'number', min: 1, max: 12 },
      valid: fc.integer({ min: 0, max: 13 }) as fc.Arbitrary<unknown>,
    }),
    fc.constant({
      json: { maxLength: 5 } as Record<string, unknown>,
      valid: fc.constantFrom<unknown>('好', 'x', '', '  ', '2', '五个字的话', '六个字的话了'),
    }),
  ),
  comment: fc.constant({ json: {}, valid: fc.constantFrom<unknown>('好', ' 好 ', '', '\n', '2') }),
  matrix: fc.record({ eachRowRequired: fc.boolean() }).map((json) => ({
    json: { ...json, columns: [1, 2, 3, 'x'] },
    valid: fc.constant(undefined),
  })),
};

/** The rows of matrix `name` answer under codes of their own: a code is one item in the whole questionnaire. */
const rowCodes = (name: string): string[] => ROWS.map((row) => `${name}${row}`);

function question(name: string, type: string, names: readonly string[]): fc.Arbitrary<RandomQuestion> {
  const condition = expression(names);
  const frame = fc.record({
    visibleIf: sometimes(condition, 4),
    isRequired: type === 'matrix' ? fc.constant(undefined) : sometimes(fc.constant(true), 4),
    requiredIf: type === 'matrix' ? fc.constant(undefined) : sometimes(condition),
  });
  const rows = fc.tuple(
    ...rowCodes(name).map((value, index) => {
      const rowsAbove = rowCodes(name)
        .slice(0, index)
        .map((row) => `${name}.${row}`);
      const visibleIf = sometimes(expression([...names, ...rowsAbove]), 3);
      return fc.record({ value: fc.constant(value), text: fc.constant('行'), visibleIf });
    }),
  );
  return fc.tuple(kinds[type]!, frame, rows).map(([kind, outer, rowJson]) => {
    const json = without({ type, name, title: name, ...kind.json, ...outer });
    if (type !== 'matrix') return { type, name, json, valid: kind.valid };
    const cell = fc.constantFrom<unknown>(1, 2, 3, 'x', undefined);
    const valid = fc
      .tuple(...rowCodes(name).map(() => cell))
      .map((cells) => without(Object.fromEntries(rowCodes(name).map((row, index) => [row, cells[index]]))));
    return { type, name, json: { ...json, rows: rowJson.map((row) => without(row)) }, valid };
  });
}

/**
 * A form of up to nine questions over three pages, some of them in panels. Conditions speak of questions of a lower
 * number, which may stand on a later page, so that none go in a circle.
 */
export const randomForm: fc.Arbitrary<RandomForm> = fc
  .array(fc.constantFrom(...Object.keys(kinds)), { minLength: 2, maxLength: 9 })
  .chain((types) => {
    const namesBelow = (limit: number): string[] =>
      types.slice(0, limit).flatMap((type, index) => {
        const name = `Q${index}`;
        return type === 'matrix' ? rowCodes(name).map((row) => `${name}.${row}`) : [name];
      });
    const questions = types.map((type, index) => question(`Q${index}`, type, namesBelow(index)));
    const outer = [0, 1, 2].map((page) => sometimes(expression(namesBelow(page)), 3));
    return fc
      .tuple(fc.tuple(...questions), fc.tuple(...outer, ...outer))
      .map(([asked, conditions]) => ({ json: layOut(asked, conditions), questions: asked }));
  });

/** Three pages; the second half of each stands in a panel. */
function layOut(
  questions: readonly RandomQuestion[],
  conditions: readonly (string | undefined)[],
): Record<string, unknown> {
  const pages = [0, 1, 2].map((page) => {
    const own = questions.filter((_, index) => index % 3 === page).map(({ json }) => json);
    const half = Math.ceil(own.length / 2);
    const panel = without({
      type: 'panel',
      name: `panel${page}`,
      visibleIf: conditions[page],
      elements: own.slice(half),
    });
    return without({
      name: `page${page}`,
      visibleIf: conditions[3 + page],
      elements: [...own.slice(0, half), panel],
    });
  });
  return { title: '问卷', pages };
}

/** Answers to a form: most of them possible, some of them nonsense. */
export function randomAnswers(form: RandomForm): fc.Arbitrary<Record<string, unknown>> {
  const nonsense = fc.oneof(
    fc.constantFrom<unknown>('', null, [], {}, 'z', '1', '2', 1, 7, 2.5, -1, true, ['x', 'x'], [1, 'z'], {
      r: 1,
    }),
    fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>,
  );
  const entries = form.questions.map(({ name, valid }) =>
    fc
      .oneof(
        { weight: 60, arbitrary: valid },
        { weight: 12, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: nonsense },
      )
      .map((value): [string, unknown] => [name, value]),
  );
  const extra = sometimes(fc.constantFrom('Q99', '__proto__', 'constructor'), 1);
  return fc.tuple(fc.tuple(...entries), fc.integer({ min: 0, max: 9 }), extra).map(([pairs, dice, key]) => {
    const answers = without(Object.fromEntries(pairs));
    if (key !== undefined && dice === 0) Object.defineProperty(answers, key, { value: 1, enumerable: true });
    return answers;
  });
}

export const randomVariables = fc.record({
  unit_primary: fc.boolean(),
  unit_junior: fc.boolean(),
  unit_street: fc.constantFrom(null, 'x', '五角场'),
});
