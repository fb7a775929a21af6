import type { Scale } from './codebook.js';
import { pointer } from './json-pointer.js';
import type { ProblemList } from './problem-list.js';
import { checkProperties } from './properties.js';
import { property, readList, readLocalized, readObject, readOneOf, type JsonNode } from './read-json.js';

const TYPES = ['ordinal', 'nominal', 'nps'] as const;
const CODE = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;

/** The response scales that a questionnaire states, by code. */
export function readScales(survey: JsonNode, problems: ProblemList): Map<string, Scale> {
  const scales = new Map<string, Scale>();
  const value = property(survey, 'scales');
  if (value === undefined) return scales;
  const node = readObject(value, pointer(survey.path, 'scales'), problems);
  for (const code of Object.keys(node?.value ?? {})) {
    const scale = node && readScale(node, code, problems);
    if (scale) scales.set(code, scale);
  }
  return scales;
}

function readScale(scales: JsonNode, code: string, problems: ProblemList): Scale | null {
  const path = pointer(scales.path, code);
  if (!CODE.test(code)) problems.add(path, 'bad-name');
  const node = readObject(property(scales, code), path, problems);
  if (!node) return null;
  checkProperties(node, 'scale', problems);
  const label = readLocalized(node, 'label', problems, true);
  const type = readOneOf(node, 'type', TYPES, problems);
  if (property(node, 'type') === undefined) {
    problems.add(pointer(path, 'type'), 'not-one-of', { values: TYPES.join(', ') });
  }
  const favourable = readValues(node, 'favourable', problems);
  const missing = readValues(node, 'missing', problems);
  for (const common of favourable.filter((option) => missing.includes(option))) {
    problems.add(pointer(path, 'favourable'), 'favourable-and-missing', { value: common });
  }
  return label && type && { code, label, type, favourable, missing };
}

function readValues(scale: JsonNode, key: string, problems: ProblemList): number[] {
  const values: number[] = [];
  readList(scale, key, problems).forEach((value, index) => {
    if (Number.isInteger(value) && !values.includes(Number(value))) values.push(Number(value));
    else {
      const range = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };
      problems.add(pointer(pointer(scale.path, key), index), 'not-an-integer', range);
    }
  });
  return values;
}
