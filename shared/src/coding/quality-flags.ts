import type { Codebook, Item } from '../codebook/index.js';
import { FIRST_CODE, NO_ANSWER, NOT_ASKED, type CodedRow } from './row.js';

/**
 * Marks of doubtful quality, a bit each in the order given here. A mark never drops a response: analyses run with and without.
 * `duplicate` is set by the matrix, which alone sees all rows; the others when the response is coded.
 */
export const QUALITY_FLAGS = ['speeding', 'straightLining', 'attention', 'mostlyEmpty', 'duplicate'] as const;
export type QualityFlag = (typeof QUALITY_FLAGS)[number];

/** The bit of a flag in a bit set. */
export const flagBit = (flag: QualityFlag): number => 1 << QUALITY_FLAGS.indexOf(flag);

/** The flags of a bit set, in order. */
export const flagsOf = (bits: number): QualityFlag[] => QUALITY_FLAGS.filter((flag) => bits & flagBit(flag));

/** Least time that reading and answering one item takes. */
const SECONDS_PER_ITEM = 2;
/** Fewer answers than this on ordinal scales may well be alike and meant. */
const LEAST_STRAIGHT_LINE = 8;
/** Smallest share of the asked items that a response answers. */
const LEAST_ANSWERED = 0.5;

/**
 * The marks of one coded response, by cut-offs of the literature:
 *
 * - `speeding`: less than 2 seconds per answered item (Huang, Curran, Keeney, Poposki & DeShon 2012, J. Business and
 *   Psychology 27, 99–114). It is milder than the 300 ms per word of Zhang & Conrad (2014, Survey Research Methods 8,
 *   127–135): Chinese items of some 20 characters take longer than 2 seconds to read.
 * - `straightLining`: at least 8 answers to items on ordinal scales, across all of them the same option value (the
 *   "long string" of Johnson 2005 and Meade & Craig 2012, at its strictest: the whole questionnaire is one string).
 * - `attention`: an attention item answered otherwise than it asks for; one left out is no mark.
 * - `mostlyEmpty`: under half of the asked closed items answered (AAPOR's Standard Definitions: a break-off).
 *
 * @param row valid codes in the order of the codebook's items
 * @param seconds time taken; null where it is not known: then no mark of speeding
 * @returns a bit set of `QUALITY_FLAGS`, never with `duplicate`
 */
export function qualityFlags(codebook: Codebook, row: CodedRow, seconds: number | null): number {
  let answered = 0;
  let closedAsked = 0;
  let closedAnswered = 0;
  let inattentive = false;
  const line = new StraightLine();
  codebook.items.forEach((item, index) => {
    const code = row[index] ?? NOT_ASKED;
    if (code === NOT_ASKED) return;
    const closed = item.kind !== 'text';
    if (closed) closedAsked += 1;
    if (code === NO_ANSWER) return;
    answered += 1;
    if (closed) closedAnswered += 1;
    line.see(item, code);
    if (item.attention !== null && item.options[code - FIRST_CODE]?.value !== item.attention)
      inattentive = true;
  });
  return (
    (seconds !== null && seconds < SECONDS_PER_ITEM * answered ? flagBit('speeding') : 0) |
    (line.isStraight ? flagBit('straightLining') : 0) |
    (inattentive ? flagBit('attention') : 0) |
    (closedAnswered < LEAST_ANSWERED * closedAsked ? flagBit('mostlyEmpty') : 0)
  );
}

/** Whether every answer on ordinal scales has the same option value. */
class StraightLine {
  #value: unknown;
  #length = 0;
  #broken = false;

  see(item: Item, code: number): void {
    if (item.scale?.type !== 'ordinal') return;
    const value = item.options[code - FIRST_CODE]?.value;
    if (this.#length > 0 && value !== this.#value) this.#broken = true;
    this.#value = value;
    this.#length += 1;
  }

  get isStraight(): boolean {
    return !this.#broken && this.#length >= LEAST_STRAIGHT_LINE;
  }
}
