import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model, PageModel, Question } from 'survey-core';
import type { AnswerProblem, AnswerProblemReason } from '@duwen/shared/coding';
import type { respondTexts } from '@duwen/shared/i18n';
import type { Steps } from '../use-steps';
import { markProblems, presentAnswers, shownQuestions } from './survey-model';

const REASON_TEXTS: Readonly<Record<AnswerProblemReason, keyof typeof respondTexts>> = {
  'unknown-item': 'problemUnknownItem',
  'wrong-type': 'problemWrongType',
  'not-an-option': 'problemNotAnOption',
  'out-of-range': 'problemOutOfRange',
  'too-long': 'problemTooLong',
  'not-asked': 'problemNotAsked',
  required: 'problemRequired',
  'repeated-choice': 'problemRepeatedChoice',
  'exclusive-choice': 'problemExclusiveChoice',
  'too-few-choices': 'problemTooFewChoices',
  'too-many-choices': 'problemTooManyChoices',
};

export interface Problems {
  /** Problems of the server's with nothing on any page to stand at: those answers were dropped. */
  readonly removed: number;
  /** A text for the top of the page: the server refused the submission. */
  readonly refused: boolean;
  /** Goes to a page with marked questions and focuses the first one. */
  goTo(page: PageModel): void;
  /** Goes to a question's page and focuses what is not answered yet. */
  goToUnanswered(question: Question): void;
  /** Focuses the first marked question of the page shown. */
  focusFirst(page: PageModel): void;
}

/** Shows the server's problems at their questions, and leads to the first. */
export function useProblems(
  survey: Model,
  refused: { readonly problems: readonly AnswerProblem[]; readonly count: number },
  steps: Steps,
): Problems {
  const { t } = useTranslation('respond');
  const [removed, setRemoved] = useState(0);
  const seen = useRef(0);
  const { go } = steps;

  const goTo = useCallback(
    (page: PageModel) => {
      go({ at: 'page', page: page.name });
      setTimeout(() => focusFirst(page), AFTER_HEADING_MS);
    },
    [go],
  );

  const goToUnanswered = useCallback(
    (question: Question) => {
      const page = pageWith(survey, question);
      if (!page) return;
      go({ at: 'page', page: page.name });
      setTimeout(() => focusUnanswered(question), AFTER_HEADING_MS);
    },
    [go, survey],
  );

  useEffect(() => {
    if (refused.count === seen.current) return;
    seen.current = refused.count;
    const explain = (problem: AnswerProblem): string =>
      t(REASON_TEXTS[problem.reason], { limit: problem.limit ?? '' });
    const { first, unplaced } = markProblems(survey, refused.problems, explain);
    setRemoved(unplaced);
    if (unplaced > 0) presentAnswers(survey);
    const page = first ? pageWith(survey, first) : null;
    if (page) goTo(page);
  }, [refused, survey, t, goTo]);

  return { removed, refused: refused.count > 0, goTo, goToUnanswered, focusFirst };
}

/** The page's heading takes the focus when it appears; the question takes it after that. */
const AFTER_HEADING_MS = 60;

function pageWith(survey: Model, question: Question): PageModel | null {
  return survey.visiblePages.find((page) => page.questions.includes(question)) ?? null;
}

function focusFirst(page: PageModel): void {
  const marked = page.questions.find((question) => question.isVisible && question.errors.length > 0);
  const element = marked ? document.getElementById(marked.id) : null;
  if (!element) return;
  element.scrollIntoView({ block: 'start' });
  const control =
    element.querySelector<HTMLElement>('[role=radiogroup][aria-invalid=true] input') ??
    element.querySelector<HTMLElement>('input, textarea, select');
  control?.focus({ preventScroll: true });
}

/** A matrix is long: its first row without an answer, any other question from its title. */
function focusUnanswered(question: Question): void {
  const element = document.getElementById(question.id);
  if (!element) return;
  const rows = Array.from(element.querySelectorAll('.matrix-row'));
  const row = rows.findIndex((one) => one.querySelector('input:checked') === null);
  const target = row > 0 ? (rows[row] as Element) : element;
  target.scrollIntoView({ block: 'start' });
  target.querySelector<HTMLElement>('input, textarea, select')?.focus({ preventScroll: true });
}

/** How many questions of the page are marked. */
export function markedCount(survey: Model, page: PageModel): number {
  const shown = new Set(shownQuestions(survey));
  return page.questions.filter((question) => shown.has(question) && question.errors.length > 0).length;
}
