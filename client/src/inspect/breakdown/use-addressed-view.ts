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
  /** Back (−1) or on again (+1), where there is anything; the same function always. */
  readonly step: (by: -1 | 1) => void;
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
  // A change is history at once, not when the address has followed: the next key may be pressed before.
  const goOn = useCallback(
    (query: string, replace: boolean): void => {
      keepHistory(campaignId, visited(historyOf(campaignId), query));
      go(query, replace);
    },
    [campaignId, go],
  );
  const update = useCallback<UpdateView>(
    (next) => {
      const { entries, at } = historyOf(campaignId);
      const from = readView(new URLSearchParams(entries[at] ?? window.location.search));
      const to = next(from);
      goOn(writeView(to).toString(), !isStep(from, to));
    },
    [campaignId, goOn],
  );
  const step = useCallback(
    (by: -1 | 1): void => {
      const known = historyOf(campaignId);
      const there = stepped(known, by);
      if (there === known) return;
      keepHistory(campaignId, there);
      go(there.entries[there.at] ?? '', true);
    },
    [campaignId, go],
  );
  const can = (by: -1 | 1): boolean => stepped(history, by) !== history;
  return {
    view,
    change: (next) => goOn(writeView(next).toString(), !isStep(view, next)),
    update,
    open: (query) => goOn(query, false),
    step,
    undo: can(-1) ? () => step(-1) : null,
    redo: can(1) ? () => step(1) : null,
  };
}
