import type { Model, Question } from 'survey-core';
import { isMatrix, shownQuestions } from './survey-model';

/** The answers of one page, as the review shows them. */
export interface ReviewPage {
  readonly name: string;
  readonly title: string;
  readonly entries: readonly ReviewEntry[];
}

interface ReviewEntry {
  readonly key: string;
  readonly title: string;
  /** null: not answered. */
  readonly answer: string | null;
}

/** Every shown question with its answer in words, page by page; a matrix has an entry for each row. */
export function reviewOf(survey: Model): ReviewPage[] {
  const shown = new Set(shownQuestions(survey));
  return survey.visiblePages.map((page) => ({
    name: page.name,
    title: page.title ? page.locTitle.renderedHtml : '',
    entries: page.questions.filter((question) => shown.has(question)).flatMap(entriesOf),
  }));
}

/** The first question shown that has no answer, or a matrix that lacks one in a row; null when all are answered. */
export function firstUnanswered(survey: Model): Question | null {
  const lacksOne = (question: Question): boolean => entriesOf(question).some(({ answer }) => answer === null);
  return shownQuestions(survey).find(lacksOne) ?? null;
}

function entriesOf(question: Question): ReviewEntry[] {
  if (isMatrix(question)) {
    return question.visibleRows.map((row) => ({
      key: `${question.name}.${String(row.name)}`,
      title: row.text,
      answer: question.visibleColumns.find((column) => column.value === row.value)?.text ?? null,
    }));
  }
  const answer: unknown = question.isEmpty() ? '' : question.displayValue;
  return [
    {
      key: question.name,
      title: question.locTitle.renderedHtml,
      answer: answer === '' || answer == null ? null : String(answer),
    },
  ];
}
