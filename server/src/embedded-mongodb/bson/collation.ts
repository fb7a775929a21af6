import { badValue, notImplemented, StoreError } from '../errors.js';
import { isNumeric, isObject, isTrue, toNumber, typeName, type Document } from './values.js';

/** How strings compare by a language's rules. Everything else compares as always. */
export interface Collation {
  /** As its user wrote it. */
  spec: Document;
  compare: (a: string, b: string) => number;
}

const knownOptions = new Set([
  'locale',
  'strength',
  'caseLevel',
  'caseFirst',
  'numericOrdering',
  'alternate',
  'maxVariable',
  'normalization',
  'backwards',
  'version',
]);

/**
 * Reads a collation; null for the simple one, which compares by bytes. Throws MongoDB's errors for what is wrong, and
 * NotImplemented for the few combinations that `Intl.Collator` cannot express.
 */
export function parseCollation(spec: unknown): Collation | null {
  if (spec === undefined || spec === null) return null;
  if (!isObject(spec)) {
    throw new StoreError(
      14,
      `BSON field 'collation' is the wrong type '${typeName(spec)}', expected type 'object'`,
    );
  }
  if (Object.keys(spec).length === 0) return null;
  for (const option of Object.keys(spec)) {
    if (!knownOptions.has(option))
      throw new StoreError(40415, `BSON field 'collation.${option}' is an unknown field.`);
  }
  const locale = spec['locale'];
  if (locale === undefined)
    throw new StoreError(40414, "BSON field 'collation.locale' is missing but a required field");
  if (typeof locale !== 'string')
    throw new StoreError(14, "BSON field 'collation.locale' is the wrong type, expected type 'string'");
  if (locale === 'simple') return null;
  const collator = new Intl.Collator(languageTag(locale), collatorOptions(spec));
  const identical = numberOption(spec, 'strength') === 5;
  const compare = identical
    ? (a: string, b: string) =>
        collator.compare(a, b) || compareCodePoints(a.normalize('NFD'), b.normalize('NFD'))
    : (a: string, b: string) => collator.compare(a, b);
  return { spec, compare };
}

/** A collation with all its options, as MongoDB keeps and lists it. */
export const wholeCollation = (spec: Document): Document => ({
  locale: spec['locale'],
  caseLevel: false,
  caseFirst: 'off',
  strength: 3,
  numericOrdering: false,
  alternate: 'non-ignorable',
  maxVariable: 'punct',
  normalization: false,
  backwards: false,
  version: '57.1',
  ...spec,
});

/** ICU's `zh@collation=pinyin` and `en_US` as a BCP 47 tag. */
function languageTag(locale: string): string {
  const [language = '', keywords = ''] = locale.split('@');
  const kind = /^collation=(\w+)$/.exec(keywords)?.[1];
  const shortKinds: Record<string, string> = {
    phonebook: 'phonebk',
    traditional: 'trad',
    standard: 'standard',
  };
  const tag = language.replaceAll('_', '-') + (kind ? `-u-co-${shortKinds[kind] ?? kind}` : '');
  try {
    if (Intl.Collator.supportedLocalesOf(tag).length > 0) return tag;
  } catch {
    // Not a tag at all: the same answer.
  }
  throw badValue(`Field 'locale' is invalid in: { locale: "${locale}" }`);
}

const numberOption = (spec: Document, option: string) =>
  isNumeric(spec[option]) ? toNumber(spec[option]) : undefined;

function collatorOptions(spec: Document): Intl.CollatorOptions & { caseFirst?: 'upper' | 'lower' | 'false' } {
  const strength = numberOption(spec, 'strength') ?? 3;
  if (![1, 2, 3, 4, 5].includes(strength))
    throw badValue(`Field 'strength' must be an integer 1 through 5. Got: ${strength}`);
  const caseLevel = isTrue(spec['caseLevel']);
  const shifted = oneOf(spec, 'alternate', ['non-ignorable', 'shifted']) === 'shifted';
  const caseFirst = oneOf(spec, 'caseFirst', ['off', 'upper', 'lower']);
  const maxVariable = oneOf(spec, 'maxVariable', ['punct', 'space']);
  if (isTrue(spec['backwards'])) throw notImplemented("A collation's 'backwards' is not served");
  if (caseLevel && strength === 2)
    throw notImplemented("A collation's 'caseLevel' is not served with strength 2");
  if (shifted && (strength > 3 || maxVariable === 'space'))
    throw notImplemented(
      "A collation's 'alternate' is only served with strength 1 to 3 and maxVariable 'punct'",
    );
  return {
    sensitivity: strength === 1 ? (caseLevel ? 'case' : 'base') : strength === 2 ? 'accent' : 'variant',
    numeric: isTrue(spec['numericOrdering']),
    ignorePunctuation: shifted,
    ...(caseFirst === 'upper' || caseFirst === 'lower' ? { caseFirst } : {}),
  };
}

function oneOf(spec: Document, option: string, values: readonly string[]): string | undefined {
  const value = spec[option];
  if (value === undefined) return undefined;
  if (typeof value === 'string' && values.includes(value)) return value;
  throw badValue(
    `Enumeration value '${String(value)}' for field 'collation.${option}' is not a valid value.`,
  );
}

function compareCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/**
 * Finds for each text the first one met that the collation holds equal to it, so that equal texts can be keys of a
 * table. The texts met are kept in order: a look-up is a binary search.
 */
export class TextClasses {
  readonly #collation: Collation;
  readonly #sorted: string[] = [];
  readonly #known = new Map<string, string>();

  constructor(collation: Collation) {
    this.#collation = collation;
  }

  representative(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#collation.compare(this.#sorted[middle]!, text) < 0) low = middle + 1;
      else high = middle;
    }
    const met = this.#sorted[low];
    const found = met !== undefined && this.#collation.compare(met, text) === 0 ? met : text;
    if (found === text) this.#sorted.splice(low, 0, text);
    this.#known.set(text, found);
    return found;
  }

  /** The same value with each text replaced by its representative. */
  represent(value: unknown): unknown {
    if (typeof value === 'string') return this.representative(value);
    if (Array.isArray(value)) return value.map((element) => this.represent(element));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.represent(inner)]));
  }
}

/** True if a value is or holds a text, which a collation may compare otherwise than by bytes. */
export function holdsText(value: unknown): boolean {
  if (typeof value === 'string') return true;
  if (Array.isArray(value)) return value.some(holdsText);
  if ((value as { _bsontype?: unknown } | null)?._bsontype === 'BSONSymbol') return true;
  return isObject(value) && Object.values(value).some(holdsText);
}
