import { useCallback, useEffect, useRef, useState } from 'react';
import type { AnswersInvalid, Submission, SubmissionAnswer } from '@duwen/shared/api';
import { ApiProblem } from '../ui/api-client';
import { judgeFailure, type Trouble } from './retry-policy';

export type SubmissionState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'sending' }
  /** `retryAt` (milliseconds since 1970): when the next attempt starts by itself; null: when the respondent asks. */
  | { readonly phase: 'waiting'; readonly trouble: Trouble; readonly retryAt: number | null };

/** Refusals that the respondent's pages answer with something to do. */
export type Refusal =
  | { readonly code: 'answers-invalid'; readonly answers: AnswersInvalid['answers'] }
  | { readonly code: 'version-unknown' | 'unit-unknown' | 'link-closed' | 'link-not-open' | 'link-unknown' };

interface Handlers {
  readonly post: (submission: Submission) => Promise<SubmissionAnswer>;
  readonly onStored: (receipt: string) => void;
  readonly onRefused: (refusal: Refusal) => void;
}

/**
 * Sends a submission until an answer comes: one request at a time however often the button is tapped, again by itself after a
 * pause and when the connection returns. Every attempt carries the same submission id, so that it is stored once.
 */
export function useSubmission(handlers: Handlers) {
  const [state, setState] = useState<SubmissionState>({ phase: 'idle' });
  const latest = useRef(handlers);
  const pending = useRef<Submission | null>(null);
  const inFlight = useRef(false);
  const attempts = useRef(0);
  useEffect(() => {
    latest.current = handlers;
  });

  const attempt = useCallback(async () => {
    const submission = pending.current;
    if (!submission || inFlight.current) return;
    inFlight.current = true;
    setState({ phase: 'sending' });
    try {
      const { receipt } = await latest.current.post(submission);
      pending.current = null;
      setState({ phase: 'idle' });
      latest.current.onStored(receipt);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal) {
        pending.current = null;
        setState({ phase: 'idle' });
        latest.current.onRefused(refusal);
      } else {
        attempts.current += 1;
        const { trouble, delay } = judgeFailure(error, attempts.current, Math.random());
        setState({ phase: 'waiting', trouble, retryAt: delay === null ? null : Date.now() + delay });
      }
    } finally {
      inFlight.current = false;
    }
  }, []);

  const submit = useCallback(
    (submission: Submission) => {
      if (inFlight.current) return;
      pending.current = submission;
      attempts.current = 0;
      void attempt();
    },
    [attempt],
  );
  const retry = useCallback(() => void attempt(), [attempt]);
  /** The respondent goes back to the answers: nothing is sent behind their back. */
  const cancel = useCallback(() => {
    if (inFlight.current) return;
    pending.current = null;
    setState({ phase: 'idle' });
  }, []);

  const retryAt = state.phase === 'waiting' ? state.retryAt : null;
  useEffect(() => {
    if (retryAt === null) return undefined;
    const timer = setTimeout(retry, Math.max(0, retryAt - Date.now()));
    window.addEventListener('online', retry);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', retry);
    };
  }, [retryAt, retry]);

  return { state, submit, retry, cancel };
}

function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof ApiProblem)) return null;
  switch (error.code) {
    case 'answers-invalid':
      return { code: error.code, answers: (error.problem as Partial<AnswersInvalid>).answers ?? [] };
    case 'version-unknown':
    case 'unit-unknown':
    case 'link-closed':
    case 'link-not-open':
    case 'link-unknown':
      return { code: error.code };
    default:
      return null;
  }
}
