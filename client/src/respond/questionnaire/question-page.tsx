import { useLayoutEffect, useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model, PageModel } from 'survey-core';
import { Heading } from '../screens/frame';
import type { Steps } from '../use-steps';
import { QuestionList } from './question-list';
import { showPage } from './survey-model';
import { markedCount, type Problems } from './use-problems';

interface QuestionPageProps {
  readonly survey: Model;
  readonly page: PageModel;
  readonly steps: Steps;
  readonly asksUnit: boolean;
  /** The questionnaire changed since the draft was begun. */
  readonly updated: boolean;
  /** Whether answers are kept on this device; null in a preview. */
  readonly kept: boolean | null;
  readonly problems: Problems;
}

/** One page of questions between an honest progress and two buttons. */
export function QuestionPage({ survey, page, steps, asksUnit, updated, kept, problems }: QuestionPageProps) {
  const { t } = useTranslation('respond');
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const marked = markedCount(survey, page);
  const pages = survey.visiblePages;
  const index = pages.indexOf(page);
  const fallback = t('untitledPage', { page: index + 1 });
  const title = page.title ? page.locTitle.renderedHtml : fallback;
  const fromReview = (history.state as { from?: string } | null)?.from === '#review';

  useLayoutEffect(() => {
    showPage(survey, page);
  }, [survey, page]);

  const leave = (onward: () => void): void => {
    if (page.validate(true, false)) onward();
    else {
      redraw();
      // Once the errors stand at their questions.
      setTimeout(() => problems.focusFirst(page), 0);
    }
  };
  const next = pages[index + 1];
  const previous = pages[index - 1];
  const onBack = (): void => {
    if (previous) steps.back({ at: 'page', page: previous.name });
    else steps.back(asksUnit ? { at: 'unit' } : { at: 'welcome' });
  };
  const toReview = (): void => leave(() => steps.go({ at: 'review' }));
  return (
    <>
      <Progress page={index + 1} pages={pages.length} />
      <Heading plainTitle={`${title} · ${t('progress', { page: index + 1, pages: pages.length })}`}>
        {title}
      </Heading>
      {updated && index === 0 && <p className="note">{t('questionnaireChanged')}</p>}
      <div aria-live="assertive">
        {marked > 0 && <p className="note note-error">{t('pageProblems', { count: marked })}</p>}
      </div>
      {page.description && <p className="page-description">{page.locDescription.renderedHtml}</p>}
      <QuestionList model={survey} />
      <div className="actions actions-pair">
        {fromReview ? (
          <button type="button" className="button" onClick={toReview}>
            {t('backToReview')}
          </button>
        ) : (
          <button
            type="button"
            className="button"
            onClick={next ? () => leave(() => steps.go({ at: 'page', page: next.name })) : toReview}
          >
            {next ? t('nextPage') : t('toReview')}
          </button>
        )}
        <button type="button" className="button button-secondary" onClick={onBack}>
          {t('previousPage')}
        </button>
      </div>
      {kept !== null && <p className="saved">{kept ? t('savedHere') : t('notSaved')}</p>}
    </>
  );
}

/** The bar shows what lies behind: it is full when every page is done, not on the last one. */
function Progress({ page, pages }: { page: number; pages: number }) {
  const { t } = useTranslation('respond');
  const text = t('progress', { page, pages });
  return (
    <div className="progress">
      <p className="progress-text">{text}</p>
      <div
        className="progress-bar"
        role="progressbar"
        aria-label={text}
        aria-valuemin={0}
        aria-valuemax={pages}
        aria-valuenow={page - 1}
        aria-valuetext={text}
      >
        <span style={{ width: `${(100 * (page - 1)) / pages}%` }} />
      </div>
    </div>
  );
}
