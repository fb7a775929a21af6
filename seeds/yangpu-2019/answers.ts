import { createCoder, NOT_ASKED, type Coder } from '@duwen/shared/coding';
import { unitVariables, type Codebook, type Item, type OptionValue } from '@duwen/shared/codebook';
import type { GroupCode } from './groups.js';
import { fivePoint, tenPoint, type Inclinations } from './inclination.js';
import { writeText, writeUnsafe, type Emphasis } from './open-text/write-text.js';
import { BURDENED_GRADES, CARING_SCHOOL, SHORT_STREET } from './planted.js';
import type { Random } from './random.js';
import type { Respondent } from './respondent.js';
import { CHOICES, forGroup, LEFT_OUT, NONE_OF_THESE, OPEN_ANSWERED, TENDENCIES } from './tendencies.js';

type Answers = Record<string, unknown>;

/** Conditions that speak of answers, not only of the unit. */
const SPEAKS_OF_ANSWERS = /\{(?!unit_)/;
const USUALLY_LEFT_OUT = 0.018;
/** Careful people who miss the attention item all the same. */
const ATTENTION_SLIP = 0.015;
const WHOLE_CHILDS_STAGE: Readonly<Record<string, number>> = { vocational: 20, special: 30 };

/**
 * Fills in one group's questionnaire, item by item in its order. Whether an item is shown is asked of the same coder
 * that checks real submissions.
 */
export class FormFiller {
  readonly #coder: Coder;
  readonly #group: GroupCode;
  readonly #inclinations: Inclinations;
  readonly #shownAtUnit = new Map<number | null, Uint16Array>();
  readonly #dependsOnAnswers: readonly boolean[];

  constructor(group: GroupCode, codebook: Codebook, inclinations: Inclinations) {
    this.#group = group;
    this.#coder = createCoder(codebook);
    this.#inclinations = inclinations;
    this.#dependsOnAnswers = codebook.items.map((item) =>
      item.conditions.some((condition) => SPEAKS_OF_ANSWERS.test(condition)),
    );
  }

  /** The answers of one respondent, drawn from `random`. */
  fill(respondent: Respondent, random: Random): Answers {
    const answers: Answers = {};
    this.#inclinations.begin(random);
    const shown = this.#shownWithoutAnswers(respondent);
    for (const [index, item] of this.#coder.codebook.items.entries()) {
      const asked = this.#dependsOnAnswers[index] ? this.#shown(answers, respondent) : shown;
      if (asked[index] === NOT_ASKED || this.#leavesOut(item, respondent, random)) continue;
      const value = this.#answer(item, respondent, answers, random);
      if (value !== undefined) put(answers, item, value);
    }
    return answers;
  }

  #shownWithoutAnswers(respondent: Respondent): Uint16Array {
    let shown = this.#shownAtUnit.get(respondent.unitIndex);
    if (!shown) {
      shown = this.#shown({}, respondent);
      this.#shownAtUnit.set(respondent.unitIndex, shown);
    }
    return shown;
  }

  #shown(answers: Answers, respondent: Respondent): Uint16Array {
    return this.#coder.code(answers, unitVariables(respondent.unit)).row;
  }

  #leavesOut(item: Item, { manner }: Respondent, random: Random): boolean {
    if (item.required) return false;
    if (manner === 'sparse') return true;
    if (item.code === 'OPN1' || item.code === 'OPN2') return !random.chance(OPEN_ANSWERED[this.#group]);
    return random.chance(LEFT_OUT[item.code] ?? USUALLY_LEFT_OUT);
  }

  #answer(item: Item, respondent: Respondent, answers: Answers, random: Random): unknown {
    if (item.stratum === 'stage') return stageAnswer(item, respondent);
    if (item.kind === 'text') return textAnswer(item, respondent, answers, random);
    if (item.kind === 'numeric') return workingHours(item, answers, random);
    if (item.kind === 'multiple') return several(item, respondent, random);
    if (item.attention !== null) return attentionAnswer(item, respondent, random);
    if (item.scale) return this.#scaled(item, respondent, random);
    return oneOf(item, respondent, random);
  }

  #scaled(item: Item, respondent: Respondent, random: Random): OptionValue {
    const latent = this.#inclinations.latent(item, respondent, random);
    if (item.scale?.type === 'nps') {
      return respondent.manner === 'random' ? random.below(11) : tenPoint(latent);
    }
    if (respondent.manner === 'straight') return respondent.line;
    if (respondent.manner === 'random') return random.pick(item.options).value;
    const ignorance = forGroup(TENDENCIES[item.code]?.dontKnow, this.#group, 0.015);
    const ignorant = item.options.some((option) => option.missing) && random.chance(ignorance);
    return ignorant ? 9 : fivePoint(latent);
  }
}

