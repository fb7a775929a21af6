import {
  MAX_CHOICES,
  MAX_NUMERIC_RANGE,
  STAGES,
  type Codebook,
  type Item,
  type OptionValue,
  type Scale,
} from './codebook.js';
import type { ConditionList } from './conditions.js';
import { applyScale, readBooleanOptions, readOptions, readRating, type WrittenOption } from './options.js';
import { pointer } from './json-pointer.js';
import type { ProblemList } from './problem-list.js';
import { checkProperties } from './properties.js';
import type { NameList } from './questionnaire-names.js';
import {
  property,
  readBoolean,
  readInteger,
  readList,
  readLocalized,
  readObject,
  readOneOf,
  readText,
  type JsonNode,
} from './read-json.js';

const DEFAULT_TEXT_LENGTH = 1000;
const MAX_TEXT_LENGTH = 10_000;
const NUMBERS = { min: -1_000_000_000, max: 1_000_000_000 };

/** What a question is read with: the questionnaire's lists, and where the question stands. */
export interface QuestionContext {
  readonly problems: ProblemList;
  readonly names: NameList;
  readonly conditions: ConditionList;
  readonly scales: Codebook['scales'];
  readonly page: number;
  /** Conditions of the page and the panels around it. */
  readonly outer: readonly string[];
}

type SingleType = 'radiogroup' | 'dropdown' | 'rating' | 'boolean';
type Asked = Pick<
  Item,
  'path' | 'title' | 'page' | 'required' | 'requiredIf' | 'conditions' | 'indicators' | 'question'
>;

const NO_OPTIONS = {
  options: [],
  scale: null,
  reverse: false,
  attention: null,
  row: null,
  stem: null,
} as const;
const NO_LIMITS = { min: null, max: null, maxLength: null, minSelected: null, maxSelected: null } as const;

/** What every question has; null where even its name or title is missing. */
function readAsked(node: JsonNode, context: QuestionContext): Asked | null {
  const { problems, names, conditions } = context;
  const question = names.read(node, 'name', problems);
  if (question !== null) names.inConditions.set(question, node.path);
  const title = readLocalized(node, 'title', problems, true);
  const visibleIf = conditions.read(node, 'visibleIf', problems);
  const requiredIf = conditions.read(node, 'requiredIf', problems);
  const required = readBoolean(node, 'isRequired', problems);
  const indicators = readIndicators(node, problems);
  if (question === null || title === null) return null;
  return {
    path: node.path,
    question,
    title,
    page: context.page,
    required,
    requiredIf,
    conditions: visibleIf === null ? context.outer : [...context.outer, visibleIf],
    indicators,
  };
}

function readIndicators(node: JsonNode, problems: ProblemList): string[] {
  const path = pointer(node.path, 'indicators');
  return readList(node, 'indicators', problems).flatMap((code, index) => {
    if (typeof code === 'string') return [code];
    problems.add(pointer(path, index), 'not-a-text');
    return [];
  });
}

function readScaleName(node: JsonNode, context: QuestionContext): Scale | null {
  const code = readText(node, 'scale', context.problems);
  if (code === null) return null;
  const scale = context.scales.get(code);
  if (!scale)
    context.problems.add(pointer(node.path, 'scale'), 'unknown-scale', { scale: code.slice(0, 40) });
  return scale ?? null;
}

function readReverse(node: JsonNode, scale: Scale | null, problems: ProblemList): boolean {
  const reverse = readBoolean(node, 'reverse', problems);
  if (reverse && !scale) problems.add(pointer(node.path, 'reverse'), 'reverse-needs-scale');
  return reverse && scale !== null;
}

/** `radiogroup`, `dropdown`, `rating` and `boolean`: one single-choice item. */
export function readSingle(type: SingleType, node: JsonNode, context: QuestionContext): Item[] {
  const { problems } = context;
  checkProperties(node, type, problems);
  const asked = readAsked(node, context);
  const scale = readScaleName(node, context);
  const reverse = readReverse(node, scale, problems);
  const written = readSingleOptions(type, node, problems);
  for (const option of written.filter(({ exclusive }) => exclusive)) {
    problems.add(option.path, 'exclusive-needs-multiple');
  }
  const stratum = readOneOf(node, 'stratum', ['stage', 'other'], problems);
  const staged = readStages(written, stratum, problems);
  const attention = readAttention(node, written, problems);
  const options = applyScale(staged, scale, node.path, problems);
  if (!asked) return [];
  return [
    {
      ...asked,
      ...NO_LIMITS,
      code: asked.question,
      kind: 'single',
      row: null,
      stem: null,
      options,
      scale,
      reverse,
      stratum,
      attention,
    },
  ];
}

function readSingleOptions(type: SingleType, node: JsonNode, problems: ProblemList): WrittenOption[] {
  if (type === 'rating') return readRating(node, problems);
  if (type === 'boolean') return readBooleanOptions(node, problems);
  return readOptions(node, 'choices', 'choice', problems);
}

/** For the item that gives the respondent's stage: each option's `stage`, or its value where that is one. */
function readStages(
  written: readonly WrittenOption[],
  stratum: Item['stratum'],
  problems: ProblemList,
): WrittenOption[] {
  return written.map((option) => {
    if (stratum !== 'stage') {
      if (option.stage) problems.add(pointer(option.path, 'stage'), 'stage-elsewhere');
      return option;
    }
    const stage = option.stage ?? STAGES.find((candidate) => candidate === option.value) ?? null;
    if (!stage) problems.add(option.path, 'stage-unknown', { values: STAGES.join(', ') });
    return { ...option, stage };
  });
}

