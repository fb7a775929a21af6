import type { Submission } from '@duwen/shared/api';
import { compileQuestionnaire, type Unit } from '@duwen/shared/codebook';
import { FormFiller } from './answers.js';
import { groups, type GroupCode } from './groups.js';
import { Inclinations } from './inclination.js';
import { planCells, type Cell } from './plan.js';
import { Random, textKey } from './random.js';
import { drawRespondent, HASTE } from './respondent.js';
import { rosterUnits } from './roster.js';
import { FIRST_DAY, LAST_SECOND, secondsTaken, submittedSecond, unitDay } from './schedule.js';

/** One synthetic submission, as a phone would send it. */
export interface GeneratedSubmission {
  readonly group: GroupCode;
  /** Its version is the group's first; who stores it puts the published one in. */
  readonly submission: Submission;
  readonly submittedAt: Date;
}

/** Share of submissions that someone sends a second time as a new one, the same or nearly so. */
const DUPLICATES = 0.006;
const EXACT_DUPLICATES = 0.6;
/** Purposes of the streams of random numbers; a person's own streams are told apart by them. */
const PERSON = textKey('person');
const TIMING = textKey('timing');
const REPEAT = textKey('repeat');

/** A place in the round that one submission fills; a repeat fills its own place with an earlier one's answers. */
interface Place {
  readonly number: number;
  readonly cell: Cell;
  readonly source: number;
}

/**
 * The synthetic round, in the order of submission. Every place draws from streams of its own, so what a place holds
 * does not depend on the order, and memory stays at a few bytes a submission whatever their number.
 *
 * @param seed any whole number; the same seed and number of responses give the same data
 * @param responses how many submissions, in the proportions of the report
 */
export function* generateSubmissions(options: {
  readonly seed: number;
  readonly responses: number;
}): Generator<GeneratedSubmission, void, undefined> {
  const { seed, responses } = options;
  const round = new Round(seed, responses);
  for (const place of round.inOrder()) yield round.submission(place);
}

class Round {
  readonly #seed: number;
  readonly #units: readonly Unit[] = rosterUnits();
  readonly #cells: readonly Cell[];
  /** The first place of each cell. */
  readonly #starts: readonly number[];
  readonly #ownDays: readonly number[];
  readonly #cellOf: Uint16Array;
  readonly #fillers: ReadonlyMap<GroupCode, FormFiller>;

  constructor(seed: number, responses: number) {
    this.#seed = seed;
    this.#cells = planCells(seed, responses, this.#units);
    let next = 0;
    this.#starts = this.#cells.map(({ returns }) => (next += returns) - returns);
    this.#cellOf = new Uint16Array(next);
    this.#cells.forEach(({ returns }, index) => {
      const start = this.#starts[index] ?? 0;
      this.#cellOf.fill(index, start, start + returns);
    });
    this.#ownDays = this.#cells.map(({ group, unit }) =>
      unitDay(group, new Random(seed, textKey(`day:${group}`), unit ?? -1)),
    );
    this.#fillers = formFillers(seed);
  }

  /** Every place, by the second of its submission. */
  *inOrder(): Generator<Place> {
    const count = this.#cellOf.length;
    // The second and the place in one number, which sorts fast and takes eight bytes.
    const keys = new Float64Array(count);
    for (let number = 0; number < count; number += 1) keys[number] = this.#second(number) * 2 ** 32 + number;
    keys.sort();
    for (const key of keys) yield this.#place(key % 2 ** 32);
  }

  submission({ number, cell, source }: Place): GeneratedSubmission {
    const { group } = cell;
    const unit = cell.unit === null ? null : (this.#units[cell.unit] ?? null);
    const random = new Random(this.#seed, PERSON, source);
    const respondent = drawRespondent(group, cell.unit, unit, random);
    const answers = this.#fillers.get(group)?.fill(respondent, random) ?? {};
    const own = new Random(this.#seed, PERSON ^ REPEAT, number);
    if (source !== number && !own.chance(EXACT_DUPLICATES)) changeOneRow(answers, own);
    const submittedAt = new Date(FIRST_DAY + this.#second(number) * 1000);
    const seconds = secondsTaken(group, HASTE[respondent.manner], own);
    return {
      group,
      submission: {
        submissionId: own.uuid(),
        version: `${group}.1`,
        unit: unit?.code ?? null,
        answers,
        startedAt: new Date(submittedAt.getTime() - seconds * 1000).toISOString(),
      },
      submittedAt,
    };
  }

  #place(number: number): Place {
    const cell = this.#cells[this.#cellOf[number] ?? 0];
    if (!cell) throw new RangeError(`No cell for place ${number}.`);
    return { number, cell, source: this.#source(number) };
  }

  /** The place whose answers this one holds: its own, or for a repeat the one before it at the same unit. */
  #source(number: number): number {
    const isFirst = this.#starts[this.#cellOf[number] ?? 0] === number;
    return !isFirst && this.#repeats(number) && !this.#repeats(number - 1) ? number - 1 : number;
  }

  #repeats(number: number): boolean {
    return new Random(this.#seed, REPEAT, number).chance(DUPLICATES);
  }

  #second(number: number): number {
    const source = this.#source(number);
    const cell = this.#cellOf[number] ?? 0;
    const random = new Random(this.#seed, TIMING, source);
    const second = submittedSecond(this.#cells[cell]?.group ?? 'parent', this.#ownDays[cell] ?? 0, random);
    return source === number ? second : Math.min(LAST_SECOND, second + 20 + random.below(900));
  }
}

function formFillers(seed: number): Map<GroupCode, FormFiller> {
  const inclinations = new Inclinations(seed);
  return new Map(
    groups.map(({ code, input }) => {
      const { codebook, problems } = compileQuestionnaire(input.questionnaire);
      if (!codebook) {
        const [first] = problems;
        throw new Error(`The questionnaire of ${code} does not compile: ${first?.path} ${first?.message.en}`);
      }
      return [code, new FormFiller(code, codebook, inclinations)] as const;
    }),
  );
}

/** Changes one answer to a matrix by one step, where there is one that stays on the scale and shows or hides nothing. */
function changeOneRow(answers: Record<string, unknown>, random: Random): void {
  const rows = Object.values(answers).find(
    (value): value is Record<string, number> =>
      typeof value === 'object' && value !== null && !Array.isArray(value),
  );
  if (!rows) return;
  const steady = Object.keys(rows).filter((code) => {
    const value = rows[code] ?? 0;
    return value >= 4 && value <= 5;
  });
  if (steady.length === 0) return;
  const code = random.pick(steady);
  rows[code] = rows[code] === 5 ? 4 : 5;
}
