import type { ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { pictureOf, type Picture, type PictureCaption } from './picture';

/**
 * Draws a chart where nobody sees it and takes it as a picture: always of the same size and layout, whatever the screen's.
 *
 * @param chart renders one `svg`, at once: it may use the page's language, but no other context
 * @throws Error where it renders none
 */
export function drawOffscreen(chart: ReactElement, caption: PictureCaption): Picture {
  const holder = document.createElement('div');
  holder.setAttribute('aria-hidden', 'true');
  Object.assign(holder.style, { position: 'absolute', left: '-100000px', top: '0' });
  document.body.append(holder);
  const root = createRoot(holder);
  try {
    flushSync(() => root.render(chart));
    const svg = holder.querySelector('svg');
    if (!svg) throw new Error('There is no chart to take a picture of.');
    return pictureOf(svg, caption);
  } finally {
    root.unmount();
    holder.remove();
  }
}
