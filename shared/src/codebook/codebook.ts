import type { LocalizedText } from '../i18n/index.js';

/** School stages of the roster. A nine-year school has two. */
export const STAGES = ['kindergarten', 'primary', 'junior', 'senior', 'vocational', 'special'] as const;
export type Stage = (typeof STAGES)[number];

/** How an item is answered, and so how it is coded. */
export type ItemKind = 'single' | 'multiple' | 'numeric' | 'text';

/** Most choices that a multiple-choice item can have: coding keeps them as bits of two bytes, one of which says "asked". */
export const MAX_CHOICES = 14;
/** Widest range of a numeric item: what two bytes hold beside coding's first two codes. */
export const MAX_NUMERIC_RANGE = 65_533;

/** A value that SurveyJS stores for a chosen option. */
export type OptionValue = string | number | boolean;

/** One answer that an item offers. */
export interface Option {
  readonly value: OptionValue;
  readonly label: LocalizedText;
  /** The number that enters a mean; null where the option has none (nominal options, missing codes). */
  readonly score: number | null;
  /** "Don't know" and the like: an answer, shown with its own share, outside means and percentages. */
  readonly missing: boolean;
  /** Whether the item's scale counts this option as satisfied. */
  readonly favourable: boolean;
  /** A choice that excludes every other of a multiple-choice item. */
  readonly exclusive: boolean;
  /** For an item that gives the respondent's stage: the stage this option stands for. */
  readonly stage: Stage | null;
}

/** A response scale, stated once per questionnaire and named by its items. */
export interface Scale {
  readonly code: string;
  readonly label: LocalizedText;
  readonly type: 'ordinal' | 'nominal' | 'nps';
  /** The option values that count as satisfied; a property of the scale, never of code. */
  readonly favourable: readonly number[];
  /** The option values that mean "don't know". */
  readonly missing: readonly number[];
}

/** One column of the data: a question, or a row of a matrix question. */
export interface Item {
  readonly code: string;
  readonly kind: ItemKind;
  /** JSON pointer into the questionnaire. */
  readonly path: string;
  /** Where the answer stands in an answer object: the question, and the row for a matrix. */
  readonly question: string;
  readonly row: string | null;
  readonly title: LocalizedText;
  /** The matrix question's own title, for a row. */
  readonly stem: LocalizedText | null;
  readonly page: number;
  readonly required: boolean;
  readonly requiredIf: string | null;
  /** SurveyJS expressions of the page, panels, question and row; the item is asked when all hold. */
  readonly conditions: readonly string[];
  readonly options: readonly Option[];
  readonly scale: Scale | null;
  /** Worded against the scale: analyses of scales turn it round. */
  readonly reverse: boolean;
  readonly indicators: readonly string[];
  readonly stratum: 'stage' | 'other' | null;
  /** The option value an attentive respondent chooses. */
  readonly attention: OptionValue | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly maxLength: number | null;
  readonly minSelected: number | null;
  readonly maxSelected: number | null;
}

/** All that is needed to check and code the answers to one published questionnaire version. */
export interface Codebook {
  readonly title: LocalizedText;
  readonly items: readonly Item[];
  readonly byCode: ReadonlyMap<string, Item>;
  /** The questions by their name: the rows of a matrix, or the one item of any other question. */
  readonly byQuestion: ReadonlyMap<string, readonly Item[]>;
  readonly scales: ReadonlyMap<string, Scale>;
  readonly pageCount: number;
}

/** What is wrong in a questionnaire, and where: `path` is a JSON pointer. */
export interface QuestionnaireProblem {
  readonly path: string;
  readonly message: LocalizedText;
}
