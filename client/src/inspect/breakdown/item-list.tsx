import { useEffect, useState, type ReactNode } from 'react';
import type { ItemBreakdown } from '@duwen/shared/breakdown';

interface ItemListOptions {
  readonly items: readonly ItemBreakdown[];
  readonly panel: (item: ItemBreakdown) => ReactNode;
}

/** Enough to fill a screen at once. */
const AT_ONCE = 3;

/**
 * The items' panels under each other. The first come at once and the others one after another, so that the page answers
 * meanwhile; all come, for searching in the page and for paper.
 */
export function ItemList({ items, panel }: ItemListOptions): ReactNode {
  const [mounted, setMounted] = useState(AT_ONCE);
  const isWhole = mounted >= items.length;
  useEffect(() => {
    if (isWhole) return undefined;
    const timer = setTimeout(() => setMounted(mounted + 1), 0);
    return () => clearTimeout(timer);
  }, [isWhole, mounted]);
  return <div aria-busy={!isWhole}>{items.slice(0, mounted).map(panel)}</div>;
}
