import type { LocalizedText } from '../i18n/index.js';
import { STAGES, type Option, type OptionValue, type Scale, type Stage } from './codebook.js';
import { pointer } from './json-pointer.js';
import type { ProblemList } from './problem-list.js';
import { checkProperties, type Place } from './properties.js';
import {
  property,
  readBoolean,
  readInteger,
  readList,
  readLocalized,
  readObject,
  readOneOf,
  type JsonNode,
} from './read-json.js';

/** Most options of a single-choice item: with coding's first two codes they fit a byte. */
const MAX_OPTIONS = 250;
/** Longest text that an option may have as its value. */
const MAX_VALUE = 100;
const RATE_RANGE = { min: -1000, max: 1000 };

/** An option as it is written, before a scale gives it its meaning. */
export interface WrittenOption {
  readonly path: string;
  readonly value: OptionValue;
  readonly label: LocalizedText;
  readonly exclusive: boolean;
  readonly stage: Stage | null;
}

/** The options in the list at `key`: choices, columns of a matrix, values of a rating. */
export function readOptions(
  node: JsonNode,
  key: string,
  place: Extract<Place, 'choice' | 'column'>,
  problems: ProblemList,
  limits: { readonly min: number; readonly max: number } = { min: 2, max: MAX_OPTIONS },
): WrittenOption[] {
  const path = pointer(node.path, key);
  const written = readList(node, key, problems);
  if (written.length < limits.min || written.length > limits.max) {
    problems.add(path, 'option-count', limits);
    if (written.length > limits.max) return [];
  }
  const taken = new Set<string>();
  return written.flatMap((entry, index) => {
    const option = readOption(entry, pointer(path, index), place, problems);
    if (!option) return [];
    // SurveyJS compares 1 and "1" as equal.
    if (taken.has(String(option.value))) {
      problems.add(option.path, 'option-taken', { value: String(option.value) });
      return [];
    }
    taken.add(String(option.value));
    return [option];
  });
}

function readOption(
  entry: unknown,
  path: string,
  place: Extract<Place, 'choice' | 'column'>,
  problems: ProblemList,
): WrittenOption | null {
  if (isOptionValue(entry)) {
    return { path, value: entry, label: { zh: String(entry) }, exclusive: false, stage: null };
  }
  if (typeof entry !== 'object' || entry === null) {
    problems.add(path, 'option-value');
    return null;
  }
  const node = readObject(entry, path, problems);
  if (!node) return null;
  checkProperties(node, place, problems);
  const value = property(node, 'value');
  const label = readLocalized(node, 'text', problems);
  const exclusive = readBoolean(node, 'exclusive', problems) || readBoolean(node, 'isExclusive', problems);
  const stage = readOneOf(node, 'stage', STAGES, problems);
  if (!isOptionValue(value)) {
    problems.add(pointer(path, 'value'), 'option-value');
    return null;
  }
  return { path, value, label: label ?? { zh: String(value) }, exclusive, stage };
}

/** A text with "|" is refused: SurveyJS would split it into value and label. */
const isOptionValue = (value: unknown): value is string | number =>
  typeof value === 'number'
    ? Number.isFinite(value)
    : typeof value === 'string' && value.trim() !== '' && value.length <= MAX_VALUE && !value.includes('|');

/** The options of a rating: `rateValues`, or the whole numbers from `rateMin` to `rateMax`, the ends with their description. */
export function readRating(node: JsonNode, problems: ProblemList): WrittenOption[] {
  readInteger(node, 'rateStep', { min: 1, max: 1 }, 1, problems);
  const ends = [
    readLocalized(node, 'minRateDescription', problems),
    readLocalized(node, 'maxRateDescription', problems),
  ];
  const listed = readList(node, 'rateValues', problems);
  if (listed.length > 0) return readOptions(node, 'rateValues', 'column', problems);
  const min = readInteger(node, 'rateMin', RATE_RANGE, 1, problems);
  const max = readInteger(node, 'rateMax', RATE_RANGE, 5, problems);
  const count = max - min + 1;
  if (count < 2 || count > MAX_OPTIONS) {
    problems.add(pointer(node.path, 'rateMax'), 'option-count', { min: 2, max: MAX_OPTIONS });
    return [];
  }
  return Array.from({ length: count }, (_, index) => {
    const value = min + index;
    const end = index === 0 ? ends[0] : index === count - 1 ? ends[1] : null;
    return { path: node.path, value, label: rateLabel(value, end ?? null), exclusive: false, stage: null };
  });
}

function rateLabel(value: number, description: LocalizedText | null): LocalizedText {
  if (!description) return { zh: String(value) };
  const zh = `${value}（${description.zh}）`;
  return description.en === undefined ? { zh } : { zh, en: `${value} (${description.en})` };
}

/** The two options of a boolean question: yes, then no. */
export function readBooleanOptions(node: JsonNode, problems: ProblemList): WrittenOption[] {
  const read = (key: string, label: string, value: boolean, text: LocalizedText): WrittenOption => {
    const written = property(node, key) ?? value;
    const valid = typeof written === 'boolean' || isOptionValue(written);
    if (!valid) problems.add(pointer(node.path, key), 'option-value');
    return {
      path: pointer(node.path, key),
      value: valid ? written : value,
      label: readLocalized(node, label, problems) ?? text,
      exclusive: false,
      stage: null,
    };
  };
  const yes = read('valueTrue', 'labelTrue', true, { zh: '是', en: 'Yes' });
  const no = read('valueFalse', 'labelFalse', false, { zh: '否', en: 'No' });
  if (String(yes.value) === String(no.value)) {
    problems.add(no.path, 'option-taken', { value: String(no.value) });
  }
  return [yes, no];
}

/** The options with what `scale` makes of them; `path` is told where they don't fit it. */
export function applyScale(
  written: readonly WrittenOption[],
  scale: Scale | null,
  path: string,
  problems: ProblemList,
): Option[] {
  if (scale && written.length > 0) checkAgainstScale(written, scale, path, problems);
  return written.map(({ value, label, exclusive, stage }) => {
    const number = typeof value === 'number' ? value : null;
    const missing = scale !== null && number !== null && scale.missing.includes(number);
    return {
      value,
      label,
      score: scale && scale.type !== 'nominal' && !missing ? number : null,
      missing,
      favourable: scale !== null && number !== null && scale.favourable.includes(number),
      exclusive,
      stage,
    };
  });
}

function checkAgainstScale(
  written: readonly WrittenOption[],
  scale: Scale,
  path: string,
  problems: ProblemList,
): void {
  const values = written.map(({ value }) => value);
  for (const value of scale.favourable) {
    if (!values.includes(value)) problems.add(path, 'favourable-not-offered', { scale: scale.code, value });
  }
  if (scale.type === 'nominal') return;
  if (!values.every(Number.isInteger)) {
    problems.add(path, 'scale-not-numeric', { scale: scale.code });
    return;
  }
  const valid = values.map(Number).filter((value) => !scale.missing.includes(value));
  const complete = valid.length === 11 && valid.every((value) => value >= 0 && value <= 10);
  if (scale.type === 'nps' && !complete) problems.add(path, 'nps-options');
}
