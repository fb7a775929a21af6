import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkInfo } from '@duwen/shared/api';
import { useLocale } from '../../ui/i18n';
import { momentText } from '../moment';
import { isPupils } from '../audience';
import { Heading, Part } from './frame';

interface WelcomeProps {
  readonly link: LinkInfo;
  /** A draft is open already: the respondent came back to this page. */
  readonly begun: boolean;
  readonly onStart: () => void;
}

/** What this is, who asks, how long it takes, how anonymity is kept. Nothing of the questionnaire is needed to read it. */
export function Welcome({ link, begun, onStart }: WelcomeProps) {
  const { t } = useTranslation('respond');
  const { locale, say } = useLocale();
  const { campaign, group, questionnaire } = link;
  const title = say(questionnaire?.title ?? group.title);
  return (
    <>
      <Heading plainTitle={title}>{title}</Heading>
      {campaign.synthetic && <p className="note">{t('synthetic')}</p>}
      <Part title={t('whoAsks')}>
        <p>
          {t(isPupils(group) ? 'pupilsAskText' : 'whoAsksText', {
            organiser: say(campaign.organiser),
            campaign: say(campaign.name),
            group: say(group.title),
          })}
        </p>
      </Part>
      <Part title={t('howLong')}>
        {questionnaire && (
          <p>{t('howLongText', { count: questionnaire.itemCount, minutes: questionnaire.minutes })}</p>
        )}
        <p>{t('requiredOnly')}</p>
        <p className="hint">{t('until', { time: momentText(campaign.closesAt, locale) })}</p>
      </Part>
      <Part title={t('anonymity')}>
        <ul>
          <li>{t('anonymityNoNames')}</li>
          <li>{t(group.units ? 'anonymityKeptUnit' : 'anonymityKept')}</li>
          <li>{t('anonymityGroups', { minimum: campaign.minimumCell })}</li>
          <li>{t('anonymityText')}</li>
        </ul>
      </Part>
      <StartForm pupils={isPupils(group)} begun={begun} onStart={onStart} />
    </>
  );
}

/** The start button; pupils first confirm their age or their guardian's consent. */
function StartForm({ pupils, begun, onStart }: { pupils: boolean; begun: boolean; onStart: () => void }) {
  const { t } = useTranslation('respond');
  const [confirmed, setConfirmed] = useState(begun);
  const [missing, setMissing] = useState(false);
  const id = useId();
  const start = (event: FormEvent): void => {
    event.preventDefault();
    if (pupils && !confirmed) {
      setMissing(true);
      document.getElementById(id)?.focus();
    } else onStart();
  };
  return (
    <form onSubmit={start} noValidate>
      {pupils && (
        <Part title={t('pupils')}>
          <p>{t('pupilsText')}</p>
          {missing && (
            <p className="field-error" id={`${id}-error`} role="alert">
              {t('pupilsConfirmMissing')}
            </p>
          )}
          <label className="tick">
            <input
              id={id}
              type="checkbox"
              checked={confirmed}
              aria-describedby={missing ? `${id}-error` : undefined}
              aria-invalid={missing}
              onChange={(event) => {
                setConfirmed(event.target.checked);
                setMissing(false);
              }}
            />
            <span>{t('pupilsConfirm')}</span>
          </label>
        </Part>
      )}
      <button type="submit" className="button">
        {begun ? t('continue') : t('start')}
      </button>
    </form>
  );
}
