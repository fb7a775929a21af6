import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkInfo } from '@duwen/shared/api';
import { ApiProblem } from '../../ui/api-client';
import { useLocale } from '../../ui/i18n';
import { codeFromInput } from '../address';
import { momentText } from '../moment';
import { Heading } from './frame';

/** One plain page for one state: what is the matter, and what to do. */
function Notice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="notice">
      <Heading plainTitle={title}>{title}</Heading>
      {children}
    </div>
  );
}

/** A code that leads nowhere, or none at all: it can be typed again. */
export function CodeNotice({ code }: { code: string | null }) {
  const { t } = useTranslation('respond');
  const [input, setInput] = useState(code ?? '');
  const [missing, setMissing] = useState(false);
  const id = useId();
  const open = (event: FormEvent): void => {
    event.preventDefault();
    const typed = codeFromInput(input);
    if (typed) location.assign(`/r/${typed}`);
    else {
      setMissing(true);
      document.getElementById(id)?.focus();
    }
  };
  return (
    <Notice title={code === null ? t('codeTitle') : t('unknownTitle')}>
      {code !== null && <p>{t('unknownText')}</p>}
      <form onSubmit={open} noValidate>
        <label className="field-label" htmlFor={id}>
          {t('codeLabel')}
        </label>
        <p className="hint" id={`${id}-hint`}>
          {t('codeText')}
        </p>
        {missing && (
          <p className="field-error" id={`${id}-error`} role="alert">
            {t('codeMissing')}
          </p>
        )}
        <input
          id={id}
          className="field field-code"
          value={input}
          onChange={(event) => {
            setInput(event.target.value);
            setMissing(false);
          }}
          aria-describedby={missing ? `${id}-error ${id}-hint` : `${id}-hint`}
          aria-invalid={missing}
          autoCapitalize="off"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
        />
        <button type="submit" className="button">
          {t('codeOpen')}
        </button>
      </form>
    </Notice>
  );
}

export function NotOpenNotice({ link }: { link: LinkInfo }) {
  const { t } = useTranslation('respond');
  const { locale, say } = useLocale();
  const [future] = useState(() => Date.parse(link.campaign.opensAt) > Date.now());
  return (
    <Notice title={t('notOpenTitle')}>
      <p className="subject">{say(link.campaign.name)}</p>
      <p>
        {future ? t('notOpenText', { time: momentText(link.campaign.opensAt, locale) }) : t('notOpenUnknown')}
      </p>
    </Notice>
  );
}

/** @param during the link closed while someone was answering */
export function ClosedNotice({ link, during }: { link: LinkInfo; during: boolean }) {
  const { t } = useTranslation('respond');
  const { locale, say } = useLocale();
  const [past] = useState(() => Date.parse(link.campaign.closesAt) <= Date.now());
  const usual = past
    ? t('closedText', { time: momentText(link.campaign.closesAt, locale) })
    : t('closedEarlyText');
  return (
    <Notice title={t('closedTitle')}>
      <p className="subject">{say(link.campaign.name)}</p>
      <p>{during ? t('closedDuringText', { organiser: say(link.campaign.organiser) }) : usual}</p>
    </Notice>
  );
}

/** Why something could not be loaded, and a way to try again. */
export function FailureNotice({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation(['respond', 'errors']);
  const answered = error instanceof ApiProblem;
  return (
    <Notice title={answered ? t('respond:serverErrorTitle') : t('respond:offlineTitle')}>
      {answered && error.status < 500 && <p>{t(`errors:${error.code}`)}</p>}
      <p>{answered ? t('respond:serverErrorText') : t('respond:offlineText')}</p>
      <button type="button" className="button" onClick={onRetry}>
        {t('respond:retry')}
      </button>
    </Notice>
  );
}

export function SignInNotice() {
  const { t } = useTranslation('respond');
  return (
    <Notice title={t('signInTitle')}>
      <p>{t('signInText')}</p>
      <a className="button" href="/">
        {t('signInLink')}
      </a>
    </Notice>
  );
}

export function NothingToPreviewNotice() {
  const { t } = useTranslation('respond');
  return (
    <Notice title={t('draftMissingTitle')}>
      <p>{t('draftMissingText')}</p>
    </Notice>
  );
}
