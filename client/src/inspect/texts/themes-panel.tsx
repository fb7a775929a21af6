import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemThemes, TextTheme } from '@duwen/shared/api';
import { RateBar } from '../../ui/charts/rate-bar';
import { formatCount, formatPercent } from '../../ui/format/numbers';
import { Failure, Loading } from '../shell/states';
import type { PanelOptions } from './read-panel';
import { useItemThemes } from './texts-data';
import { ThemeForm } from './theme-form';

/** The themes of an item and how far the coders have come. */
export function ThemesPanel({ campaignId, item }: PanelOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const themes = useItemThemes(campaignId, item.item);
  // undefined: no form; null: a new theme.
  const [edited, setEdited] = useState<TextTheme | null | undefined>(undefined);
  if (themes.isPending) return <Loading />;
  if (!themes.data) return <Failure error={themes.error} onRetry={() => void themes.refetch()} />;
  return (
    <div className="themes-panel">
      <p className="muted">{t('themes.intro')}</p>
      <ThemeTable themes={themes.data.themes} onEdit={setEdited} />
      <Button className="no-print" onClick={() => setEdited(null)}>
        {t('themes.add')}
      </Button>
      <h3 id="coding-progress">{t('themes.progress')}</h3>
      <Progress of={themes.data} />
      {edited === undefined ? null : (
        <ThemeForm campaignId={campaignId} item={item} theme={edited} onDone={() => setEdited(undefined)} />
      )}
    </div>
  );
}

interface ThemeTableOptions {
  readonly themes: readonly TextTheme[];
  readonly onEdit: (theme: TextTheme) => void;
}

function ThemeTable({ themes, onEdit }: ThemeTableOptions): ReactNode {
  const { t } = useTranslation('inspect');
  if (themes.length === 0) return <p>{t('themes.none')}</p>;
  return (
    <div className="table-scroll" role="region" aria-label={t('texts.themes')} tabIndex={0}>
      <table className="figures theme-table">
        <thead>
          <tr>
            <th scope="col">{t('themes.name')}</th>
            <th scope="col">{t('themes.description')}</th>
            <th scope="col">{t('themes.by')}</th>
            <th scope="col">{t('themes.state')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {themes.map((theme) => (
            <tr key={theme.id}>
              <th scope="row">{theme.name}</th>
              <td>{theme.description}</td>
              <td>{theme.by}</td>
              <td className="muted">{t(theme.retired ? 'themes.retired' : 'themes.inUse')}</td>
              <td>
                <Button
                  size="small"
                  type="link"
                  aria-label={t('themes.editOf', { name: theme.name })}
                  onClick={() => onEdit(theme)}
                >
                  {t('themes.edit')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Progress({ of: { coders, answers } }: { readonly of: ItemThemes }): ReactNode {
  const { t } = useTranslation('inspect');
  if (coders.length === 0) return <p className="muted">{t('themes.noCoder')}</p>;
  return (
    <table className="figures progress-table" aria-labelledby="coding-progress">
      <thead>
        <tr>
          <th scope="col">{t('themes.coder')}</th>
          <th scope="col" className="number">
            {t('themes.codedOf')}
          </th>
          <td />
          <td />
        </tr>
      </thead>
      <tbody>
        {coders.map(({ coder, coded }) => {
          const rate = answers === 0 ? 0 : coded / answers;
          return (
            <tr key={coder}>
              <th scope="row">{coder}</th>
              <td className="number">
                {formatCount(coded)} / {formatCount(answers)}
              </td>
              <td className="number">{formatPercent(rate)}</td>
              <td className="rate-cell">
                <RateBar rate={rate} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
