import type {
  LinkInfo,
  PreviewAnswer,
  PublishedQuestionnaire,
  Submission,
  SubmissionAnswer,
  UnitChoice,
} from '@duwen/shared/api';
import { call } from '../ui/api-client';
import { memoryStore, openDraftStore, type DraftStore } from './draft-store';
import { submissionOf, type Done, type Draft } from './draft';

/** Where a questionnaire comes from and where its answers go. */
interface Source {
  readonly units: () => Promise<readonly UnitChoice[]>;
  readonly questionnaire: () => Promise<PublishedQuestionnaire>;
  readonly post: (submission: Submission) => Promise<SubmissionAnswer>;
}

/** Everything that the first screen needs. */
export interface Opened {
  readonly code: string;
  readonly preview: boolean;
  readonly link: LinkInfo;
  readonly store: DraftStore;
  readonly source: Source;
  readonly draft: Draft | null;
  readonly done: Done | null;
}

/** A slow network gets longer for what must not fail. */
const SUBMIT_TIMEOUT_MS = 30_000;

/**
 * Opens a link. A draft that was sent before the link closed, but never answered, is sent again: the server gives the receipt
 * of what it has stored already.
 *
 * @throws ApiProblem, TransportError
 */
export async function openLink(code: string): Promise<Opened> {
  const base = `/api/links/${encodeURIComponent(code)}`;
  const [link, store] = await Promise.all([call<LinkInfo>(base), openDraftStore()]);
  const source: Source = {
    units: () => call(`${base}/units`),
    questionnaire: () => call(`${base}/questionnaire`),
    post: (submission) =>
      call(`${base}/responses`, { method: 'POST', body: submission, timeoutMs: SUBMIT_TIMEOUT_MS }),
  };
  const kept = await store.load(code).catch(() => ({ draft: null, done: null }));
  const opened = { code, preview: false, link, store, source, ...kept };
  const { draft } = kept;
  return draft?.attempted && link.state !== 'open' ? settle(opened, draft) : opened;
}

/** Asks for the receipt of a draft that was sent while the link was open. */
async function settle(opened: Opened, draft: Draft): Promise<Opened> {
  try {
    const { receipt } = await opened.source.post(submissionOf(draft));
    const done: Done = { code: opened.code, receipt, submittedAt: draft.savedAt };
    await opened.store.finish(draft, done);
    return { ...opened, draft: null, done };
  } catch {
    // It was never stored, or there is no telling now: the page says that the link is closed, and the draft stays.
    return opened;
  }
}

/** Loads once for all that ask; a failure is forgotten, so that asking again tries again. */
export function cached<T>(load: () => Promise<T>): () => Promise<T> {
  let pending: Promise<T> | null = null;
  return () => {
    pending ??= load().catch((error: unknown) => {
      pending = null;
      throw error;
    });
    return pending;
  };
}

/**
 * Opens the preview of a group's questionnaire: nothing is kept, nothing is sent.
 *
 * @throws ApiProblem, TransportError
 */
export async function openPreview(campaign: string, group: string): Promise<Opened> {
  const path = `/api/campaigns/${encodeURIComponent(campaign)}/groups/${encodeURIComponent(group)}/preview`;
  const { link, units, questionnaire } = await call<PreviewAnswer>(path);
  const source: Source = {
    units: async () => units,
    questionnaire: async () => questionnaire,
    post: async () => {
      throw new Error('A preview is not submitted');
    },
  };
  return {
    code: `preview/${campaign}/${group}`,
    preview: true,
    link: { ...link, state: 'open' },
    store: memoryStore(),
    source,
    draft: null,
    done: null,
  };
}
