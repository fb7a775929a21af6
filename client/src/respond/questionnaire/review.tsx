import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model, Question } from 'survey-core';
import { useLocale } from '../../ui/i18n';
import type { Draft } from '../draft';
import { Heading } from '../screens/frame';
import type { FillingProps } from './filling';
import { firstUnanswered, reviewOf, type ReviewPage } from './review-answers';
import { presentAnswers } from './survey-model';

interface ReviewProps {
  readonly survey: Model;
  readonly draft: Draft;
  readonly asksUnit: boolean;
  readonly preview: boolean;
  /** Answers that no longer apply and were dropped. */
  readonly removed: number;
  readonly submission: FillingProps['submission'];
  readonly onEdit: (page: string) => void;
  readonly onEditQuestion: (question: Question) => void;
  readonly onEditUnit: () => void;
  readonly onSubmit: () => void;
}

/** All answers in words, page by page, before they are sent for good. */
export function Review(props: ReviewProps) {
  const { survey, draft, preview, removed, submission } = props;
  const { t } = useTranslation('respond');
  const { say } = useLocale();
  // What hiding has left without a question falls away before it is shown as what will be sent.
  useState(() => presentAnswers(survey));
  const pages = reviewOf(survey);
  const open = pages.flatMap((page) => page.entries).filter(({ answer }) => answer === null).length;
  const lacking = firstUnanswered(survey);
  return (
    <>
      <Heading plainTitle={t('reviewTitle')}>{t('reviewTitle')}</Heading>
      <p>{t('reviewText')}</p>
      {lacking ? (
        <div className="note">
          <p>{t('unansweredCount', { count: open })}</p>
          <button type="button" className="link-button" onClick={() => props.onEditQuestion(lacking)}>
            {t('toUnanswered')}
          </button>
        </div>
      ) : (
        <p className="hint">{t('allAnswered')}</p>
      )}
      <div aria-live="polite">
        {removed > 0 && <p className="note">{t('someRemoved', { count: removed })}</p>}
      </div>
      {props.asksUnit && draft.unit && (
        <section className="review-page">
          <div className="review-head">
            <h2>{t('unitHeading')}</h2>
            <button type="button" className="link-button" onClick={props.onEditUnit}>
              {t('edit')}
              <span className="visually-hidden">{t('unitHeading')}</span>
            </button>
          </div>
          <p className="review-unit">{say(draft.unit.name)}</p>
        </section>
      )}
      {pages.map((page, index) => (
        <ReviewedPage key={page.name} page={page} index={index} onEdit={() => props.onEdit(page.name)} />
      ))}
      <SubmissionTrouble state={submission.state} />
      {preview ? (
        <p className="note">{t('previewEnd')}</p>
      ) : (
        <SubmitButton {...submission} onSubmit={props.onSubmit} />
      )}
    </>
  );
}

/** One button in one place: it submits, and after a failure tries again. */
function SubmitButton({
  state,
  retry,
  onSubmit,
}: Pick<FillingProps['submission'], 'state' | 'retry'> & { onSubmit: () => void }) {
  const { t } = useTranslation('respond');
  const actions = useRef<HTMLDivElement>(null);
  const waiting = state.phase === 'waiting';
  // The message above pushes the button down: both stay in sight.
  useEffect(() => {
    if (waiting) actions.current?.scrollIntoView({ block: 'nearest' });
  }, [waiting]);
  const texts = { idle: t('submit'), sending: t('submitting'), waiting: t('retryNow') };
  return (
    <div className="actions" ref={actions}>
      <p className="visually-hidden" role="status">
        {state.phase === 'sending' ? t('submitting') : ''}
      </p>
      <button
        type="button"
        className="button"
        aria-disabled={state.phase === 'sending'}
        onClick={state.phase === 'waiting' ? retry : onSubmit}
      >
        {texts[state.phase]}
      </button>
    </div>
  );
}

function ReviewedPage({ page, index, onEdit }: { page: ReviewPage; index: number; onEdit: () => void }) {
  const { t } = useTranslation('respond');
  const title = page.title || t('untitledPage', { page: index + 1 });
  if (page.entries.length === 0) return null;
  return (
    <section className="review-page">
      <div className="review-head">
        <h2>{title}</h2>
        <button
          type="button"
          className="link-button"
          aria-label={t('editPage', { page: title })}
          onClick={onEdit}
        >
          {t('edit')}
        </button>
      </div>
      <dl>
        {page.entries.map(({ key, title: question, answer }) => (
          <div key={key} className="review-entry">
            <dt>{question}</dt>
            <dd className={answer === null ? 'unanswered' : undefined}>{answer ?? t('unanswered')}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Nothing is lost, and what happens next. */
function SubmissionTrouble({ state }: Pick<FillingProps['submission'], 'state'>) {
  const { t } = useTranslation('respond');
  const waiting = state.phase === 'waiting' ? state : null;
  const texts = {
    network: t('notSentNetwork'),
    server: t('notSentServer'),
    refused: t('notSentRefused'),
  };
  return (
    <div aria-live="assertive">
      {waiting && (
        <div className="note note-error trouble">
          <p className="trouble-title">{t('notSentTitle')}</p>
          <p>{texts[waiting.trouble]}</p>
          {waiting.retryAt !== null && <Countdown until={waiting.retryAt} />}
        </div>
      )}
    </div>
  );
}

/** Hidden from screen readers, which would read every second. */
function Countdown({ until }: { until: number }) {
  const { t } = useTranslation('respond');
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return (
    <p className="hint" aria-hidden="true">
      {t('retryIn', { seconds: Math.max(0, Math.ceil((until - now) / 1000)) })}
    </p>
  );
}