function put(answers: Answers, { question, row }: Item, value: unknown): void {
  if (row === null) answers[question] = value;
  else answers[question] = { ...(answers[question] as Answers | undefined), [row]: value };
}

/** The option that says the respondent's stage, and the grade where the item asks for it. */
function stageAnswer(item: Item, { stage, grade }: Respondent): OptionValue | undefined {
  const wanted = item.code === 'STAGE' ? stage : (grade ?? WHOLE_CHILDS_STAGE[stage ?? '']);
  return item.options.find((option) => option.value === wanted)?.value;
}

function textAnswer(item: Item, respondent: Respondent, answers: Answers, random: Random): string {
  if (item.code === 'FAC5W') return writeUnsafe(random);
  const purpose = item.code === 'OPN1' ? 'praise' : 'problem';
  return writeText(respondent.group, purpose, emphasisOf(respondent, answers), random);
}

/** What is felt is also written about. */
function emphasisOf({ unit, grade }: Respondent, answers: Answers): Emphasis {
  const burdened = grade !== null && BURDENED_GRADES.includes(grade);
  const short = unit?.street === SHORT_STREET;
  return {
    homework: burdened ? 2.2 : 1,
    places: short ? 4 : 1,
    playground: short ? 2.5 : 1,
    rooms: short ? 2.5 : 1,
    teachers: unit?.code === CARING_SCHOOL ? 2.5 : 1,
    workload: Number(answers['TEA6']) <= 2 ? 2 : 1,
  };
}

/** Weekly hours, longer the less content one is with one's workload. */
function workingHours(item: Item, answers: Answers, random: Random): number {
  const content = typeof answers['TEA6'] === 'number' ? answers['TEA6'] : 3;
  const hours = Math.round(49 - 2.1 * (content - 3) + 5.5 * random.normal());
  return Math.min(item.max ?? hours, Math.max(item.min ?? hours, hours));
}

function attentionAnswer(item: Item, { manner, line }: Respondent, random: Random): OptionValue | null {
  if (manner === 'random' || (manner !== 'straight' && random.chance(ATTENTION_SLIP))) {
    return random.pick(item.options).value;
  }
  return manner === 'straight' ? line : item.attention;
}

function oneOf(item: Item, { manner, unit }: Respondent, random: Random): OptionValue {
  if (manner === 'random' && item.stratum === null) return random.pick(item.options).value;
  if (item.code === 'SUBJECT_T' && unit?.stages.includes('vocational') && random.chance(0.6)) return 'trade';
  const option = item.options[random.weighted(CHOICES[item.code] ?? item.options.map(() => 1))];
  return (option ?? random.pick(item.options)).value;
}

/** Several choices: each with its own probability, at least one, and no more than the item allows. */
function several(item: Item, { manner }: Respondent, random: Random): OptionValue[] {
  const none = item.options.find((option) => option.exclusive);
  const choices = item.options.filter((option) => option !== none);
  if (none && random.chance(NONE_OF_THESE)) return [none.value];
  const weights = CHOICES[item.code] ?? [];
  const chosen = choices.filter((_, index) =>
    random.chance(manner === 'random' ? 0.3 : (weights[index] ?? 0.3)),
  );
  if (chosen.length === 0) return [random.pick(choices).value];
  while (item.maxSelected !== null && chosen.length > item.maxSelected) {
    chosen.splice(random.below(chosen.length), 1);
  }
  return chosen.map((option) => option.value);
}
