import { startTransition, useCallback, useEffect, useMemo, useOptimistic, useSyncExternalStore } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { historyOf, keepHistory, stepped, subscribe, visited } from './view-history';
import { isStep, readView, writeView, type BreakdownView } from './view-state';

export type ChangeView = (view: BreakdownView) => void;
export type UpdateView = (next: (view: BreakdownView) => BreakdownView) => void;

/** The view that the address holds, its setter, and the way back and on again; null: there is none. */
export interface AddressedView {
  readonly view: BreakdownView;
  readonly change: ChangeView;
  /** Changes whatever view the address holds by then; the same function always. */
  readonly update: UpdateView;
  /** Opens a query that was kept elsewhere. */
  readonly open: (query: string) => void;
  readonly undo: (() => void) | null;
  readonly redo: (() => void) | null;
}

/**
 * The view that the address holds, and a setter that changes the address. The change shows at once: a navigation takes
 * a moment, and a box that is ticked must look ticked. What shows something else is an entry of the browser's history;
 * every change is one of the session's own.
 */
export function useAddressedView(campaignId: string): AddressedView {
  const [search] = useSearchParams();
  const location = useLocation();
  const navigate = useNavigate();
  const address = location.search.replace(/^\?/, '');
  const addressed = useMemo(() => readView(search), [search]);
  const [view, show] = useOptimistic(addressed);
  const history = useSyncExternalStore(subscribe, () => historyOf(campaignId));
  useEffect(() => keepHistory(campaignId, visited(historyOf(campaignId), address)), [campaignId, address]);

  const go = useCallback(
    (query: string, replace: boolean): void =>
      startTransition(async () => {
        show(readView(new URLSearchParams(query)));
        await navigate({ search: query }, { replace });
      }),
    [show, navigate],
  );
  const update = useCallback<UpdateView>(
    (next) => {
      const from = readView(new URLSearchParams(window.location.search));
      const to = next(from);
      go(writeView(to).toString(), !isStep(from, to));
    },
    [go],
  );
  const step = (by: -1 | 1): (() => void) | null => {
    const there = stepped(history, by);
    if (there === history) return null;
    return () => {
      keepHistory(campaignId, there);
      go(there.entries[there.at] ?? '', true);
    };
  };
  return {
    view,
    change: (next) => go(writeView(next).toString(), !isStep(view, next)),
    update,
    open: (query) => go(query, false),
    undo: step(-1),
    redo: step(1),
  };
}
