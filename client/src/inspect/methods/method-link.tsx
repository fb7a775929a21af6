import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { MethodAnchor } from './method-anchors';
import './method-link.css';

interface MethodLinkOptions {
  readonly to: MethodAnchor;
  /** What the paragraph explains, as it is called on the screen. */
  readonly about: string;
}

/** A small sign beside an estimate that leads to the paragraph on how it was made. */
export function MethodLink({ to, about }: MethodLinkOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const label = t('methods.link', { about });
  return (
    <Link className="method-link no-print" to={`/methods#${to}`} aria-label={label} title={label}>
      <span aria-hidden="true">ⓘ</span>
    </Link>
  );
}
