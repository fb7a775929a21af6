import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextTheme } from '@duwen/shared/api';

interface ThemeTogglesOptions {
  readonly themes: readonly TextTheme[];
  /** null: not coded. */
  readonly chosen: readonly string[] | null;
  readonly label: string;
  readonly onChange: (themes: readonly string[] | null) => void;
}

/** The themes as buttons that stay down, "none applies" among them; no button down is not coded. */
export function ThemeToggles({ themes, chosen, label, onChange }: ThemeTogglesOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const given = chosen ?? [];
  const toggle = (id: string): void =>
    onChange(given.includes(id) ? given.filter((theme) => theme !== id) : [...given, id]);
  const isNone = chosen?.length === 0;
  return (
    <div className="theme-toggles" role="group" aria-label={label}>
      {themes
        .filter(({ id, retired }) => !retired || given.includes(id))
        .map(({ id, name, description, retired }) => (
          <button
            key={id}
            type="button"
            aria-pressed={given.includes(id)}
            title={description || undefined}
            disabled={retired}
            onClick={() => toggle(id)}
          >
            {name}
          </button>
        ))}
      <button type="button" aria-pressed={isNone} onClick={() => onChange(isNone ? null : [])}>
        {t('texts.noTheme')}
      </button>
      {chosen !== null ? (
        <button type="button" className="uncode" onClick={() => onChange(null)}>
          {t('texts.uncode')}
        </button>
      ) : null}
    </div>
  );
}
