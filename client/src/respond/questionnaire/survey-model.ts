import {
  CustomError,
  Model,
  surveyLocalization,
  type PageModel,
  type Question,
  type QuestionMatrixModel,
} from 'survey-core';
import 'survey-core/i18n/simplified-chinese';
import type { AnswerProblem } from '@duwen/shared/coding';
import type { Locale } from '@duwen/shared/i18n';
import type { Answers } from '../draft';
import { respondentForm } from './respondent-form';

surveyLocalization.defaultLocale = 'zh-cn';
Object.assign(surveyLocalization.locales['zh-cn'] as object, {
  requiredError: '请回答这一题。',
  requiredInAllRowsError: '请回答每一行。',
  minError: '数字不能小于 {0}。',
  maxError: '数字不能大于 {0}。',
  minSelectError: '请至少选 {0} 项。',
  maxSelectError: '最多选 {0} 项。',
});
Object.assign(surveyLocalization.locales['en'] as object, {
  requiredError: 'Please answer this question.',
  requiredInAllRowsError: 'Please answer every row.',
  minError: 'The number is at least {0}.',
  maxError: 'The number is at most {0}.',
  minSelectError: 'Choose at least {0}.',
  maxSelectError: 'Choose at most {0}.',
});

const LOCALES: Readonly<Record<Locale, string>> = { zh: 'zh-cn', en: 'en' };

/** What is known of the chosen unit, for conditions. */
export type UnitVariables = Readonly<Record<string, string | boolean | null>>;

/**
 * The running form. Only its questions are SurveyJS's to draw: progress, buttons, titles and the review are ours.
 *
 * @throws when `json` is no questionnaire
 */
export function createSurvey(
  json: unknown,
  locale: Locale,
  variables: UnitVariables,
  answers: Answers,
): Model {
  const survey = new Model(respondentForm(json));
  survey.locale = LOCALES[locale];
  survey.showTitle = false;
  survey.showPageTitles = false;
  survey.showNavigationButtons = false;
  survey.showProgressBar = false;
  survey.showQuestionNumbers = 'off';
  survey.autoFocusFirstQuestion = false;
  survey.checkErrorsMode = 'onNextPage';
  survey.textUpdateMode = 'onTyping';
  survey.autoGrowComment = true;
  survey.clearInvisibleValues = 'onHiddenContainer';
  survey.onSettingQuestionErrors.add((_, options) => {
    // An untouched matrix lacks an answer and each of its rows: said once.
    const rows = options.errors.filter((error) => error.getErrorType() === 'requiredinallrowserror');
    if (rows.length > 0) options.errors.splice(0, options.errors.length, ...rows);
  });
  survey.onValidateQuestion.add((_, options) => {
    const { question, value } = options;
    if (question['inputType'] !== 'number' || question.isEmpty() || Number.isInteger(value)) return;
    options.error = survey.locale === 'en' ? 'Please enter a whole number.' : '请输入整数。';
  });
  setUnitVariables(survey, variables);
  survey.data = { ...answers };
  return survey;
}

/** Sets what is known of the unit; what is asked may change with it. */
export function setUnitVariables(survey: Model, variables: UnitVariables): void {
  for (const [name, value] of Object.entries(variables)) survey.setVariable(name, value);
}

/** Changes the language of a running form; answers stay. */
export function setSurveyLocale(survey: Model, locale: Locale, requiredMark: string): void {
  survey.locale = LOCALES[locale];
  survey.requiredMark = requiredMark;
}

/** Makes `page` the one that SurveyJS draws. */
export function showPage(survey: Model, page: PageModel): void {
  survey.currentPage = page;
}

/** The questions that take an answer and are shown, page by page. */
export function shownQuestions(survey: Model): Question[] {
  return survey.visiblePages.flatMap((page) =>
    page.questions.filter((question) => question.isVisible && question.hasInput && isShown(question)),
  );
}

/** A question is shown when everything that it lies in is. */
function isShown(question: Question): boolean {
  for (let parent = question.parent; parent; parent = parent.parent) {
    if (!parent.isVisible) return false;
  }
  return true;
}

/**
 * The answers to what is shown. Hiding a question can hide others that depend on it, so it is repeated until nothing more falls
 * away; the form keeps the result.
 */
