import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '@duwen/shared/api';
import { RateBar } from '../../ui/charts/rate-bar';
import { SparkBars } from '../../ui/charts/spark-bars';
import { formatCount, formatPercent } from '../../ui/format/numbers';
import { formatDuration } from '../../ui/format/times';
import { useLocale } from '../../ui/i18n';
import { MethodLink } from '../methods/method-link';
import { rateOf } from './unit-rows';

/** Returns per respondent group: against its frame, day by day, and the median time. */
export function GroupTable({ overview }: { readonly overview: Overview }): ReactNode {
  const { t } = useTranslation('inspect');
  return (
    <div className="table-scroll" role="region" aria-labelledby="groups-title" tabIndex={0}>
      <table className="figures group-table">
        <thead>
          <tr>
            <th scope="col">{t('overview.group')}</th>
            <th scope="col" className="number">
              {t('overview.responses')}
            </th>
            <th scope="col" className="number">
              {t('overview.unitFrame')}
            </th>
            <th scope="col" colSpan={2}>
              {t('overview.rate')}
            </th>
            <th scope="col">{t('overview.daily')}</th>
            <th scope="col" className="number">
              {t('overview.median')} <MethodLink to="time-taken" />
            </th>
          </tr>
        </thead>
        <tbody>
          {overview.groups.map((group) => (
            <GroupRow key={group.group} group={group} days={overview.days} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface GroupRowOptions {
  readonly group: Overview['groups'][number];
  readonly days: Overview['days'];
}

function GroupRow({ group, days }: GroupRowOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say, locale } = useLocale();
  const { responses, frame, medianSeconds } = group;
  const rate = rateOf(responses, frame);
  const series = days.map(({ groups }) => groups[group.group] ?? 0);
  const written = days.map(({ day }, index) => `${day} ${formatCount(series[index] ?? 0)}`).join(', ');
  return (
    <tr>
      <th scope="row">{say(group.title)}</th>
      <td className="number">{formatCount(responses)}</td>
      <td className="number">{frame === null ? t('figure.none') : formatCount(frame)}</td>
      <td className="number rate-figure">{rate === null ? t('figure.none') : formatPercent(rate)}</td>
      <td className="rate-cell">{rate === null ? null : <RateBar rate={rate} />}</td>
      <td className="spark-cell">
        {days.length > 0 ? (
          <SparkBars
            values={series}
            label={t('overview.dailyOf', { group: say(group.title), series: written })}
          />
        ) : null}
      </td>
      <td className="number">
        {medianSeconds === null ? t('figure.none') : formatDuration(medianSeconds, locale)}
      </td>
    </tr>
  );
}
