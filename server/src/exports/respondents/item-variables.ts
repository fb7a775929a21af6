import type { CampaignItem, OptionValue } from '@duwen/shared/codebook';
import { FIRST_CODE, NO_ANSWER, NOT_ASKED } from '@duwen/shared/coding';
import type { VariableNames } from '../sav/variable-names.js';
import type { Texts } from '../texts.js';
import type { DataCategory, DataRow, DataValue, DataVariable } from './data-variable.js';
import { detailOf } from './detail-shown.js';

type Codes = Uint8Array | Uint16Array;

/**
 * The variables of an item: one, or, where several choices are possible, one of 0 and 1 for each option. An answer is its option's own
 * value where all of the item's are whole numbers, else the option's place from 1. No answer has a value of its own.
 *
 * @param shielded what rows don't tell of where they belong, their answers don't either (see `leastDetail`)
 */
export function itemVariables(
  item: CampaignItem,
  codes: Codes | undefined,
  names: VariableNames,
  texts: Texts,
  shielded: boolean,
): DataVariable[] {
  const label = texts.say([...item.wording.values()][0] ?? { zh: item.code });
  const context: ItemContext = { item, codes, names, texts, label, shielded };
  switch (item.kind) {
    case 'single':
      return [singleVariable(context)];
    case 'multiple':
      return multipleVariables(context);
    case 'numeric':
      return [numericVariable(context)];
    case 'text':
      return [givenVariable(context)];
  }
}

interface ItemContext {
  readonly item: CampaignItem;
  readonly codes: Codes | undefined;
  readonly names: VariableNames;
  readonly texts: Texts;
  readonly label: string;
  readonly shielded: boolean;
}

/** Least detail (see `detailShown`) with which a row tells an item: the stage as such, what else describes a person like his organisation. */
const leastDetail = ({ stratum }: CampaignItem): number =>
  stratum === null ? 0 : detailOf(stratum === 'stage' ? 'stage' : 'unit');

/** A value that the item does not use: −9, −99, … or −7, −77, …, repeated until it is free. */
function freeValue(digit: number, isTaken: (value: number) => boolean): number {
  for (let value = digit; ; value = value * 10 + digit) if (!isTaken(-value)) return -value;
}

const isWhole = (value: OptionValue): value is number => typeof value === 'number' && Number.isInteger(value);

/** What an item's options are in a file. */
export function optionValues({ options }: Pick<CampaignItem, 'options'>): number[] {
  const values = options.map(({ value }) => value);
  return values.every(isWhole) ? values : values.map((_, index) => index + 1);
}

function singleVariable({ item, codes, names, texts, label, shielded }: ItemContext): DataVariable {
  const values = optionValues(item);
  const noAnswer = freeValue(9, (value) => values.includes(value));
  const withheld = freeValue(7, (value) => values.includes(value));
  const decode: DataValue[] = [null, noAnswer, ...values];
  const least = shielded ? leastDetail(item) : 0;
  return {
    name: names.take(item.code),
    label,
    type: 'number',
    decimals: 0,
    measure: item.scale?.type === 'ordinal' ? 'ordinal' : 'nominal',
    values: [
      ...item.options.map(({ label: own, missing }, index): DataCategory => ({
        value: values[index]!,
        label: texts.say(own),
        missing: missing ? 'dontKnow' : null,
      })),
      { value: noAnswer, label: texts.text('data.noAnswer'), missing: 'noAnswer' },
      ...withheldCategory(least, withheld, texts),
    ],
    item: item.code,
    option: null,
    read: ({ row, detail }) => {
      const code = codes?.[row] ?? NOT_ASKED;
      return detail < least && code !== NOT_ASKED ? withheld : decode[code]!;
    },
  };
}

function multipleVariables({ item, codes, names, texts, label }: ItemContext): DataVariable[] {
  const values = optionValues(item);
  const noAnswer = { value: -9, label: texts.text('data.noAnswer'), missing: 'noAnswer' } as const;
  return item.options.map((option, index) => {
    const bit = 2 << index;
    return {
      name: names.take(`${item.code}_${values[index]}`),
      label: `${label}：${texts.say(option.label)}`,
      type: 'number',
      decimals: 0,
      measure: 'nominal',
      values: [
        { value: 1, label: texts.text('data.chosen'), missing: null },
        { value: 0, label: texts.text('data.notChosen'), missing: null },
        noAnswer,
      ],
      item: item.code,
      option: option.value,
      read: ({ row }) => {
        const code = codes?.[row] ?? NOT_ASKED;
        if (code === NOT_ASKED) return null;
        return code === NO_ANSWER ? noAnswer.value : (code & bit) === 0 ? 0 : 1;
      },
    };
  });
}

function numericVariable({ item, codes, names, texts, label, shielded }: ItemContext): DataVariable {
  const min = item.min ?? 0;
  const isTaken = (value: number): boolean => value >= min && value <= (item.max ?? Infinity);
  const noAnswer = freeValue(9, isTaken);
  const withheld = freeValue(7, isTaken);
  const least = shielded ? leastDetail(item) : 0;
  return {
    name: names.take(item.code),
    label,
    type: 'number',
    decimals: 0,
    measure: 'scale',
    values: [
      { value: noAnswer, label: texts.text('data.noAnswer'), missing: 'noAnswer' },
      ...withheldCategory(least, withheld, texts),
    ],
    item: item.code,
    option: null,
    read: ({ row, detail }) => {
      const code = codes?.[row] ?? NOT_ASKED;
      if (code === NOT_ASKED) return null;
      if (detail < least) return withheld;
      return code === NO_ANSWER ? noAnswer : code - FIRST_CODE + min;
    },
  };
}

const withheldCategory = (least: number, value: number, texts: Texts): DataCategory[] =>
  least > 0 ? [{ value, label: texts.text('data.withheld'), missing: 'withheld' }] : [];

/** Of an open question only whether it was answered. */
function givenVariable({ item, codes, names, texts, label }: ItemContext): DataVariable {
  return {
    name: names.take(item.code),
    label: texts.text('data.given', { item: label }),
    type: 'number',
    decimals: 0,
    measure: 'nominal',
    values: [
      { value: 1, label: texts.text('mark.yes'), missing: null },
      { value: 0, label: texts.text('data.no'), missing: null },
    ],
    item: item.code,
    option: null,
    read: ({ row }: DataRow) => {
      const code = codes?.[row] ?? NOT_ASKED;
      return code === NOT_ASKED ? null : code === NO_ANSWER ? 0 : 1;
    },
  };
}
