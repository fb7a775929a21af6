import { useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model, PageModel } from 'survey-core';
import type { AnswerProblem } from '@duwen/shared/coding';
import type { PublishedQuestionnaire } from '@duwen/shared/api';
import { useLocale } from '../../ui/i18n';
import type { Answers, Draft } from '../draft';
import type { Steps } from '../use-steps';
import { pathTo } from '../steps';
import { carryOver, createSurvey, presentAnswers, setSurveyLocale, setUnitVariables } from './survey-model';
import { QuestionPage } from './question-page';
import { Review } from './review';
import { useProblems } from './use-problems';
import type { SubmissionState } from '../use-submission';
import './questionnaire.css';

/** What the questionnaire needs of the page around it. */
export interface FillingProps {
  readonly questionnaire: PublishedQuestionnaire;
  readonly draft: Draft;
  readonly steps: Steps;
  readonly asksUnit: boolean;
  readonly preview: boolean;
  readonly durable: boolean;
  /** The server's problems with the last submission, and how often it has answered with any. */
  readonly refused: { readonly problems: readonly AnswerProblem[]; readonly count: number };
  readonly submission: {
    readonly state: SubmissionState;
    readonly submit: (answers: Answers) => void;
    readonly retry: () => void;
    readonly cancel: () => void;
  };
  readonly onAnswers: (answers: Answers) => void;
  /** The draft was of another version: these of its answers still fit. */
  readonly onCarriedOver: (version: string, answers: Answers) => void;
}

/** The questionnaire page by page, then its review. */
export default function Filling(props: FillingProps) {
  const { questionnaire, draft, steps, onCarriedOver } = props;
  const { locale } = useLocale();
  const { t } = useTranslation('respond');
  const [survey] = useState(() => openSurvey(questionnaire, draft, locale));
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const [otherVersion] = useState(draft.version !== questionnaire.version);
  const [updated] = useState(otherVersion && Object.keys(draft.answers).length > 0);

  setSurveyLocale(survey, locale, `（${t('required')}）`);
  useUnitVariables(survey, draft, redraw);
  useAutosave(survey, props.onAnswers, redraw);

  const carried = useRef(false);
  useEffect(() => {
    if (!otherVersion || carried.current) return;
    carried.current = true;
    onCarriedOver(questionnaire.version, presentAnswers(survey));
  }, [otherVersion, onCarriedOver, questionnaire.version, survey]);

  useResumedHistory(survey, props);
  const problems = useProblems(survey, props.refused, steps);
  const page = pageOf(survey, steps);
  useNamedPage(page, steps);

  if (steps.step.at === 'review' || !page) {
    return (
      <Review
        survey={survey}
        draft={draft}
        asksUnit={props.asksUnit}
        preview={props.preview}
        removed={problems.removed}
        submission={props.submission}
        onEdit={(name) => {
          props.submission.cancel();
          steps.go({ at: 'page', page: name });
        }}
        onEditQuestion={(question) => {
          props.submission.cancel();
          problems.goToUnanswered(question);
        }}
        onEditUnit={() => steps.go({ at: 'unit' })}
        onSubmit={() => {
          const invalid = survey.visiblePages.find((each) => !each.validate(true, false));
          if (invalid) problems.goTo(invalid);
          else props.submission.submit(presentAnswers(survey));
        }}
      />
    );
  }
  return (
    <QuestionPage
      key={page.name}
      survey={survey}
      page={page}
      steps={steps}
      asksUnit={props.asksUnit}
      updated={updated}
      kept={props.preview ? null : props.durable}
      problems={problems}
    />
  );
}

function openSurvey(questionnaire: PublishedQuestionnaire, draft: Draft, locale: 'zh' | 'en'): Model {
  const survey = createSurvey(questionnaire.json, locale, draft.unit?.variables ?? {}, {});
  const sameVersion = draft.version === questionnaire.version;
  survey.data = sameVersion ? { ...draft.answers } : { ...carryOver(survey, draft.answers) };
  return survey;
}

/** Hands every change of an answer on, to be kept on this device. */
function useAutosave(survey: Model, onAnswers: (answers: Answers) => void, redraw: () => void): void {
  const latest = useRef(onAnswers);
  useEffect(() => {
    latest.current = onAnswers;
  });
  useEffect(() => {
    const save = (): void => {
      latest.current({ ...(survey.data as Answers) });
      redraw();
    };
    survey.onValueChanged.add(save);
    survey.onPageVisibleChanged.add(redraw);
    return () => {
      survey.onValueChanged.remove(save);
      survey.onPageVisibleChanged.remove(redraw);
    };
  }, [survey, redraw]);
}

/** The unit's particulars may turn out to have changed while the form is open. */
function useUnitVariables(survey: Model, { unit }: Draft, redraw: () => void): void {
  const variables = unit?.variables;
  useEffect(() => {
    if (!variables) return;
    setUnitVariables(survey, variables);
    redraw();
  }, [survey, variables, redraw]);
}

/** After a resume the history leads back through the pages, not out of the questionnaire. */
function useResumedHistory(survey: Model, { steps, asksUnit }: FillingProps): void {
  const { step, restore } = steps;
  const pages = useMemo(() => survey.visiblePages.map(({ name }) => name), [survey]);
  const done = useRef(false);
  const state = history.state as { resumed?: boolean } | null;
  useEffect(() => {
    if (done.current || state?.resumed !== true) return;
    done.current = true;
    restore(pathTo(step, asksUnit, pages));
  }, [state, restore, step, asksUnit, pages]);
}

/** The address names the page, also where it did not yet ("the first one") or the page named is no longer shown. */
function useNamedPage(page: PageModel | null, { step, replace }: Steps): void {
  const name = page?.name;
  useEffect(() => {
    if (step.at === 'page' && name !== undefined && step.page !== name) replace({ at: 'page', page: name });
  }, [step, name, replace]);
}

/** The shown page that the step names; the first one when it names none that is shown. */
function pageOf(survey: Model, { step }: Steps): PageModel | null {
  const pages = survey.visiblePages;
  const named = step.at === 'page' ? pages.find(({ name }) => name === step.page) : undefined;
  return named ?? pages[0] ?? null;
}
