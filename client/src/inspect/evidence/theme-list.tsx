import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenTheme } from '@duwen/shared/evidence';
import { formatCount } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';
import { useCampaign } from '../campaigns/campaign-data';

interface ThemeListOptions {
  readonly campaignId: string;
  readonly themes: readonly OpenTheme[];
}

/** Recurrent themes of the open answers with masked quotations. */
export function ThemeList({ campaignId, themes }: ThemeListOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const groups = useCampaign(campaignId).data?.groups ?? [];
  if (themes.length === 0) return null;
  const titleOf = (code: string): string => {
    const group = groups.find((known) => known.code === code);
    return group ? say(group.title) : code;
  };
  return (
    <section className="themes">
      <h3>{t('evidence.themes')}</h3>
      <p className="muted">{t('evidence.themesNote')}</p>
      <ul>
        {themes.map((theme) => (
          <li key={`${theme.item}-${theme.group}-${theme.term}`}>
            <p>
              <strong>{theme.term}</strong>{' '}
              <span className="muted">
                {titleOf(theme.group)} · {t('evidence.themeCount', { n: formatCount(theme.count) })}
              </span>
            </p>
            {theme.quotations.map((quotation) => (
              <blockquote key={quotation}>{quotation}</blockquote>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
