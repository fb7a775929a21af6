/** The addresses that views of a campaign had in this session, and which one is shown. */
export interface ViewHistory {
  readonly entries: readonly string[];
  readonly at: number;
}

/** More than these are forgotten, the oldest first. */
const MOST_ENTRIES = 200;

export const NO_HISTORY: ViewHistory = { entries: [], at: -1 };

/**
 * The history once an address is shown. Going on from an earlier view forgets the later ones; going to the neighbour (the
 * browser's own back and forward) is an undo or a redo.
 */
export function visited(history: ViewHistory, address: string): ViewHistory {
  const { entries, at } = history;
  if (entries[at] === address) return history;
  if (entries[at - 1] === address) return { entries, at: at - 1 };
  if (entries[at + 1] === address) return { entries, at: at + 1 };
  const kept = [...entries.slice(0, at + 1), address].slice(-MOST_ENTRIES);
  return { entries: kept, at: kept.length - 1 };
}

/** One view back (−1) or on again (+1); the same history where there is none. */
export function stepped(history: ViewHistory, by: -1 | 1): ViewHistory {
  const at = history.at + by;
  return at < 0 || at >= history.entries.length ? history : { ...history, at };
}

/** Histories by campaign, as long as the tab lives; `sessionStorage` carries them over a reload. */
const histories = new Map<string, ViewHistory>();
const listeners = new Set<() => void>();

const storageKey = (campaignId: string): string => `duwen.views.${campaignId}`;

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function historyOf(campaignId: string): ViewHistory {
  const known = histories.get(campaignId) ?? stored(campaignId);
  histories.set(campaignId, known);
  return known;
}

export function keepHistory(campaignId: string, history: ViewHistory): void {
  if (history === histories.get(campaignId)) return;
  histories.set(campaignId, history);
  try {
    sessionStorage.setItem(storageKey(campaignId), JSON.stringify(history));
  } catch {
    // Storage may be forbidden or full: the history then ends with the page.
  }
  for (const listener of listeners) listener();
}

function stored(campaignId: string): ViewHistory {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(storageKey(campaignId)) ?? 'null');
    if (isHistory(value)) return value;
  } catch {
    // As above.
  }
  return NO_HISTORY;
}

function isHistory(value: unknown): value is ViewHistory {
  if (typeof value !== 'object' || value === null) return false;
  const { entries, at } = value as Partial<ViewHistory>;
  return (
    Array.isArray(entries) &&
    entries.every((entry) => typeof entry === 'string') &&
    Number.isInteger(at) &&
    (at as number) < entries.length
  );
}