export function presentAnswers(survey: Model): Answers {
  let kept = keptAnswers(survey);
  while (JSON.stringify(kept) !== JSON.stringify(survey.data)) {
    survey.data = kept;
    const next = keptAnswers(survey);
    if (JSON.stringify(next) === JSON.stringify(kept)) break;
    kept = next;
  }
  return kept;
}

function keptAnswers(survey: Model): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const question of shownQuestions(survey)) {
    if (question.isEmpty()) continue;
    if (isMatrix(question)) {
      const rows = keptRows(question);
      if (Object.keys(rows).length > 0) kept[question.name] = rows;
    } else {
      kept[question.name] = question.value;
    }
  }
  return kept;
}

function keptRows(matrix: QuestionMatrixModel): Record<string, unknown> {
  const value: unknown = matrix.value;
  const answers = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const shown = new Set(matrix.visibleRows.map((row) => String(row.name)));
  return Object.fromEntries(Object.entries(answers).filter(([row]) => shown.has(row)));
}

/** The answers of an earlier version that are still valid in this one; the rest is dropped. */
export function carryOver(survey: Model, answers: Answers): Answers {
  const carried: Record<string, unknown> = {};
  for (const question of survey.getAllQuestions()) {
    const answer = stillValid(question, answers[question.name]);
    if (answer !== undefined) carried[question.name] = answer;
  }
  return carried;
}

function stillValid(question: Question, answer: unknown): unknown {
  if (answer === undefined || answer === null || !question.hasInput) return undefined;
  if (isMatrix(question)) {
    if (typeof answer !== 'object') return undefined;
    const columns = question.columns.map((column) => column.value as unknown);
    const rows = new Set(question.rows.map((row) => String(row.value)));
    const kept = Object.entries(answer).filter(([row, value]) => rows.has(row) && columns.includes(value));
    return kept.length > 0 ? Object.fromEntries(kept) : undefined;
  }
  const type = question.getType();
  if (type === 'text' || type === 'comment') {
    return typeof answer === (question['inputType'] === 'number' ? 'number' : 'string') ? answer : undefined;
  }
  const offered = optionValues(question);
  if (type !== 'checkbox') return offered.includes(answer) ? answer : undefined;
  const kept = Array.isArray(answer) ? answer.filter((value: unknown) => offered.includes(value)) : [];
  return kept.length > 0 ? kept : undefined;
}

function optionValues(question: Question): unknown[] {
  const options: unknown =
    question.getType() === 'rating' ? question['visibleRateValues'] : question['choices'];
  return Array.isArray(options) ? options.map((option: { value: unknown }) => option.value) : [];
}

/**
 * Puts the server's problems on their questions. An answer that was not asked for is taken away.
 *
 * @param explain the text of a problem
 * @returns the first question marked, and how many problems are not marked: taken away, or nowhere shown
 */
export function markProblems(
  survey: Model,
  problems: readonly AnswerProblem[],
  explain: (problem: AnswerProblem) => string,
): { first: Question | null; unplaced: number } {
  const shown = shownQuestions(survey);
  const texts = new Map<Question, string[]>();
  let unplaced = 0;
  for (const problem of problems) {
    const question = shown.find(({ name }) => name === problem.question);
    const row = question && isMatrix(question) ? rowText(question, problem.item) : null;
    if (!question || row === 'hidden' || problem.reason === 'not-asked') {
      if (question) takeAway(question, problem.item);
      unplaced += 1;
      continue;
    }
    const text = row === null ? explain(problem) : `「${row}」${explain(problem)}`;
    texts.set(question, [...(texts.get(question) ?? []), text]);
  }
  for (const question of shown) {
    const lines = texts.get(question);
    if (lines) question.errors = lines.map((line) => new CustomError(line, question));
  }
  return { first: shown.find((question) => texts.has(question)) ?? null, unplaced };
}

function takeAway(question: Question, item: string | null): void {
  const value: unknown = question.value;
  if (!isMatrix(question) || item === null || typeof value !== 'object') question.clearValue();
  else question.value = Object.fromEntries(Object.entries(value ?? {}).filter(([row]) => row !== item));
}

function rowText(matrix: QuestionMatrixModel, item: string | null): string | null {
  if (item === null || item === matrix.name) return null;
  const row = matrix.visibleRows.find(({ name }) => name === item);
  return row ? row.text : 'hidden';
}

export const isMatrix = (question: Question): question is QuestionMatrixModel =>
  question.getType() === 'matrix';
