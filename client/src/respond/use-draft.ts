import { useCallback, useMemo, useRef, useState } from 'react';
import { changeDraft, newDraft, type Done, type Draft, type DraftChange } from './draft';
import type { DraftStore } from './draft-store';

/** The draft of this page, and how it changes. Every change is on this device before the next one is written. */
export interface DraftHolder {
  readonly draft: Draft | null;
  readonly done: Done | null;
  /** Whether the last change is kept beyond this page. */
  readonly durable: boolean;
  begin(version: string): Draft;
  change(change: DraftChange): void;
  finish(receipt: string): void;
  /** Removes the draft and the receipt. */
  forget(): void;
}

/** Holds the draft in memory and writes it behind: one write at a time, and only the latest state. */
export function useDraft(
  code: string,
  store: DraftStore,
  initial: { draft: Draft | null; done: Done | null },
): DraftHolder {
  const [draft, setDraft] = useState(initial.draft);
  const [done, setDone] = useState(initial.done);
  const [durable, setDurable] = useState(store.durable);
  const current = useRef(initial.draft);
  const writer = useMemo(() => latestWriter(store, setDurable), [store]);

  const hold = useCallback((next: Draft | null) => {
    current.current = next;
    setDraft(next);
  }, []);
  const begin = useCallback(
    (version: string) => {
      const next = newDraft(code, version, new Date());
      hold(next);
      writer.save(next);
      return next;
    },
    [code, hold, writer],
  );
  const change = useCallback(
    (what: DraftChange) => {
      if (!current.current) return;
      const next = changeDraft(current.current, what, new Date());
      hold(next);
      writer.save(next);
    },
    [hold, writer],
  );
  const finish = useCallback(
    (receipt: string) => {
      const finished = current.current;
      if (!finished) return;
      const record: Done = { code, receipt, submittedAt: new Date().toISOString() };
      hold(null);
      setDone(record);
      writer.run(() => store.finish(finished, record));
    },
    [code, hold, store, writer],
  );
  const forget = useCallback(() => {
    hold(null);
    setDone(null);
    writer.run(() => store.clear(code));
  }, [code, hold, store, writer]);

  return { draft, done, durable, begin, change, finish, forget };
}

/** Writes in order; of drafts that wait, only the latest is written. */
function latestWriter(store: DraftStore, onResult: (kept: boolean) => void) {
  let queue = Promise.resolve();
  let waiting: Draft | null = null;
  const run = (write: () => Promise<void>): void => {
    waiting = null;
    queue = queue.then(write).then(
      () => onResult(store.durable),
      () => onResult(false),
    );
  };
  const save = (draft: Draft): void => {
    const scheduled = waiting !== null;
    waiting = draft;
    if (scheduled) return;
    queue = queue
      .then(async () => {
        const latest = waiting;
        waiting = null;
        if (latest) await store.save(latest);
      })
      .then(
        () => onResult(store.durable),
        () => onResult(false),
      );
  };
  return { run, save };
}
