import { useCallback, useEffect, useState } from 'react';
import { hashOf, stepOf, type Step } from './steps';

interface EntryState {
  /** The hash of the step before this entry of the history. */
  readonly from?: string;
}

/** The present step, kept in the address. */
export interface Steps {
  readonly step: Step;
  /** Goes on; the browser's Back then returns here. */
  go(step: Step): void;
  /** Changes the step without an entry in the history. */
  replace(step: Step): void;
  /** Goes back to `step`: over the history when it is the entry before this one. */
  back(step: Step): void;
  /** Puts a whole path into the history and stands at its end: for someone who resumes in the middle. */
  restore(path: readonly Step[]): void;
}

/** Reads and writes the step in the address's hash, and follows Back and Forward. */
export function useSteps(): Steps {
  const [step, setStep] = useState<Step>(() => stepOf(location.hash));

  useEffect(() => {
    const follow = (): void => setStep(stepOf(location.hash));
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);

  const go = useCallback((next: Step) => {
    push(next);
    setStep(next);
  }, []);
  const replace = useCallback((next: Step) => {
    history.replaceState(history.state, '', addressWith(hashOf(next)));
    setStep(next);
  }, []);
  const back = useCallback(
    (previous: Step) => {
      if ((history.state as EntryState | null)?.from === hashOf(previous)) history.back();
      else replace(previous);
    },
    [replace],
  );
  const restore = useCallback((path: readonly Step[]) => {
    const [first, ...rest] = path;
    if (!first) return;
    history.replaceState({}, '', addressWith(hashOf(first)));
    for (const next of rest) push(next);
    setStep(path[path.length - 1] ?? first);
  }, []);
  return { step, go, replace, back, restore };
}

function push(step: Step): void {
  const state: EntryState = { from: location.hash };
  history.pushState(state, '', addressWith(hashOf(step)));
}

const addressWith = (hash: string): string => `${location.pathname}${location.search}${hash}`;
