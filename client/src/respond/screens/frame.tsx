import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { setLocale, useLocale } from '../../ui/i18n';

const TEXT_SIZE_KEY = 'duwen.text';

/** The page around every screen: whose questionnaire it is, language and text size, and what must always be seen. */
export function Frame({
  title,
  preview,
  children,
}: {
  title?: string;
  preview?: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation('respond');
  return (
    <>
      {preview && (
        <p className="banner" role="status">
          {t('previewBanner')}
        </p>
      )}
      <header className="masthead">
        <p className="masthead-title">{title}</p>
        <div className="masthead-switches">
          <TextSizeSwitch />
          <LanguageSwitch />
        </div>
      </header>
      <main className="column">{children}</main>
    </>
  );
}

function LanguageSwitch() {
  const { t } = useTranslation('respond');
  const { locale } = useLocale();
  const other = locale === 'zh' ? 'en' : 'zh';
  return (
    <button
      type="button"
      className="switch"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      aria-label={t('switchLanguageLabel')}
      onClick={() => setLocale(other)}
    >
      {t('switchLanguage')}
    </button>
  );
}

function TextSizeSwitch() {
  const { t } = useTranslation('respond');
  const [large, setLarge] = useState(() => document.documentElement.dataset['text'] === 'large');
  const toggle = (): void => {
    const size = large ? 'normal' : 'large';
    document.documentElement.dataset['text'] = size;
    try {
      localStorage.setItem(TEXT_SIZE_KEY, size);
    } catch {
      // Storage may be forbidden: the choice then lasts as long as the page.
    }
    setLarge(!large);
  };
  return (
    <button type="button" className="switch" aria-pressed={large} onClick={toggle}>
      {t('largerText')}
    </button>
  );
}

/** Sets the text size that this device chose before. */
export function restoreTextSize(): void {
  try {
    document.documentElement.dataset['text'] = localStorage.getItem(TEXT_SIZE_KEY) ?? 'normal';
  } catch {
    document.documentElement.dataset['text'] = 'normal';
  }
}

/**
 * The heading of a screen. It takes the focus when the screen appears, so that a screen reader says where one is, and
 * the window scrolls to the top. Give it a `key` where one screen follows another of the same kind.
 */
export function Heading({ children, plainTitle }: { children: ReactNode; plainTitle: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  useEffect(() => {
    document.title = plainTitle;
  }, [plainTitle]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}

/** A titled part of a screen. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

/** The outline of a screen that is still loading. */
export function Skeleton() {
  const { t } = useTranslation('respond');
  return (
    <div className="skeleton" role="status" aria-busy="true">
      <span className="visually-hidden">{t('loading')}</span>
      <div className="skeleton-line skeleton-heading" />
      <div className="skeleton-line" />
      <div className="skeleton-line" />
      <div className="skeleton-line skeleton-short" />
      <div className="skeleton-block" />
    </div>
  );
}
