import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkInfo } from '@duwen/shared/api';
import { useLocale } from '../../ui/i18n';
import { isParents } from '../audience';
import type { Done } from '../draft';
import { momentText } from '../moment';
import { Heading, Part } from './frame';

/** The receipt. A second questionnaire on this device begins only when someone asks for it here. */
export function Thanks({ done, link, onAnother }: { done: Done; link: LinkInfo; onAnother: () => void }) {
  const { t } = useTranslation('respond');
  const { locale, say } = useLocale();
  const [copied, setCopied] = useState<boolean | null>(null);
  const parents = isParents(link.group);
  const copy = async (): Promise<void> => setCopied(await copyText(done.receipt));
  return (
    <>
      <Heading plainTitle={t('thanksTitle')}>{t('thanksTitle')}</Heading>
      <p>{t('thanksText')}</p>
      <Part title={t('receipt')}>
        <div className="receipt">
          <output className="receipt-code">{done.receipt}</output>
          <button type="button" className="button button-secondary" onClick={() => void copy()}>
            {copied ? t('copied') : t('copy')}
          </button>
        </div>
        <p role="status" className={copied === false ? 'field-error' : 'visually-hidden'}>
          {copied === null ? '' : copied ? t('copied') : t('copyFailed')}
        </p>
        <p>{say(link.questionnaire?.title ?? link.group.title)}</p>
        <p className="hint">{t('submittedAt', { time: momentText(done.submittedAt, locale) })}</p>
        <p className="hint">{t('receiptText')}</p>
      </Part>
      {link.state === 'open' && (
        <div className="another">
          <p className="hint">{parents ? t('anotherChildText') : t('anotherPersonText')}</p>
          <button type="button" className="button button-secondary" onClick={onAnother}>
            {parents ? t('anotherChild') : t('anotherPerson')}
          </button>
        </div>
      )}
    </>
  );
}

/** Copies by the clipboard where the page may use it (https), else by a selection, as older webviews need. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.setAttribute('readonly', '');
    area.style.position = 'fixed';
    area.style.opacity = '0';
    document.body.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    return copied;
  }
}
