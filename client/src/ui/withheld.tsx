import { useId, useState, type CSSProperties, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

interface WithheldOptions {
  /** What stands in the figure's place: a word, or the range that may be told. */
  readonly children: ReactNode;
  /** Why, in a sentence: shown on hover and on focus. */
  readonly reason: string;
}

/** The mark of a figure that is withheld. It never looks like a zero or like nothing. */
export function Withheld({ children, reason }: WithheldOptions): ReactNode {
  const id = useId();
  const [at, setAt] = useState<CSSProperties | null>(null);
  const show = (mark: HTMLElement): void => {
    const { left, bottom } = mark.getBoundingClientRect();
    setAt({ left: Math.max(8, Math.min(left, window.innerWidth - 300)), top: bottom + 4 });
  };
  const hide = (): void => setAt(null);
  return (
    <span
      className="withheld"
      tabIndex={0}
      {...(at ? { 'aria-describedby': id } : {})}
      onMouseEnter={(event) => show(event.currentTarget)}
      onMouseLeave={hide}
      onFocus={(event) => show(event.currentTarget)}
      onBlur={hide}
      onKeyDown={(event) => {
        if (event.key === 'Escape') hide();
      }}
    >
      {children}
      {at
        ? createPortal(
            <span className="tip" role="tooltip" id={id} style={at}>
              {reason}
            </span>,
            document.body,
          )
        : null}
    </span>
  );
}
