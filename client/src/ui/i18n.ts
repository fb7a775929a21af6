import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import './i18next-types';
import { localize, type Locale, type LocalizedText } from '@duwen/shared/i18n';

const STORAGE_KEY = 'duwen.locale';
const LANG: Readonly<Record<Locale, string>> = { zh: 'zh-CN', en: 'en' };

type Catalogue = Readonly<Record<string, LocalizedText>>;

/**
 * Starts i18next with the catalogues of this entry only, so that a phone never loads the inspector's texts.
 *
 * @param catalogues by namespace: `{ respond: respondTexts, errors }`; the first is the default namespace
 */
export function startI18n(catalogues: Readonly<Record<string, Catalogue>>): void {
  const resources = (locale: Locale) =>
    Object.fromEntries(
      Object.entries(catalogues).map(([namespace, catalogue]) => [namespace, textsIn(catalogue, locale)]),
    );
  const locale = storedLocale();
  document.documentElement.lang = LANG[locale];
  void i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: 'zh',
    ns: Object.keys(catalogues),
    defaultNS: Object.keys(catalogues)[0] ?? 'translation',
    resources: { zh: resources('zh'), en: resources('en') },
    keySeparator: false,
    nsSeparator: ':',
    interpolation: { escapeValue: false },
    initAsync: false,
  });
}

/** Changes the language of the page, keeps the choice on this device, and tells assistive technology. */
export function setLocale(locale: Locale): void {
  document.documentElement.lang = LANG[locale];
  try {
    localStorage.setItem(STORAGE_KEY, locale);
  } catch {
    // Storage may be forbidden (private mode): the choice then lasts as long as the page.
  }
  void i18next.changeLanguage(locale);
}

/** The page's language, and a reader for texts that come from data (a campaign's name, a unit's). */
export function useLocale(): { locale: Locale; say: (text: LocalizedText) => string } {
  const { i18n } = useTranslation();
  const locale: Locale = i18n.language === 'en' ? 'en' : 'zh';
  return { locale, say: (text) => localize(text, locale) };
}

/** Chinese, the source language, unless this device chose otherwise. */
function storedLocale(): Locale {
  try {
    const stored = localStorage.getItem(STORAGE_KEY);
    if (stored === 'zh' || stored === 'en') return stored;
  } catch {
    // As above.
  }
  return 'zh';
}

function textsIn(catalogue: Catalogue, locale: Locale): Record<string, string> {
  return Object.fromEntries(Object.entries(catalogue).map(([key, text]) => [key, localize(text, locale)]));
}
