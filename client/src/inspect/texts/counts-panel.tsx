import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ThemeCounts } from '@duwen/shared/api';
import { formatCount, formatPercent } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';
import { Withheld } from '../../ui/withheld';
import { Empty, Failure, Loading } from '../shell/states';
import type { PanelOptions } from './read-panel';
import { useItemThemes, useThemeCounts } from './texts-data';

/** How many of the coded answers speak of each theme, by group. */
export function CountsPanel({ campaignId, item }: PanelOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const counts = useThemeCounts(campaignId, item.item);
  const themes = useItemThemes(campaignId, item.item).data?.themes ?? [];
  if (counts.isPending) return <Loading />;
  if (!counts.data) return <Failure error={counts.error} onRetry={() => void counts.refetch()} />;
  const { data } = counts;
  if (data.all === 0) return <Empty title={t('counts.none')} />;
  const titleOf = (code: string): string => {
    const group = item.groups.find((known) => known.code === code);
    return group ? say(group.title) : code;
  };
  return (
    <div className="counts-panel">
      <p className="muted">
        {t('counts.note')} {data.unsettled > 0 ? t('counts.unsettled', { n: data.unsettled }) : null}
      </p>
      <div className="table-scroll" role="region" aria-label={t('texts.counts')} tabIndex={0}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t('themes.name')}</th>
              <th scope="col" className="number">
                {t('col.total')}
              </th>
              {data.groups.map((group) => (
                <th scope="col" className="number" key={group}>
                  {titleOf(group)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className="total-row">
              <th scope="row">{t('counts.coded')}</th>
              <CountCell count={data.all} of={null} minimum={data.minimumCell} />
              {data.coded.map((count, place) => (
                <CountCell key={data.groups[place]} count={count} of={null} minimum={data.minimumCell} />
              ))}
            </tr>
            {data.themes.map((theme) => (
              <ThemeRow
                key={theme.theme}
                name={themes.find(({ id }) => id === theme.theme)?.name ?? theme.theme}
                theme={theme}
                counts={data}
              />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

interface ThemeRowOptions {
  readonly name: string;
  readonly theme: ThemeCounts['themes'][number];
  readonly counts: ThemeCounts;
}

function ThemeRow({ name, theme, counts }: ThemeRowOptions): ReactNode {
  return (
    <tr>
      <th scope="row">{name}</th>
      <CountCell count={theme.all} of={counts.all} minimum={counts.minimumCell} />
      {theme.counts.map((count, place) => (
        <CountCell
          key={counts.groups[place]}
          count={count}
          of={counts.coded[place] ?? null}
          minimum={counts.minimumCell}
        />
      ))}
    </tr>
  );
}

interface CountCellOptions {
  readonly count: number | null;
  /** What it is a share of; null: of nothing. */
  readonly of: number | null;
  readonly minimum: number;
}

function CountCell({ count, of: base, minimum }: CountCellOptions): ReactNode {
  const { t } = useTranslation('inspect');
  return (
    <td className="number">
      {count === null ? (
        <Withheld reason={t('figure.withheld', { minimum })}>{t('figure.withheldShort')}</Withheld>
      ) : (
        <>
          {formatCount(count)}
          {base ? <span className="muted"> {formatPercent(count / base)}</span> : null}
        </>
      )}
    </td>
  );
}
