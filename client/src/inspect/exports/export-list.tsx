import { App, Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportJob } from '@duwen/shared/api';
import { formatMegabytes, formatWholePercent } from '../../ui/format/numbers';
import { campaignDateTime, campaignDay } from '../campaigns/campaign-time';
import { useProblemText } from '../shell/problem-text';
import { Failure, Loading } from '../shell/states';
import { exportFilePath, isUnderWay, useExportChanges, useExports } from './export-data';

interface ListOptions {
  readonly campaignId: string;
  /** Whether others' exports are in the list, so that it must say whose they are. */
  readonly showWho: boolean;
}

/** What has been asked for: how far it is, and the way to fetch, end or remove it. */
export function ExportList({ campaignId, showWho }: ListOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const exports = useExports(campaignId, true);
  if (exports.isError) return <Failure error={exports.error} onRetry={() => void exports.refetch()} />;
  if (!exports.data) return <Loading />;
  return (
    <>
      {exports.data.length === 0 ? <p className="muted">{t('exports.none')}</p> : null}
      <ul className="export-jobs">
        {exports.data.map((job) => (
          <JobEntry key={job.id} campaignId={campaignId} job={job} showWho={showWho} />
        ))}
      </ul>
    </>
  );
}

interface EntryOptions extends ListOptions {
  readonly job: ExportJob;
}

function JobEntry({ campaignId, job, showWho }: EntryOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const kind = t(`exports.kind.${job.kind}`);
  const name = job.name ?? `${kind} ${job.format}`;
  const when = campaignDateTime(job.createdAt);
  return (
    <li className="export-job">
      <div className="export-what">
        <strong>{name}</strong>
        <p className="muted">
          {showWho ? t('exports.asked', { user: job.username, time: when }) : when}
          {' · '}
          {/* Read out when it changes. */}
          <span role="status">{t(`exports.state.${job.state}`)}</span>
          {job.state === 'done'
            ? ` · ${formatMegabytes(job.bytes)} · ${t('exports.until', { time: campaignDay(job.expiresAt) })}`
            : null}
        </p>
        {isUnderWay(job) ? (
          <p className="export-progress">
            <progress aria-label={t('exports.progress', { name })} max={1} value={job.progress} />
            <span>{formatWholePercent(job.progress)}</span>
          </p>
        ) : null}
      </div>
      <JobActions campaignId={campaignId} job={job} name={name} />
    </li>
  );
}

interface ActionOptions {
  readonly campaignId: string;
  readonly job: ExportJob;
  readonly name: string;
}

function JobActions({ campaignId, job, name }: ActionOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { message } = App.useApp();
  const problemText = useProblemText();
  const { remove } = useExportChanges(campaignId);
  const end = (): void =>
    remove.mutate(job.id, { onError: (error) => void message.error(problemText(error)) });
  const action = isUnderWay(job) ? 'cancel' : 'remove';
  return (
    <span className="export-actions">
      {job.state === 'done' ? (
        // The browser fetches it itself: a file of gigabytes has no place in a page's memory.
        <Button
          type="primary"
          size="small"
          href={exportFilePath(campaignId, job.id)}
          download={name}
          aria-label={t('exports.downloadOf', { name })}
        >
          {t('exports.download')}
        </Button>
      ) : null}
      <Button
        size="small"
        aria-label={t(`exports.${action}Of`, { name })}
        loading={remove.isPending}
        onClick={end}
      >
        {t(`exports.${action}`)}
      </Button>
    </span>
  );
}
