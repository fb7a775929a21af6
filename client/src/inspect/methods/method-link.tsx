import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { MethodAnchor } from './method-anchors';
import './method-link.css';

interface MethodLinkOptions {
  readonly to: MethodAnchor;
  /** The method's name as the link; else a small sign. */
  readonly named?: boolean;
}

/** Beside an estimate: leads to the paragraph on how it was made. */
export function MethodLink({ to, named = false }: MethodLinkOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const name = t(`method.${to}`);
  const label = t('methods.link', { about: name });
  const className = named ? 'method-link method-name' : 'method-link';
  return (
    <Link className={className} to={`/methods#${to}`} aria-label={label} title={label}>
      <span aria-hidden="true">{named ? name : 'ⓘ'}</span>
    </Link>
  );
}

/** The methods behind what is shown, by name. */
export function MethodList({ of }: { readonly of: readonly MethodAnchor[] }): ReactNode {
  const { t } = useTranslation('inspect');
  return (
    <p className="method-list">
      {t('methods.of')}
      {of.map((anchor) => (
        <MethodLink key={anchor} to={anchor} named />
      ))}
    </p>
  );
}
