import { useTranslation } from 'react-i18next';
import { useLocale } from '../../ui/i18n';
import { answeredCount, type Draft } from '../draft';
import { momentText } from '../moment';
import { Heading } from './frame';

/** Someone comes back to answers that were not submitted, or finds another person's on a shared device. */
export function Resume(props: { draft: Draft; onContinue: () => void; onRestart: () => void }) {
  const { draft, onContinue, onRestart } = props;
  const { t } = useTranslation('respond');
  const { locale, say } = useLocale();
  return (
    <>
      <Heading plainTitle={t('resumeTitle')}>{t('resumeTitle')}</Heading>
      <p>
        {t('resumeText', {
          time: momentText(draft.savedAt, locale),
          count: answeredCount(draft.answers),
        })}
      </p>
      {draft.unit && <p className="subject">{say(draft.unit.name)}</p>}
      <p className="hint">{t('resumeShared')}</p>
      <div className="actions">
        <button type="button" className="button" onClick={onContinue}>
          {t('resumeContinue')}
        </button>
        <button type="button" className="button button-secondary" onClick={onRestart}>
          {t('resumeRestart')}
        </button>
      </div>
    </>
  );
}
