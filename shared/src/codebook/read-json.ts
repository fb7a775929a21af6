import type { LocalizedText } from '../i18n/index.js';
import { pointer } from './json-pointer.js';
import type { ProblemList } from './problem-list.js';

/** An object of the questionnaire's JSON, and where it stands. */
export interface JsonNode {
  readonly path: string;
  readonly value: Readonly<Record<string, unknown>>;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of an own property; what an object inherits is never read. */
export function property(node: JsonNode, key: string): unknown {
  return Object.hasOwn(node.value, key) ? node.value[key] : undefined;
}

/** `value` as an object, or null and a problem. */
export function readObject(value: unknown, path: string, problems: ProblemList): JsonNode | null {
  if (isObject(value)) return { path, value };
  problems.add(path, 'not-an-object');
  return null;
}

/** The list at `key`; an absent one is empty. */
export function readList(node: JsonNode, key: string, problems: ProblemList): readonly unknown[] {
  const value = property(node, key);
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  problems.add(pointer(node.path, key), 'not-a-list');
  return [];
}

export function readBoolean(node: JsonNode, key: string, problems: ProblemList): boolean {
  const value = property(node, key) ?? false;
  if (typeof value === 'boolean') return value;
  problems.add(pointer(node.path, key), 'not-a-boolean');
  return false;
}

/** The whole number at `key` within `min` … `max`, `absent` where there is none. */
export function readInteger<Absent>(
  node: JsonNode,
  key: string,
  range: { readonly min: number; readonly max: number },
  absent: Absent,
  problems: ProblemList,
): number | Absent {
  const value = property(node, key);
  if (value === undefined) return absent;
  if (Number.isInteger(value) && Number(value) >= range.min && Number(value) <= range.max)
    return Number(value);
  problems.add(pointer(node.path, key), 'not-an-integer', range);
  return absent;
}

/** The text at `key`, or null: an expression, a code, a type. */
export function readText(node: JsonNode, key: string, problems: ProblemList): string | null {
  const value = property(node, key);
  if (value === undefined) return null;
  if (typeof value === 'string') return value;
  problems.add(pointer(node.path, key), 'not-a-text');
  return null;
}

/** The value at `key` where it is one of `values`, else null. */
export function readOneOf<Value extends string>(
  node: JsonNode,
  key: string,
  values: readonly Value[],
  problems: ProblemList,
): Value | null {
  const value = property(node, key);
  if (value === undefined) return null;
  const found = values.find((candidate) => candidate === value);
  if (found === undefined) problems.add(pointer(node.path, key), 'not-one-of', { values: values.join(', ') });
  return found ?? null;
}

/** Longest wording that a questionnaire can have at one place. */
const MAX_TEXT = 2000;
/**
 * SurveyJS puts an answer in its place: a question would not be the same for all, an option that names its own question
 * has no end, and `html` would take what was typed for tags.
 */
const PLACEHOLDER = /\{[^{}]*\}/;

/**
 * A SurveyJS text: a plain string, or an object by locale (`default`, `zh-cn`, `en`).
 *
 * @returns null where there is none, or none in Chinese; with `required` that is a problem
 */
export function readLocalized(
  node: JsonNode,
  key: string,
  problems: ProblemList,
  required = false,
): LocalizedText | null {
  const path = pointer(node.path, key);
  const value = property(node, key);
  const texts = typeof value === 'string' ? { path, value: { default: value } } : value;
  if (texts === undefined) {
    if (required) problems.add(path, 'no-text');
    return null;
  }
  const byLocale = typeof value === 'string' ? (texts as JsonNode) : readObject(texts, path, problems);
  if (!byLocale) return null;
  for (const [locale, text] of Object.entries(byLocale.value)) {
    const place = typeof value === 'string' ? path : pointer(path, locale);
    if (typeof text !== 'string') problems.add(place, 'not-a-text');
    else if (text.length > MAX_TEXT) problems.add(place, 'text-too-long', { max: MAX_TEXT });
    else if (PLACEHOLDER.test(text)) problems.add(place, 'text-placeholder');
  }
  const localized = localizedText(byLocale);
  if (!localized && required) problems.add(path, 'no-text');
  return localized;
}

function localizedText(byLocale: JsonNode): LocalizedText | null {
  const text = (locale: string): string | undefined => {
    const found = property(byLocale, locale);
    return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
  };
  const chinese = text('zh-cn') ?? text('zh');
  const zh = chinese ?? text('default');
  if (zh === undefined) return null;
  // With a Chinese text beside it, SurveyJS's `default` is the English one.
  const en = text('en') ?? (chinese === undefined ? undefined : text('default'));
  return en === undefined ? { zh } : { zh, en };
}
