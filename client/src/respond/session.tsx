import { useCallback, useEffect, useState, type ReactNode } from 'react';
import type { AnswerProblem } from '@duwen/shared/coding';
import { useLocale } from '../ui/i18n';
import { answeredCount, submissionOf, type Answers, type Draft } from './draft';
import { Frame } from './screens/frame';
import { ClosedNotice, CodeNotice, NotOpenNotice } from './screens/notices';
import { Resume } from './screens/resume';
import { Thanks } from './screens/thanks';
import { Welcome } from './screens/welcome';
import { FillingScreen, loadFilling } from './filling-screen';
import { UnitScreen } from './unit-screen';
import { cached, type Opened } from './sources';
import { useTabMark } from './use-tab-mark';
import type { Step } from './steps';
import { useDraft } from './use-draft';
import { useSteps } from './use-steps';
import { useSubmission, type Refusal } from './use-submission';

const FIRST_PAGE: Step = { at: 'page', page: null };

type Ended = 'link-closed' | 'link-not-open' | 'link-unknown' | null;

/** One respondent's way through an open link: welcome, school, questionnaire, review, receipt. */
export function Session({ opened }: { opened: Opened }) {
  const { code, link, store, source, preview } = opened;
  const { say } = useLocale();
  const tab = useTabMark(code);
  // Nobody misses a draft without answers, and nobody is asked about one.
  const [kept] = useState(() => (tab.marked || hasAnswers(opened.draft) ? opened.draft : null));
  const holder = useDraft(code, store, { draft: kept, done: opened.done });
  const steps = useSteps();
  const [asking, setAsking] = useState(kept !== null && !tab.marked);
  const [ended, setEnded] = useState<Ended>(null);
  const [refused, setRefused] = useState<{ problems: readonly AnswerProblem[]; count: number }>({
    problems: [],
    count: 0,
  });
  const [unitChanged, setUnitChanged] = useState(false);
  const [loadUnits, setLoadUnits] = useState(() => cached(source.units));
  /** Made anew when the server says that there is a newer version. */
  const [loadQuestionnaire, setLoadQuestionnaire] = useState(() => cached(source.questionnaire));
  const [edition, setEdition] = useState(0);
  const { draft, done, change } = holder;
  const asksUnit = link.group.units !== null;

  /** What is asked depends on the unit, and the roster may have changed since it was chosen. */
  const refreshUnit = async (): Promise<void> => {
    if (!draft?.unit) return;
    const { code: chosen } = draft.unit;
    const unit = await source.units().then(
      (units) => units.find((one) => one.code === chosen),
      () => undefined,
    );
    if (unit) change({ kind: 'unit', unit });
  };
  const onRefused = (refusal: Refusal): void => {
    switch (refusal.code) {
      case 'answers-invalid':
        void refreshUnit().then(() =>
          setRefused(({ count }) => ({ problems: refusal.answers, count: count + 1 })),
        );
        return;
      case 'unit-unknown':
        setUnitChanged(true);
        setLoadUnits(() => cached(source.units));
        steps.go({ at: 'unit' });
        return;
      case 'version-unknown':
        setLoadQuestionnaire(() => cached(source.questionnaire));
        setEdition((count) => count + 1);
        // Not "back to the check" afterwards: every page is to be gone through again.
        steps.replace(FIRST_PAGE);
        return;
      default:
        setEnded(refusal.code);
    }
  };
  const submission = useSubmission({
    post: source.post,
    onStored: (receipt) => {
      holder.finish(receipt);
      steps.replace({ at: 'done' });
    },
    onRefused,
  });
  const submit = (answers: Answers): void => {
    if (!draft) return;
    change({ kind: 'answers', answers });
    change({ kind: 'attempted' });
    submission.submit(submissionOf({ ...draft, answers }));
  };

  useEffect(() => {
    const { step } = steps;
    if (draft && !asking && step.at !== 'done' && !sameStep(draft.step, step)) change({ kind: 'step', step });
  }, [steps, draft, asking, change]);
  usePreload(done === null, [loadFilling, loadQuestionnaire, ...(asksUnit ? [loadUnits] : [])]);

  const begin = (): void => {
    if (!draft) holder.begin(link.questionnaire?.version ?? '');
    tab.mark();
    steps.go(asksUnit ? { at: 'unit' } : FIRST_PAGE);
  };
  const forget = (): void => {
    holder.forget();
    tab.clear();
    setAsking(false);
    steps.replace({ at: 'welcome' });
  };
  const onAnswers = useCallback((answers: Answers) => change({ kind: 'answers', answers }), [change]);
  const onCarriedOver = useCallback(
    (version: string, answers: Answers) => change({ kind: 'version', version, answers }),
    [change],
  );

  const screen = (): ReactNode => {
    if (done) return <Thanks done={done} link={link} onAnother={forget} />;
    if (ended === 'link-unknown') return <CodeNotice code={code} />;
    if (ended === 'link-not-open') return <NotOpenNotice link={link} />;
    if (ended === 'link-closed') return <ClosedNotice link={link} during />;
    if (draft && asking) {
      const resume = (): void => {
        tab.mark();
        setAsking(false);
        if (asksUnit && (draft.unit === null || draft.step.at === 'unit')) {
          steps.restore([{ at: 'welcome' }, { at: 'unit' }]);
        } else {
          history.replaceState({ resumed: true }, '');
          steps.replace(draft.step.at === 'page' || draft.step.at === 'review' ? draft.step : FIRST_PAGE);
        }
      };
      return <Resume draft={draft} onContinue={resume} onRestart={forget} />;
    }
    if (!draft || steps.step.at === 'welcome' || steps.step.at === 'done') {
      return <Welcome link={link} begun={draft !== null} onStart={begin} />;
    }
    if (asksUnit && (steps.step.at === 'unit' || !draft.unit)) {
      return (
        <UnitScreen
          kind={link.group.units?.kind ?? 'school'}
          load={loadUnits}
          chosen={draft.unit}
          changed={unitChanged}
          onChoose={(unit) => {
            setUnitChanged(false);
            change({ kind: 'unit', unit });
          }}
          steps={steps}
        />
      );
    }
    return (
      <FillingScreen
        key={`${draft.submissionId}/${edition}`}
        load={loadQuestionnaire}
        draft={draft}
        steps={steps}
        asksUnit={asksUnit}
        preview={preview}
        durable={holder.durable}
        refused={refused}
        submission={{ ...submission, submit }}
        onAnswers={onAnswers}
        onCarriedOver={onCarriedOver}
      />
    );
  };
  return (
    <Frame title={say(link.campaign.name)} preview={preview}>
      {screen()}
    </Frame>
  );
}

/** While the first page is read, the rest is fetched. A failure shows when the thing is needed. */
function usePreload(wanted: boolean, loads: readonly (() => Promise<unknown>)[]): void {
  const [all] = useState(loads);
  useEffect(() => {
    if (!wanted) return undefined;
    const timer = setTimeout(() => {
      for (const load of all) load().catch(() => undefined);
    }, PRELOAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, [wanted, all]);
}

/** The first screen is drawn and its own requests are done by then. */
const PRELOAD_AFTER_MS = 300;

const hasAnswers = (draft: Draft | null): boolean => draft !== null && answeredCount(draft.answers) > 0;

const sameStep = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);
