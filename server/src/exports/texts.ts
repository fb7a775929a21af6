import {
  fill,
  localize,
  workbookTexts,
  type Locale,
  type LocalizedText,
  type WorkbookText,
} from '@duwen/shared/i18n';

/** The workbook's texts in one language. */
export interface Texts {
  readonly locale: Locale;
  text(key: WorkbookText, values?: Readonly<Record<string, string | number>>): string;
  /** A text of the campaign's own. */
  say(text: LocalizedText): string;
}

export const textsIn = (locale: Locale): Texts => ({
  locale,
  text: (key, values) => fill(workbookTexts[key], locale, values),
  say: (text) => localize(text, locale),
});
