import { startTransition, useMemo, useOptimistic } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { readView, writeView, type BreakdownView } from './view-state';

/**
 * The view that the address holds, and a setter that changes the address. The change shows at once: a navigation takes
 * a moment, and a box that is ticked must look ticked.
 */
export function useAddressedView(): [view: BreakdownView, change: (view: BreakdownView) => void] {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const addressed = useMemo(() => readView(search), [search]);
  const [view, show] = useOptimistic(addressed);
  const change = (next: BreakdownView): void =>
    startTransition(async () => {
      show(next);
      await navigate({ search: writeView(next).toString() }, { replace: true });
    });
  return [view, change];
}
