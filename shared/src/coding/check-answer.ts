import type { Item, OptionValue } from '../codebook/index.js';
import type { AnswerProblemReason } from './answer-problem.js';
import { FIRST_CODE, NO_ANSWER } from './row.js';

/** Why a value is no answer to its item, with the limit that it passes. */
export interface Fault {
  readonly reason: AnswerProblemReason;
  readonly limit?: number;
}

/** Gives the code of a value (see `row.ts`), `NO_ANSWER` for an empty one, or what is wrong with it. */
export type AnswerCheck = (value: unknown) => number | Fault;

const WRONG_TYPE: Fault = { reason: 'wrong-type' };
const NOT_AN_OPTION: Fault = { reason: 'not-an-option' };

/** The check of an item's answers, with all that depends on the item alone worked out beforehand. */
export function answerCheck(item: Item): AnswerCheck {
  switch (item.kind) {
    case 'single':
      return singleCheck(item);
    case 'multiple':
      return multipleCheck(item);
    case 'numeric':
      return numericCheck(item.min ?? 0, item.max ?? 0);
    case 'text':
      return textCheck(item.maxLength ?? 0);
  }
}

/** What the form itself sends, or leaves out, for no answer. */
const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

function singleCheck({ options }: Item): AnswerCheck {
  const codes = new Map<unknown, number>(options.map((option, index) => [option.value, FIRST_CODE + index]));
  return (value) => {
    const code = codes.get(value);
    if (code !== undefined) return code;
    if (isEmpty(value)) return NO_ANSWER;
    return typeof value === 'object' ? WRONG_TYPE : NOT_AN_OPTION;
  };
}

function multipleCheck({ options, minSelected, maxSelected }: Item): AnswerCheck {
  const bits = new Map<unknown, number>(options.map((option, index) => [option.value, 1 << (index + 1)]));
  const exclusive = options.reduce(
    (mask, option, index) => mask | (option.exclusive ? 1 << (index + 1) : 0),
    0,
  );
  const tooFew: Fault = { reason: 'too-few-choices', limit: minSelected ?? 0 };
  const tooMany: Fault = { reason: 'too-many-choices', limit: maxSelected ?? options.length };
  return (value) => {
    if (value === undefined || value === null) return NO_ANSWER;
    if (!Array.isArray(value)) return WRONG_TYPE;
    let mask = 1;
    // Ends at the first value that is no option or repeats one, so a list of any length is cheap.
    for (const choice of value as OptionValue[]) {
      const bit = bits.get(choice);
      if (bit === undefined) return typeof choice === 'object' ? WRONG_TYPE : NOT_AN_OPTION;
      if (mask & bit) return { reason: 'repeated-choice' };
      mask |= bit;
    }
    const count = value.length;
    if (count === 0) return NO_ANSWER;
    if (mask & exclusive && count > 1) return { reason: 'exclusive-choice' };
    if (minSelected !== null && count < minSelected) return tooFew;
    if (maxSelected !== null && count > maxSelected) return tooMany;
    return mask;
  };
}

function numericCheck(min: number, max: number): AnswerCheck {
  return (value) => {
    if (isEmpty(value)) return NO_ANSWER;
    if (!Number.isInteger(value)) return WRONG_TYPE;
    const number = value as number;
    if (number < min) return { reason: 'out-of-range', limit: min };
    if (number > max) return { reason: 'out-of-range', limit: max };
    return FIRST_CODE + (number - min);
  };
}

function textCheck(maxLength: number): AnswerCheck {
  const tooLong: Fault = { reason: 'too-long', limit: maxLength };
  return (value) => {
    if (isEmpty(value)) return NO_ANSWER;
    if (typeof value !== 'string') return WRONG_TYPE;
    if (value.length > maxLength) return tooLong;
    return value.trim() === '' ? NO_ANSWER : FIRST_CODE;
  };
}
