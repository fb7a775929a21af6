import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenTheme } from '@duwen/shared/evidence';
import { formatCount } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';
import { useCampaign } from '../campaigns/campaign-data';
import { MethodLink, MethodList } from '../methods/method-link';

interface ThemeListOptions {
  readonly campaignId: string;
  readonly themes: readonly OpenTheme[];
}

/** Recurrent themes of the open answers with masked quotations. */
export function ThemeList({ campaignId, themes }: ThemeListOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say, locale } = useLocale();
  const groups = useCampaign(campaignId).data?.groups ?? [];
  if (themes.length === 0) return null;
  const titleOf = (code: string): string => {
    const group = groups.find((known) => known.code === code);
    return group ? say(group.title) : code;
  };
  return (
    <section className="themes">
      <h3>
        {t('evidence.themes')} <MethodLink to="open-themes" />
      </h3>
      <p className="muted">{t('evidence.themesNote')}</p>
      <ul>
        {themes.map((theme) => (
          <li key={`${theme.item}-${theme.group}-${theme.term}`}>
            <p>
              <strong>{theme.term}</strong>{' '}
              <span className="muted">
                {titleOf(theme.group)} · {t('evidence.themeCount', { n: formatCount(theme.count) })}
              </span>
              <Tones theme={theme} />
            </p>
            {theme.companions.length > 0 ? (
              <p className="muted theme-companions">
                {t('evidence.companions', { terms: theme.companions.join(locale === 'zh' ? '、' : ', ') })}
              </p>
            ) : null}
            {theme.quotations.map((quotation) => (
              <blockquote key={quotation}>{quotation}</blockquote>
            ))}
          </li>
        ))}
      </ul>
      <MethodList of={['open-themes', 'tone', 'co-occurrence', 'withheld']} />
    </section>
  );
}

/** How many of those who mention it find it wanting, and praise it, as far as it may be told. */
function Tones({ theme: { critical, praising } }: { readonly theme: OpenTheme }): ReactNode {
  const { t } = useTranslation('inspect');
  return (
    <>
      {critical ? (
        <span className="tone tone-critical">{t('tone.critical', { n: formatCount(critical) })}</span>
      ) : null}
      {praising ? (
        <span className="tone tone-praising">{t('tone.praising', { n: formatCount(praising) })}</span>
      ) : null}
    </>
  );
}
