import { useState, type KeyboardEvent, type SVGAttributes } from 'react';

/** How a key moves among the points of a chart. */
export function movedPoint(from: number, key: string, count: number): number | null {
  const within = (place: number): number => Math.min(count - 1, Math.max(0, place));
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return within(from + 1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return within(from - 1);
    case 'PageDown':
      return within(from + 10);
    case 'PageUp':
      return within(from - 10);
    case 'Home':
      return 0;
    case 'End':
      return within(count - 1);
    default:
      return null;
  }
}

export interface RovingPoints {
  /** What the point that was last looked at says; null: none was yet. */
  readonly readout: string | null;
  /** Attributes of the element that holds the points. */
  readonly holder: { readonly onKeyDown: (event: KeyboardEvent) => void };
  /** Attributes of the point at `place`, said as `words`. */
  readonly point: (place: number, words: string) => SVGAttributes<SVGGElement> & { 'data-point': number };
}

/** The points of a chart as one stop of the Tab key; arrows, Home and End move among them. Each is an image with its words. */
export function useRovingPoints(count: number): RovingPoints {
  const [stop, setStop] = useState(0);
  const [readout, setReadout] = useState<string | null>(null);
  const current = Math.min(stop, Math.max(0, count - 1));
  return {
    readout,
    holder: {
      onKeyDown: (event) => {
        const next = movedPoint(current, event.key, count);
        if (next === null) return;
        event.preventDefault();
        event.currentTarget.querySelector<SVGGElement>(`[data-point="${next}"]`)?.focus();
      },
    },
    point: (place, words) => ({
      'data-point': place,
      className: 'plot-point',
      role: 'img',
      'aria-label': words,
      tabIndex: place === current ? 0 : -1,
      onFocus: () => {
        setStop(place);
        setReadout(words);
      },
      onMouseEnter: () => setReadout(words),
    }),
  };
}
