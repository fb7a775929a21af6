import { fill, localize, type LocalizedText } from '../i18n/index.js';

/** A sentence or a part of one, always in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** A catalogue text with its places filled; a place takes each language's words of a text. */
export function say(
  text: LocalizedText,
  values: Readonly<Record<string, LocalizedText | string>> = {},
): Words {
  const inLocale = (locale: 'zh' | 'en'): string =>
    fill(
      text,
      locale,
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          typeof value === 'string' ? value : localize(value, locale),
        ]),
      ),
    );
  return { zh: inLocale('zh'), en: inLocale('en') };
}

const SEPARATORS = {
  /** Names: 教师、家长和学生; teachers, parents and students. */
  and: { zh: ['、', '和'], en: [', ', ' and '] },
  /** Labels on their own: 非常满意、比较满意. */
  comma: { zh: ['、', '、'], en: [', ', ', '] },
  or: { zh: ['、', '或'], en: [', ', ' or '] },
  /** Clauses of one sentence. */
  clause: { zh: ['，', '，'], en: [', ', ' and '] },
  /** Clauses of a list after a colon in English. */
  position: { zh: ['，', '，'], en: ['; ', '; '] },
  semicolon: { zh: ['；', '；'], en: ['; ', '; '] },
  /** Whole sentences. */
  sentence: { zh: ['', ''], en: [' ', ' '] },
  /** Parts that bring their own punctuation. */
  none: { zh: ['', ''], en: ['', ''] },
} as const;

/** Joins words as a list: the last separator may differ. */
export function join(parts: readonly LocalizedText[], by: keyof typeof SEPARATORS): Words {
  const inLocale = (locale: 'zh' | 'en'): string => {
    const [between, beforeLast] = SEPARATORS[by][locale];
    return parts
      .map((part) => localize(part, locale))
      .reduce((text, part, index) => text + (index === parts.length - 1 ? beforeLast : between) + part, '')
      .slice((parts.length === 1 ? beforeLast : between).length);
  };
  return { zh: inLocale('zh'), en: inLocale('en') };
}

/** A name in the midst of an English sentence: "Teachers" becomes "teachers", "CPPCC members" stays. */
export function name({ zh, en }: LocalizedText): Words {
  const english = en ?? zh;
  return {
    zh,
    en: /^[A-Z][a-z]/.test(english) ? english.charAt(0).toLowerCase() + english.slice(1) : english,
  };
}

/** English sentences begin with a capital. */
export const sentence = ({ zh, en }: Words): Words => ({ zh, en: en.charAt(0).toUpperCase() + en.slice(1) });

/** Ends clauses as a sentence of their own. */
export const withStop = ({ zh, en }: Words): Words => ({ zh: `${zh}。`, en: `${en}.` });

/** Hints to the respondent at a title's end: how many may be chosen, or what a question takes in. */
const HINT =
  /(?:\s*[（(][^（()）]*(?:选|choose|choice|select|tick|up to)[^（()）]*[)）]|(?<=[？?])\s*[（(][^（()）]*[)）])$/iu;

/**
 * A title to stand in quotation marks as the name of an item: without a hint, a stop or a question mark at its end, and
 * without quotation marks of its own level.
 */
export function quoted({ zh, en }: LocalizedText): Words {
  const bare = (text: string): string =>
    text
      .trim()
      .replace(HINT, '')
      .replace(/(?:[。.．]|是?[？?])$/u, '')
      .replace(/“/g, '‘')
      .replace(/”/g, '’');
  return { zh: bare(zh), en: bare(en ?? zh) };
}

/** 0.7834 → 78.3% */
export const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

/** 0.85 → 85% */
export const wholePercent = (share: number): string => `${Number((share * 100).toFixed(1))}%`;

/** A difference of shares in percentage points, without its sign. */
export const points = (difference: number): string => (Math.abs(difference) * 100).toFixed(1);

/** The same with its sign: 0.151 → 15.1, −0.021 → −2.1. */
export const signedPoints = (difference: number): string =>
  `${difference < 0 && points(difference) !== '0.0' ? '−' : ''}${points(difference)}`;

/** An interval whose ends may have signs, so that a dash between them could be taken for a minus. */
export const signedInterval = (lower: string, upper: string): Words => ({
  zh: `${lower} 至 ${upper}`,
  en: `${lower} to ${upper}`,
});

export const interval = ({ lower, upper }: { readonly lower: number; readonly upper: number }): string =>
  `${percent(lower)}–${percent(upper)}`;

/** 14012 → 14,012 */
export const count = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

/** With its relation: "= 0.032", "< 0.001". */
export const pValue = (p: number): string => (p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`);

/** +35.2, −4.0 */
export const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`;