function readAttention(
  node: JsonNode,
  written: readonly WrittenOption[],
  problems: ProblemList,
): OptionValue | null {
  const value = property(node, 'attention');
  if (value === undefined) return null;
  const option = written.find((candidate) => candidate.value === value);
  if (!option) problems.add(pointer(node.path, 'attention'), 'attention-not-offered');
  return option?.value ?? null;
}

/** `matrix`: one single-choice item per row. */
export function readMatrix(node: JsonNode, context: QuestionContext): Item[] {
  const { problems } = context;
  checkProperties(node, 'matrix', problems);
  const asked = readAsked(node, context);
  if (asked?.required) problems.add(pointer(node.path, 'isRequired'), 'matrix-required');
  const required = readBoolean(node, 'eachRowRequired', problems);
  const scale = readScaleName(node, context);
  const written = readOptions(node, 'columns', 'column', problems);
  const rows = readList(node, 'rows', problems);
  if (rows.length === 0) problems.add(pointer(node.path, 'rows'), 'rows-missing');
  const common = { scale, written, required };
  return rows.flatMap((entry, index) => {
    const row = readObject(entry, pointer(pointer(node.path, 'rows'), index), problems);
    const item = row && readRow(row, asked, common, context);
    return item ? [item] : [];
  });
}

function readRow(
  node: JsonNode,
  matrix: Asked | null,
  common: { scale: Scale | null; written: readonly WrittenOption[]; required: boolean },
  context: QuestionContext,
): Item | null {
  const { problems, names } = context;
  checkProperties(node, 'row', problems);
  const code = names.read(node, 'value', problems);
  const title = readLocalized(node, 'text', problems, true);
  const visibleIf = context.conditions.read(node, 'visibleIf', problems);
  const indicators = readIndicators(node, problems);
  const scale = readScaleName(node, context) ?? common.scale;
  const reverse = readReverse(node, scale, problems);
  const options = applyScale(common.written, scale, node.path, problems);
  if (code === null || title === null || !matrix) return null;
  names.inConditions.set(`${matrix.question}.${code}`, node.path);
  return {
    ...matrix,
    ...NO_LIMITS,
    code,
    kind: 'single',
    path: node.path,
    row: code,
    title,
    stem: matrix.title,
    required: common.required,
    conditions: visibleIf === null ? matrix.conditions : [...matrix.conditions, visibleIf],
    indicators: indicators.length > 0 ? indicators : matrix.indicators,
    options,
    scale,
    reverse,
    stratum: null,
    attention: null,
  };
}

/** `checkbox`: one multiple-choice item. */
export function readCheckbox(node: JsonNode, context: QuestionContext): Item[] {
  const { problems } = context;
  checkProperties(node, 'checkbox', problems);
  const asked = readAsked(node, context);
  const written = readOptions(node, 'choices', 'choice', problems, { min: 2, max: MAX_CHOICES });
  readStages(written, null, problems);
  const stratum = readOneOf(node, 'stratum', ['other'], problems);
  const bounds = { min: 0, max: MAX_CHOICES };
  // SurveyJS writes 0 for "no bound".
  const minSelected = readInteger(node, 'minSelectedChoices', bounds, 0, problems) || null;
  const maxSelected = readInteger(node, 'maxSelectedChoices', bounds, 0, problems) || null;
  const count = written.length || MAX_CHOICES;
  if ((minSelected ?? 0) > (maxSelected ?? count) || (maxSelected ?? 0) > count) {
    problems.add(node.path, 'choice-bounds');
  }
  if (!asked) return [];
  const options = applyScale(written, null, node.path, problems);
  return [
    {
      ...asked,
      ...NO_OPTIONS,
      ...NO_LIMITS,
      code: asked.question,
      kind: 'multiple',
      options,
      stratum,
      minSelected,
      maxSelected,
    },
  ];
}

/** `text` and `comment`: one open-text item, or a numeric one where `inputType` is "number". */
export function readTextual(type: 'text' | 'comment', node: JsonNode, context: QuestionContext): Item[] {
  const { problems } = context;
  checkProperties(node, type, problems);
  const asked = readAsked(node, context);
  const stratum = readOneOf(node, 'stratum', ['other'], problems);
  const inputType = readOneOf(node, 'inputType', ['text', 'number'], problems);
  const numeric = inputType === 'number';
  const range = numeric ? readRange(node, problems) : null;
  const lengths = { min: 1, max: MAX_TEXT_LENGTH };
  const maxLength = readInteger(node, 'maxLength', lengths, DEFAULT_TEXT_LENGTH, problems);
  if (!numeric) {
    for (const key of ['min', 'max', 'step'].filter((name) => property(node, name) !== undefined)) {
      problems.add(pointer(node.path, key), 'refused-property', { property: key });
    }
  }
  if (!asked) return [];
  const base = { ...asked, ...NO_OPTIONS, ...NO_LIMITS, code: asked.question, stratum };
  return [range ? { ...base, kind: 'numeric', ...range } : { ...base, kind: 'text', maxLength }];
}

function readRange(node: JsonNode, problems: ProblemList): { min: number; max: number } | null {
  readInteger(node, 'step', { min: 1, max: 1 }, 1, problems);
  const min = readInteger(node, 'min', NUMBERS, null, problems);
  const max = readInteger(node, 'max', NUMBERS, null, problems);
  if (min === null || max === null) {
    problems.add(node.path, 'range-missing');
    return null;
  }
  if (max > min && max - min <= MAX_NUMERIC_RANGE) return { min, max };
  problems.add(pointer(node.path, 'max'), 'range-bounds', { max: MAX_NUMERIC_RANGE });
  return null;
}
