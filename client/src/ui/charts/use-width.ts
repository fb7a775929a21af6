import { useCallback, useState } from 'react';

/**
 * How wide an element is, in whole pixels: what is drawn in it is laid out anew when that changes.
 *
 * @param initial taken until the element is there
 * @returns a ref for the element, and its width
 */
export function useWidth(initial: number): [ref: (element: HTMLElement | null) => void, width: number] {
  const [width, setWidth] = useState(initial);
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      const measured = Math.floor(entry?.contentRect.width ?? 0);
      // Hidden, or not laid out yet: what was drawn may stay.
      if (measured > 0) setWidth(measured);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
