import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '@duwen/shared/api';
import { DayBars } from '../../ui/charts/day-bars';
import { formatCount, formatPercent } from '../../ui/format/numbers';
import { formatDuration } from '../../ui/format/times';
import { useLocale } from '../../ui/i18n';
import { useCampaign, useCampaignId } from '../campaigns/campaign-data';
import { campaignDateTime } from '../campaigns/campaign-time';
import { Failure, Loading } from '../shell/states';
import { useTitle } from '../shell/use-title';
import { FlagTable } from './flag-table';
import { GroupTable } from './group-table';
import { useLiveOverview, useOverview } from './overview-data';
import { rateOf } from './unit-rows';
import { UnitTable } from './unit-table';
import './overview.css';

/** Returns as they come in: per group against the frame, per day, per school, with time taken and quality marks. */
export function OverviewScreen(): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const id = useCampaignId();
  const campaign = useCampaign(id).data;
  const overview = useOverview(id);
  const connected = useLiveOverview(id);
  useTitle(t('nav.overview'), campaign && say(campaign.name));
  if (overview.isPending) return <Loading />;
  if (!overview.data) return <Failure error={overview.error} onRetry={() => void overview.refetch()} />;
  const { data } = overview;
  const live = campaign?.status === 'open';
  return (
    <div className="page overview">
      <div className="page-head">
        <h2 className="visually-hidden">{t('overview.title')}</h2>
        <p className="as-of">
          {t('figure.asOf', { time: campaignDateTime(data.asOf) })}
          {live ? (
            <span className={connected ? 'live' : 'live live-paused'} role="status">
              {t(connected ? 'overview.live' : 'overview.paused')}
            </span>
          ) : null}
        </p>
      </div>
      <KeyFigures overview={data} />
      <div className="overview-columns">
        <section>
          <h2 id="groups-title">{t('overview.groups')}</h2>
          <GroupTable overview={data} />
        </section>
        <section>
          <h2 id="days-title">{t('overview.days')}</h2>
          <Days overview={data} />
          <h2 id="flags-title" className="second">
            {t('overview.flags')}
          </h2>
          <FlagTable overview={data} />
        </section>
      </div>
      <section>
        <UnitTable units={data.units} minimumCell={campaign?.minimumCell ?? 0} />
      </section>
    </div>
  );
}

function KeyFigures({ overview }: { readonly overview: Overview }): ReactNode {
  const { t } = useTranslation('inspect');
  const { locale } = useLocale();
  const { responses, frame, medianSeconds, flagged } = overview;
  const rate = rateOf(responses, frame);
  const figures: [label: string, figure: string, note: string][] = [
    [
      t('overview.responses'),
      formatCount(responses),
      frame === null ? t('overview.noFrame') : t('overview.frame', { n: formatCount(frame) }),
    ],
    [t('overview.rate'), rate === null ? t('figure.none') : formatPercent(rate), t('overview.rateNote')],
    [
      t('overview.median'),
      medianSeconds === null ? t('figure.none') : formatDuration(medianSeconds, locale),
      t('overview.medianNote'),
    ],
    [
      t('overview.flagged'),
      formatCount(flagged),
      responses > 0 ? t('overview.flaggedNote', { share: formatPercent(flagged / responses) }) : '',
    ],
  ];
  return (
    <dl className="key-figures">
      {figures.map(([label, figure, note]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="figure">{figure}</dd>
          {note ? <dd className="note">{note}</dd> : null}
        </div>
      ))}
    </dl>
  );
}

function Days({ overview }: { readonly overview: Overview }): ReactNode {
  const { t } = useTranslation('inspect');
  if (overview.days.length === 0) return <p className="muted">{t('overview.noDays')}</p>;
  const series = overview.days.map(({ day, responses }) => `${day} ${formatCount(responses)}`).join(', ');
  return <DayBars days={overview.days} label={t('overview.daysLabel', { series })} />;
}
