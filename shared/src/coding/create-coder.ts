import { pointer, type Codebook, type Item, type Stage } from '../codebook/index.js';
import type { AnswerProblem, AnswerProblemReason } from './answer-problem.js';
import { answerCheck, type AnswerCheck, type Fault } from './check-answer.js';
import { ConditionSet } from './condition-set.js';
import { FIRST_CODE, NO_ANSWER, NOT_ASKED, type CodedRow } from './row.js';

/** Most problems that one submission is told of; what is beyond comes from no form. */
const MAX_PROBLEMS = 100;
/** What a condition sees of a checkbox without an answer: SurveyJS gives it an empty list, and others nothing. */
const NO_CHOICE: readonly never[] = [];
/** Longest unknown key that is repeated in a problem's path. */
const MAX_KEY = 100;

export interface CodedAnswers {
  /** Valid only where `problems` is empty. */
  readonly row: CodedRow;
  /** From the item with stratum `stage`; null where there is none or it has no answer. */
  readonly stage: Stage | null;
  readonly problems: AnswerProblem[];
}

/** Checks and codes the answers to one questionnaire version. */
export interface Coder {
  readonly codebook: Codebook;
  /**
   * @param answers the submission's answers by question: a value, a list for several choices, an object by row for a
   *   matrix. Nothing is assumed of it.
   * @param variables what is known of the unit (`unitVariables`), for the conditions
   */
  code(
    answers: Readonly<Record<string, unknown>>,
    variables: Readonly<Record<string, string | boolean | null>>,
  ): CodedAnswers;
}

interface PlannedItem {
  readonly item: Item;
  /** Its place in the row. */
  readonly index: number;
  readonly path: string;
  readonly check: AnswerCheck;
  readonly conditions: readonly number[];
  readonly requiredIf: number | null;
}

interface PlannedQuestion {
  readonly name: string;
  readonly items: readonly PlannedItem[];
  readonly isList: boolean;
  /** By row's value; null for what is no matrix. */
  readonly rows: ReadonlySet<string> | null;
}

/**
 * Prepares the check of a published version's submissions: everything that depends on the questionnaire alone is done
 * here, once. The verdict is that of survey-core's `Model` on the same form, and stricter about types: see
 * `create-coder.test.ts`, where the Model is the oracle.
 *
 * Conditions are evaluated on the answers given. As an answer to a question that is not shown is refused, a hidden
 * answer never decides anything in an accepted submission.
 */
export function createCoder(codebook: Codebook): Coder {
  const conditions = new ConditionSet();
  const plan = planQuestions(codebook, conditions);
  return {
    codebook,
    code: (answers, variables) => new Submission(codebook, plan, conditions).code(answers, variables),
  };
}

function planQuestions(codebook: Codebook, conditions: ConditionSet): PlannedQuestion[] {
  const indexes = new Map(codebook.items.map((item, index) => [item.code, index]));
  return [...codebook.byQuestion].map(([name, items]) => ({
    name,
    isList: items[0]?.kind === 'multiple',
    rows: items[0]?.row == null ? null : new Set(items.map((item) => item.code)),
    items: items.map((item) => ({
      item,
      index: indexes.get(item.code) ?? 0,
      path: item.row === null ? pointer('', name) : pointer(pointer('', name), item.row),
      check: answerCheck(item),
      conditions: item.conditions.map((condition) => conditions.add(condition)),
      requiredIf: item.requiredIf === null ? null : conditions.add(item.requiredIf),
    })),
  }));
}

/** One submission on its way through the plan. */
class Submission {
  readonly #row: CodedRow;
  readonly #faults: (Fault | undefined)[] = [];
  readonly #problems: AnswerProblem[] = [];
  /** Answers that are sound in themselves: what conditions see, so that no odd value ever reaches an expression. */
  readonly #values: Record<string, unknown> = {};
  #stage: Stage | null = null;

  constructor(
    codebook: Codebook,
    private readonly plan: readonly PlannedQuestion[],
    private readonly conditions: ConditionSet,
  ) {
    this.#row = new Uint16Array(codebook.items.length).fill(NO_ANSWER);
  }

