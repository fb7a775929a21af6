import type { ReactNode } from 'react';
import type { TextSpan } from '@duwen/shared/api';

interface MarkedTextOptions {
  readonly text: string;
  /** In order, none over another. */
  readonly found: readonly TextSpan[];
}

/** A text with what was searched for marked in it. */
export function MarkedText({ text, found }: MarkedTextOptions): ReactNode {
  return found.length === 0 ? (
    text
  ) : (
    <>
      {found.map(([from, to], index) => (
        <span key={from}>
          {text.slice(index === 0 ? 0 : found[index - 1]![1], from)}
          <mark>{text.slice(from, to)}</mark>
        </span>
      ))}
      {text.slice(found[found.length - 1]![1])}
    </>
  );
}
