import {
  useEffect,
  useId,
  useRef,
  useState,
  type CSSProperties,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  type SyntheticEvent,
} from 'react';
import { createPortal } from 'react-dom';
import { figureBeside } from './figure-keys';

/** What each figure on the page says; written when it is looked at, not before: a table has thousands. */
const wordsOf = new WeakMap<Element, () => string>();

interface FigureOptions {
  /** Base, method and interval of the figure, in a sentence or two. */
  readonly words: () => string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A figure that says how it came about, on hover, focus and tap. Only within `FigureTips`. */
export function Figure({ words, className, children }: FigureOptions): ReactNode {
  return (
    <span
      className={className ? `figure-told ${className}` : 'figure-told'}
      data-figure=""
      tabIndex={-1}
      ref={(element) => {
        if (element) wordsOf.set(element, words);
      }}
    >
      {children}
    </span>
  );
}

interface Tip {
  readonly text: string;
  readonly style: CSSProperties;
}

/** Widest tip and its distance from the edge of the window, px. */
const TIP_WIDTH = 330;
const EDGE = 8;
/** A tip stands above a figure that is nearer than this to the window's foot, px. */
const TIP_ROOM = 150;

/** Tells the figures in it. Each table is one stop of the Tab key; arrows move from figure to figure. */
export function FigureTips({ children }: { readonly children: ReactNode }): ReactNode {
  const id = useId();
  const holder = useRef<HTMLDivElement>(null);
  const [tip, setTip] = useState<Tip | null>(null);
  useEffect(() => giveTabStops(holder.current));
  const hide = (): void => setTip(null);
  const show = (event: SyntheticEvent): void => {
    const figure = figureOf(event.target);
    const words = figure && wordsOf.get(figure);
    if (words) setTip({ text: words(), style: placeBy(figure) });
  };
  const onFocus = (event: FocusEvent): void => {
    show(event);
    const figure = figureOf(event.target);
    if (!figure) return;
    takeTabStop(figure);
    figure.setAttribute('aria-describedby', id);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') hide();
    const figure = figureOf(event.target);
    const next =
      figure && !event.altKey && !event.ctrlKey && !event.metaKey && figureBeside(figure, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <div
      ref={holder}
      onFocus={onFocus}
      onBlur={hide}
      onMouseOver={show}
      onMouseOut={hide}
      onClick={show}
      onKeyDown={onKeyDown}
    >
      {children}
      {tip
        ? createPortal(
            <span className="tip figure-tip" role="tooltip" id={id} style={tip.style}>
              {tip.text}
            </span>,
            document.body,
          )
        : null}
    </div>
  );
}

const figureOf = (target: EventTarget): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-figure]') : null;

function placeBy(figure: Element): CSSProperties {
  const { left, top, bottom } = figure.getBoundingClientRect();
  const x = Math.max(EDGE, Math.min(left, window.innerWidth - TIP_WIDTH));
  return bottom > window.innerHeight - TIP_ROOM
    ? { left: x, bottom: window.innerHeight - top + 4 }
    : { left: x, top: bottom + 4 };
}

const groupOf = (figure: Element): Element | null => figure.closest('table');

/** Makes a figure the one that the Tab key stops at in its table. */
function takeTabStop(figure: Element): void {
  for (const other of groupOf(figure)?.querySelectorAll('[data-figure][tabindex="0"]') ?? [])
    other.setAttribute('tabindex', '-1');
  figure.setAttribute('tabindex', '0');
}

function giveTabStops(holder: Element | null): void {
  for (const table of holder?.querySelectorAll('table') ?? [])
    if (!table.querySelector('[data-figure][tabindex="0"]'))
      table.querySelector('[data-figure]')?.setAttribute('tabindex', '0');
}