  code(
    answers: Readonly<Record<string, unknown>>,
    variables: Readonly<Record<string, string | boolean | null>>,
  ): CodedAnswers {
    Object.assign(this.#values, variables);
    const malformed = new Set<PlannedQuestion>();
    let known = 0;
    for (const question of this.plan) {
      if (question.isList) this.#values[question.name] = NO_CHOICE;
      if (!Object.hasOwn(answers, question.name)) continue;
      known += 1;
      if (!this.#read(question, answers[question.name])) malformed.add(question);
    }
    this.conditions.begin(this.#values);
    for (const question of this.plan) {
      if (!malformed.has(question)) for (const planned of question.items) this.#decide(planned);
    }
    this.#findUnknown(answers, known);
    return { row: this.#row, stage: this.#stage, problems: this.#problems };
  }

  /** Codes a question's value; false where a matrix's is no object. */
  #read(question: PlannedQuestion, value: unknown): boolean {
    const [first] = question.items;
    if (!question.rows) {
      if (first && this.#readItem(first, value)) this.#values[question.name] = value;
      return true;
    }
    if (value === undefined || value === null) return true;
    if (typeof value !== 'object' || Array.isArray(value)) {
      this.#tell(pointer('', question.name), 'wrong-type', question, null);
      return false;
    }
    this.#readRows(question, value as Record<string, unknown>);
    return true;
  }

  #readRows(question: PlannedQuestion, rows: Record<string, unknown>): void {
    const sound: Record<string, unknown> = {};
    let known = 0;
    let answered = 0;
    for (const planned of question.items) {
      const row = planned.item.code;
      if (!Object.hasOwn(rows, row)) continue;
      known += 1;
      if (!this.#readItem(planned, rows[row])) continue;
      sound[row] = rows[row];
      answered += 1;
    }
    if (answered > 0) this.#values[question.name] = sound;
    const keys = Object.keys(rows);
    if (keys.length === known) return;
    for (const key of keys) {
      if (this.#problems.length >= MAX_PROBLEMS) return;
      if (!question.rows?.has(key))
        this.#tell(unknownPath(pointer('', question.name), key), 'unknown-item', question, null);
    }
  }

  /**
   * Codes an item's value; true where conditions shall see it. They do see a text of nothing but spaces, as the Model's
   * do, though it is no answer.
   */
  #readItem({ index, check }: PlannedItem, value: unknown): boolean {
    const code = check(value);
    if (typeof code === 'number') {
      this.#row[index] = code;
      return code !== NO_ANSWER || (typeof value === 'string' && value !== '');
    }
    this.#faults[index] = code;
    return false;
  }

  /** Decides whether the item was asked, and whether its answer, or its want of one, may stand. */
  #decide(planned: PlannedItem): void {
    const { item, index } = planned;
    const fault = this.#faults[index];
    const code = this.#row[index] ?? NO_ANSWER;
    if (!this.conditions.hold(planned.conditions)) {
      this.#row[index] = NOT_ASKED;
      if (fault || code !== NO_ANSWER) this.#refuse(planned, { reason: 'not-asked' });
    } else if (fault) {
      this.#refuse(planned, fault);
    } else if (code !== NO_ANSWER) {
      if (item.stratum === 'stage') this.#stage = item.options[code - FIRST_CODE]?.stage ?? null;
    } else if (planned.requiredIf === null ? item.required : this.conditions.holds(planned.requiredIf)) {
      this.#refuse(planned, { reason: 'required' });
    } else if (item.minSelected !== null) {
      // SurveyJS wants the least number of choices of everyone who sees the question.
      this.#refuse(planned, { reason: 'too-few-choices', limit: item.minSelected });
    }
  }

  #findUnknown(answers: Readonly<Record<string, unknown>>, known: number): void {
    const keys = Object.keys(answers);
    if (keys.length === known) return;
    const names = new Set(this.plan.map(({ name }) => name));
    for (const key of keys) {
      if (this.#problems.length >= MAX_PROBLEMS) return;
      if (!names.has(key)) this.#tell(unknownPath('', key), 'unknown-item', null, null);
    }
  }

  #refuse({ item, path }: PlannedItem, fault: Fault): void {
    if (this.#problems.length >= MAX_PROBLEMS) return;
    this.#problems.push({ path, ...fault, question: item.question, item: item.code, page: item.page });
  }

  #tell(
    path: string,
    reason: AnswerProblemReason,
    question: PlannedQuestion | null,
    item: string | null,
  ): void {
    const page = question?.items[0]?.item.page ?? null;
    this.#problems.push({ path, reason, question: question?.name ?? null, item, page });
  }
}

/** Where an unknown key stands; one too long to repeat is told at what holds it. */
const unknownPath = (path: string, key: string): string => (key.length > MAX_KEY ? path : pointer(path, key));
