import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding, GroupFigure } from '@duwen/shared/evidence';
import { IntervalMark, ShareAxis, shareDomain } from '../../ui/charts/interval-mark';
import { formatCount, formatInterval, formatPercent } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';
import { Withheld } from '../../ui/withheld';
import { MethodLink } from '../methods/method-link';

interface GroupChartOptions {
  readonly finding: Finding;
  readonly minimumCell: number;
}

/** Dot and interval by group, with the threshold across: a table whose one column is drawn. */
export function GroupChart({ finding, minimumCell }: GroupChartOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const { groups, threshold } = finding;
  const domain = useMemo(() => shareDomain(groups.flatMap(extent), threshold), [groups, threshold]);
  const drawn = groups.some((group) => group.favourable ?? group.bounds);
  if (!drawn && !groups.some(({ suppressed }) => suppressed)) return null;
  return (
    <div className="table-scroll" role="region" aria-label={say(finding.itemTitle)} tabIndex={0}>
      <table className="figures group-chart">
        <caption>
          {t('evidence.chart')}
          {threshold !== null ? ` · ${t('evidence.threshold', { share: formatPercent(threshold) })}` : ''}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('evidence.group')}</th>
            <th scope="col" className="interval-cell">
              <span className="visually-hidden">{t('col.interval')}</span>
              <ShareAxis domain={domain} />
            </th>
            <th scope="col" className="number">
              {t('col.favourable')} <MethodLink to="favourable" />
            </th>
            <th scope="col" className="number">
              {t('col.interval')} <MethodLink to="wilson" />
            </th>
            <th scope="col" className="number">
              {t('col.n')} <MethodLink to="base" />
            </th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <GroupRow
              key={group.group}
              group={group}
              domain={domain}
              threshold={threshold}
              minimumCell={minimumCell}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function extent({ favourable, bounds }: GroupFigure): number[] {
  if (favourable) return [favourable.lower, favourable.upper];
  return bounds ? [bounds.atLeast, bounds.atMost] : [];
}

interface GroupRowOptions {
  readonly group: GroupFigure;
  readonly domain: readonly [number, number];
  readonly threshold: number | null;
  readonly minimumCell: number;
}

function GroupRow({ group, domain, threshold, minimumCell }: GroupRowOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const { favourable, bounds } = group;
  const row = say(group.label);
  if (favourable) {
    const values = {
      share: formatPercent(favourable.share),
      interval: formatInterval(favourable.lower, favourable.upper),
      n: formatCount(favourable.n),
    };
    return (
      <tr>
        <th scope="row">{row}</th>
        <td className="interval-cell">
          <IntervalMark
            estimate={favourable.share}
            lower={favourable.lower}
            upper={favourable.upper}
            domain={domain}
            threshold={threshold}
            label={t('interval.label', { row, ...values })}
          />
        </td>
        <td className="number favourable">{values.share}</td>
        <td className="number muted">{values.interval}</td>
        <td className="number">{values.n}</td>
      </tr>
    );
  }
  if (bounds) {
    const values = {
      low: formatPercent(bounds.atLeast),
      high: formatPercent(bounds.atMost),
      n: formatCount(bounds.n),
    };
    return (
      <tr>
        <th scope="row">{row}</th>
        <td className="interval-cell">
          <IntervalMark
            estimate={null}
            lower={bounds.atLeast}
            upper={bounds.atMost}
            domain={domain}
            threshold={threshold}
            label={t('interval.boundsLabel', { row, ...values })}
          />
        </td>
        <td className="number" colSpan={2}>
          <Withheld reason={t('row.boundsAbout', { minimum: minimumCell })}>
            {formatInterval(bounds.atLeast, bounds.atMost)}
          </Withheld>
        </td>
        <td className="number">{values.n}</td>
      </tr>
    );
  }
  return (
    <tr>
      <th scope="row">{row}</th>
      <td colSpan={4} className="number">
        {group.suppressed ? (
          <Withheld reason={t('figure.withheld', { minimum: minimumCell })}>
            {t('figure.withheldShort')}
          </Withheld>
        ) : (
          t('row.noAnswers')
        )}
      </td>
    </tr>
  );
}
