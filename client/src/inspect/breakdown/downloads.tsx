import { App, Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadFile } from '../../ui/download-file';
import { formatMegabytes } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';
import { campaignPath } from '../campaigns/campaign-data';
import { isAskable } from './breakdown-data';
import { Exports } from '../exports/exports';
import { useProblemText } from '../shell/problem-text';
import { requestQuery, tableRequest, tableRequestQuery, type BreakdownView } from './view-state';

interface DownloadsOptions {
  readonly campaignId: string;
  readonly view: BreakdownView;
}

/** The way out: this view or the whole campaign as a file, other exports, and the view's address to send on. */
export function Downloads({ campaignId, view }: DownloadsOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { locale } = useLocale();
  const { message } = App.useApp();
  const isTable = view.way === 'table';
  const request = tableRequest(view);
  const query = isTable ? tableRequestQuery(request) : requestQuery(view.request);
  const kind = isTable ? 'table' : 'breakdown';
  const viewPath = (format: 'xlsx' | 'csv'): string =>
    campaignPath(campaignId, `/${kind}.${format}?${query}&locale=${locale}`);
  const nothing = isTable ? !isAskable(request) : view.request.items.length === 0;
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(window.location.href);
      void message.success(t('links.copied'));
    } catch {
      void message.warning(t('links.copyFailed'));
    }
  };
  return (
    <div className="downloads no-print">
      <Button size="small" onClick={() => void copy()}>
        {t('breakdown.share')}
      </Button>
      <DownloadButton
        path={viewPath('xlsx')}
        name={`${kind}.xlsx`}
        disabled={nothing}
        label={t('breakdown.downloadView')}
      />
      <DownloadButton
        path={viewPath('csv')}
        name={`${kind}.csv`}
        disabled={nothing}
        label={t('exports.viewCsv')}
      />
      <DownloadButton
        path={campaignPath(campaignId, `/workbook.xlsx?locale=${locale}`)}
        name="workbook.xlsx"
        label={t('breakdown.downloadWorkbook')}
      />
      <Exports campaignId={campaignId} />
    </div>
  );
}

interface DownloadButtonOptions {
  readonly path: string;
  readonly name: string;
  readonly label: string;
  readonly disabled?: boolean;
}

function DownloadButton({ path, name, label, disabled = false }: DownloadButtonOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { message } = App.useApp();
  const problemText = useProblemText();
  const [received, setReceived] = useState<number | null>(null);
  const start = async (): Promise<void> => {
    setReceived(0);
    try {
      void message.success(t('breakdown.downloaded', { name: await downloadFile(path, name, setReceived) }));
    } catch (error) {
      void message.error(problemText(error));
    } finally {
      setReceived(null);
    }
  };
  const progress =
    received === null || received === 0
      ? t('breakdown.preparing')
      : t('breakdown.received', { size: formatMegabytes(received) });
  return (
    <>
      <Button size="small" disabled={disabled} loading={received !== null} onClick={() => void start()}>
        {received === null ? label : progress}
      </Button>
      <span role="status" className="visually-hidden">
        {received === null ? '' : progress}
      </span>
    </>
  );
}
