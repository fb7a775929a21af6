import { App } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CampaignDetail } from '@duwen/shared/api';
import { formatCount } from '../../ui/format/numbers';
import { FileButton } from './file-button';
import { uploadProblem, type UploadProblem } from './problem-list';
import { ProblemTable } from './problem-table';
import { canChange, useImportRoster } from './setup-data';
import { Step, TemplateLink } from './step';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** By its name: browsers on Windows give a CSV the type of whatever program opens it. */
const mediaType = (file: File): string => (/\.xlsx$/i.test(file.name) ? XLSX : 'text/csv');

/** The roster: schools and organisations with their counts. */
export function RosterStep({ campaign }: { readonly campaign: CampaignDetail }): ReactNode {
  const { t } = useTranslation('inspect');
  const { message } = App.useApp();
  const importRoster = useImportRoster(campaign.id);
  const [problem, setProblem] = useState<UploadProblem | null>(null);
  const done = campaign.unitCount > 0;
  const upload = async (file: File): Promise<void> => {
    try {
      const { units } = await importRoster.mutateAsync(new Blob([file], { type: mediaType(file) }));
      setProblem(null);
      void message.success(t('setup.roster.imported', { n: formatCount(units) }));
    } catch (error) {
      setProblem(uploadProblem(file.name, error));
    }
  };
  return (
    <Step title={t('setup.stepRoster')} done={done} about={t('setup.roster.about')}>
      {done ? <p>{t('setup.roster.loaded', { n: formatCount(campaign.unitCount) })}</p> : null}
      {canChange('roster', campaign.status) ? (
        <p className="step-actions">
          <FileButton
            accept=".csv,.xlsx"
            busy={importRoster.isPending}
            primary={!done}
            label={`${t('setup.stepRoster')}: ${t(done ? 'setup.replace' : 'setup.upload')}`}
            onFile={(file) => void upload(file)}
          >
            {t(done ? 'setup.replace' : 'setup.upload')}
          </FileButton>
          <TemplateLink name="roster.csv" />
          <TemplateLink name="roster.xlsx" />
        </p>
      ) : null}
      {problem ? <ProblemTable problem={problem} /> : null}
    </Step>
  );
}
