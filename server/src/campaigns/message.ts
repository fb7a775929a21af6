import { campaignTexts, fill, type LocalizedText } from '@duwen/shared/i18n';

/** A text of the set-up's catalogue with its places filled, in both languages. */
export function message(
  code: keyof typeof campaignTexts,
  values: Readonly<Record<string, string | number | LocalizedText>> = {},
): LocalizedText {
  const text = campaignTexts[code];
  const inLanguage = (locale: 'zh' | 'en'): Record<string, string | number> =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'object' ? fill(value, locale) : value,
      ]),
    );
  return { zh: fill(text, 'zh', inLanguage('zh')), en: fill(text, 'en', inLanguage('en')) };
}
