import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FIRST_CODE } from '../coding/index.js';
import type { Frame } from '../codebook/index.js';
import { maximum, type Constraint } from '../tabulation/disclosure/linear-program.test-support.js';
import { sampleCodebook, sampleColumns, sampleItem } from '../tabulation/sample-campaign.test-support.js';
import type { Measure, TableHead } from '../tabulation/index.js';
import { makeTable } from './make-table.js';
import type { Table, TableCell } from './table.js';

const MINIMUM = 5;
const codebook = sampleCodebook([sampleItem('A', { options: ['favourable', 'other', 'other'] })]);
const UNITS = ['u1', 'u2', 'u3'];

/** How many of each stage (row), answer (column) and school responded, and how many people each school has. */
interface Truth {
  readonly counts: readonly (readonly (readonly number[])[])[];
  readonly people: readonly number[];
}

const list = <T>(length: number, of: fc.Arbitrary<T>) =>
  fc.array(of, { minLength: length, maxLength: length });
const count = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 50 }));
const truths = (answers: { min: number; max: number }): fc.Arbitrary<Truth> =>
  fc
    .record({
      stages: fc.integer({ min: 1, max: 3 }),
      answers: fc.integer(answers),
      units: fc.integer({ min: 1, max: 3 }),
    })
    .chain(({ stages, answers: across, units }) =>
      fc.record({
        counts: list(stages, list(across, list(units, count))),
        people: list(units, fc.integer({ min: 300, max: 3000 })),
      }),
    )
    .filter(({ counts }) => counts.flat(2).some((each) => each > 0));

const respondents = ({ counts, people }: Truth): number[] =>
  people.map((_, unit) => counts.flat().reduce((sum, cell) => sum + cell[unit]!, 0));

/** The same table with weights and without. */
function tablesOf({ truth, minimumCell }: Attack, measure: Measure): { weighted: Table; plain: Table } {
  const rows = truth.counts.flatMap((line, stage) =>
    line.flatMap((cell, answer) =>
      cell.flatMap((each, unit) => Array.from({ length: each }, () => ({ stage, answer, unit }))),
    ),
  );
  const columns = sampleColumns({
    length: rows.length,
    items: { A: rows.map(({ answer }) => FIRST_CODE + answer) },
    strata: {
      group: { keys: ['g'], codes: rows.map(() => 1) },
      unit: { keys: UNITS, codes: rows.map(({ unit }) => unit + 1) },
      stage: { keys: truth.counts.map((_, stage) => `s${stage}`), codes: rows.map(({ stage }) => stage + 1) },
    },
  });
  const whole = truth.people.reduce((sum, each) => sum + each, 0);
  const units = new Map(truth.people.map((each, unit) => [UNITS[unit]!, each]));
  const frame: Frame = new Map([['g', { count: whole, units }]]);
  const ofAnswers = measure === 'favourable';
  const make = (weighted: boolean): Table =>
    makeTable({
      columns,
      codebook,
      request: {
        rows: [{ stratum: 'stage' }],
        columns: ofAnswers ? [] : [{ item: 'A' }],
        measure,
        of: ofAnswers ? 'A' : null,
        base: 'answered',
        weighted,
        filter: {},
        quality: 'all',
      },
      minimumCell,
      asOf: '',
      frame,
    });
  return { weighted: make(true), plain: make(false) };
}

/** What a respondent of each school stands for, as an attacker can work out from the frame and the returns. */
function weightsOf(truth: Truth): number[] {
  const responses = respondents(truth);
  const all = truth.people.reduce((sum, each) => sum + each, 0);
  const stoodFor = truth.people.reduce((sum, each, unit) => sum + (responses[unit]! > 0 ? each : 0), 0);
  return truth.people.map((each, unit) => ((each / Math.max(1, responses[unit]!)) * all) / stoodFor);
}

/** An attacker who writes down all that both tables show as equations and inequalities of people by stage, answer, school. */
class Attack {
  readonly #constraints: Constraint[] = [];
  readonly #known = new Set<string>();
  readonly #weights: readonly number[];
  readonly #greatest: number;
  readonly #stages: number;
  readonly #answers: number;

