import type { ReactNode } from 'react';
import { Link } from 'react-router';
import './link-button.css';

interface LinkButtonOptions {
  readonly to: string;
  readonly primary?: boolean;
  readonly children: ReactNode;
}

/** A link that looks like a button: it goes somewhere, so it can be opened in another tab. */
export function LinkButton({ to, primary = false, children }: LinkButtonOptions): ReactNode {
  return (
    <Link to={to} className={primary ? 'link-button link-button-primary' : 'link-button'}>
      {children}
    </Link>
  );
}
