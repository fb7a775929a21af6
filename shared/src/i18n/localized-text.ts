/** The interface languages. Chinese is the source language: every text has it. */
export type Locale = 'zh' | 'en';

/** A text in Chinese, with English where a translation exists. */
export interface LocalizedText {
  readonly zh: string;
  readonly en?: string;
}

/** The text in `locale`, falling back to Chinese. */
export function localize(text: LocalizedText, locale: Locale): string {
  return (locale === 'en' ? text.en : undefined) ?? text.zh;
}

/**
 * Fills `{{name}}` places of a catalogue text, as i18next does on the client.
 * A place without a value keeps its braces, so that a mistake is seen rather than hidden.
 */
export function fill(
  text: LocalizedText,
  locale: Locale,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return localize(text, locale).replace(/\{\{(\w+)\}\}/g, (place, name: string) =>
    name in values ? String(values[name]) : place,
  );
}
