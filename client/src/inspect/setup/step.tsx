import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface StepOptions {
  readonly title: string;
  readonly done: boolean;
  readonly about?: string;
  readonly children: ReactNode;
}

/** One line of the checklist. */
export function Step({ title, done, about, children }: StepOptions): ReactNode {
  const { t } = useTranslation('inspect');
  return (
    <li className={done ? 'step is-done' : 'step'}>
      <div className="step-head">
        <h3>{title}</h3>
        <span className="step-state">{t(done ? 'setup.done' : 'setup.todo')}</span>
      </div>
      {about ? <p className="muted">{about}</p> : null}
      {children}
    </li>
  );
}

/** A template of the server's, to download and fill in. */
export function TemplateLink({ name }: { readonly name: string }): ReactNode {
  const { t } = useTranslation('inspect');
  return (
    <a href={`/api/templates/${name}`} download={name}>
      {t('setup.template')} <span className="muted">{name}</span>
    </a>
  );
}