  constructor(
    readonly truth: Truth,
    readonly minimumCell: number,
  ) {
    this.#weights = weightsOf(truth);
    this.#greatest = Math.max(...this.#weights);
    [this.#stages, this.#answers] = [truth.counts.length, truth.counts[0]!.length];
  }

  /** The people of these stages and answers, each times a factor of its school. */
  terms(stages: readonly number[], answers: readonly number[], factor: (unit: number) => number) {
    const units = this.#weights.length;
    return new Map(
      stages.flatMap((stage) =>
        answers.flatMap((answer) =>
          this.#weights.map(
            (_, unit) => [(stage * this.#answers + answer) * units + unit, factor(unit)] as const,
          ),
        ),
      ),
    );
  }

  /** All places of a table of stages by answers, the totals among them. */
  places(): { row: number; column: number; stages: number[]; answers: number[] }[] {
    const [stages, answers] = [[...Array(this.#stages).keys()], [...Array(this.#answers).keys()]];
    const or = (all: number[], place: number): number[] => (place === all.length ? all : [place]);
    return [...stages, stages.length].flatMap((row) =>
      [...answers, answers.length].map((column) => ({
        row,
        column,
        stages: or(stages, row),
        answers: or(answers, column),
      })),
    );
  }

  equal(terms: Map<number, number>, bound: number): void {
    const known = JSON.stringify([...terms.keys()]);
    if (this.#known.has(known)) return;
    this.#known.add(known);
    this.#constraints.push({ terms, relation: '=', bound });
  }

  /** A weighted number of people, or with `below` its part of those, to so many decimals. */
  ratio(
    value: number,
    decimals: number,
    above: readonly [stages: readonly number[], answers: readonly number[]],
    below: readonly [stages: readonly number[], answers: readonly number[]] | null,
  ): void {
    const weight = (unit: number): number => this.#weights[unit]! / this.#greatest;
    const terms = this.terms(...above, weight);
    // What rounding takes off a share is of the base as it is: the attacker is taken to know it that well.
    const base = below ? this.#people(...below) / this.#greatest : 1 / this.#greatest;
    if (below)
      for (const [variable, each] of this.terms(...below, weight))
        terms.set(variable, (terms.get(variable) ?? 0) - value * each);
    // A little wider, each by something else: corners where many constraints meet send the simplex method in circles.
    const wider = (1 + (this.#constraints.length % 17) / 17) * 1e-5;
    const [middle, half] = [below ? 0 : value * base, 0.5 * 10 ** -decimals * base + wider];
    this.#constraints.push({ terms, relation: '<=', bound: middle + half });
    this.#constraints.push({ terms, relation: '>=', bound: middle - half });
  }

  /** The people that those of these stages and answers stand for. */
  #people(stages: readonly number[], answers: readonly number[]): number {
    return this.truth.counts
      .filter((_, stage) => stages.includes(stage))
      .flatMap((line) => line.filter((_, answer) => answers.includes(answer)))
      .reduce((sum, cell) => sum + cell.reduce((own, each, unit) => own + each * this.#weights[unit]!, 0), 0);
  }

  /** The counts under the minimum, of a place or of one school in it, that all this shows to be under it. */
  exposed(): string[] {
    return this.places().flatMap(({ row, column, stages, answers }) =>
      [null, ...this.#weights.keys()].flatMap((school) => {
        const own = this.truth.counts
          .filter((_, stage) => stages.includes(stage))
          .flatMap((line) => line.filter((_, answer) => answers.includes(answer)));
        const value = own
          .flatMap((cell) => (school === null ? cell : [cell[school]!]))
          .reduce((sum, each) => sum + each, 0);
        if (value < 1 || value >= MINIMUM) return [];
        const objective = this.terms(stages, answers, (unit) => Number(school === null || unit === school));
        const most = maximum(this.truth.counts.flat(2).length, this.#constraints, objective);
        if (most === null) throw new Error('the published figures contradict each other');
        const name = `${row}/${column}${school === null ? '' : ` in ${UNITS[school]}`}`;
        return most < MINIMUM - 0.01 ? [`${name}: ${value}, at most ${Number(most.toFixed(2))}`] : [];
      }),
    );
  }
}

type PartMeasure = 'count' | 'rowPercent' | 'columnPercent' | 'totalPercent';

/** The cell of a stage and answer, or a total; null where nobody is in the line, which the table then leaves out. */
function cellAt({ truth }: Attack, table: Table, row: number, column: number): TableCell | null {
  const place = (heads: readonly TableHead[], key: string | null): number =>
    key === null ? heads.length : heads.findIndex(([head]) => head!.key === key);
  const down = place(table.rows, row === truth.counts.length ? null : `s${row}`);
  const across = place(table.columns, column === truth.counts[0]!.length ? null : `${3 - column}`);
  return table.cells[down]?.[across] ?? null;
}

/** Writes down both tables of counts, or of parts of them. */
function learn(attack: Attack, measure: PartMeasure): void {
  const { weighted, plain } = tablesOf(attack, measure);
  const everywhere = attack.places().at(-1)!;
  for (const { row, column, stages, answers } of attack.places()) {
    const ones = attack.terms(stages, answers, () => 1);
    const [cell, other] = [weighted, plain].map((table) => cellAt(attack, table, row, column));
    for (const persons of [cell ? cell.count : 0, other ? other.count : 0])
      if (persons !== null) attack.equal(ones, persons);
    if (!cell || cell.value === null) continue;
    // All of all is 1, whatever it is.
    if (measure !== 'count' && cell.value === 1 && cell.lower === null) continue;
    const base = {
      count: null,
      rowPercent: [stages, everywhere.answers] as const,
      columnPercent: [everywhere.stages, answers] as const,
      totalPercent: [everywhere.stages, everywhere.answers] as const,
    }[measure];
    attack.ratio(cell.value, cell.decimals ?? 6, [stages, answers], base);
  }
}

/** The same of the favourable shares of stages: the first answer is the favourable one. */
function learnShares(attack: Attack): void {
  const { weighted, plain } = tablesOf(attack, 'favourable');
  const everywhere = attack.places().at(-1)!;
  for (const { row, column, stages } of attack.places()) {
    if (column !== everywhere.column) continue;
    const ones = (answers: readonly number[]) => attack.terms(stages, answers, () => 1);
    const [told, other] = [weighted, plain].map((table) => cellAt(attack, table, row, column));
    if (!told || !other) {
      attack.equal(ones(everywhere.answers), 0);
      continue;
    }
    for (const [share, n] of [
      [other.value, other.n],
      [told.unweighted, told.n],
    ] as const) {
      if (n !== null) attack.equal(ones(everywhere.answers), n);
      if (n !== null && share !== null) attack.equal(ones([0]), Math.round(share * n));
    }
    if (told.value !== null)
      attack.ratio(told.value, told.decimals ?? 6, [stages, [0]], [stages, everywhere.answers]);
  }
}

function attacked(truth: Truth, read: (attack: Attack) => void, minimumCell = MINIMUM): string[] {
  const attack = new Attack(truth, minimumCell);
  read(attack);
  return attack.exposed();
}

describe('a weighted table beside the plain one', () => {
  test.each(['count', 'rowPercent', 'columnPercent', 'totalPercent'] as const)(
    'of %s: no linear attack finds a count under the minimum, of a cell, a total or a school in it',
    (measure) => {
      fc.assert(
        fc.property(truths({ min: 1, max: 3 }), (truth) => {
          expect(attacked(truth, (attack) => learn(attack, measure))).toEqual([]);
        }),
        { numRuns: 400, interruptAfterTimeLimit: 20_000 },
      );
    },
  );

  test('of favourable shares', () => {
    fc.assert(
      fc.property(truths({ min: 2, max: 2 }), (truth) => {
        expect(attacked(truth, learnShares)).toEqual([]);
      }),
      { numRuns: 400, interruptAfterTimeLimit: 20_000 },
    );
  });

  test('the attack does find small counts where protection is off', () => {
    // Two of the first answer in u1, and a school of many people and few answers.
    const truth = { counts: [[[2, 30], [20, 9]], [[25, 8], [30, 40]]], people: [300, 2900] }; // prettier-ignore
    expect(attacked(truth, (attack) => learn(attack, 'count'), 1)).toContain('0/0 in u1: 2, at most 2');
    expect(attacked(truth, (attack) => learn(attack, 'count'))).toEqual([]);
  });
});
