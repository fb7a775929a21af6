import { App } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CampaignDetail } from '@duwen/shared/api';
import { indicatorsOf } from '@duwen/shared/codebook';
import { useLocale } from '../../ui/i18n';
import { FileButton } from './file-button';
import { parseJson, uploadProblem, type UploadProblem } from './problem-list';
import { ProblemTable } from './problem-table';
import { canChange, useSetFramework } from './setup-data';
import { Step, TemplateLink } from './step';

/** The framework: parts, sections and indicators that the report follows. */
export function FrameworkStep({ campaign }: { readonly campaign: CampaignDetail }): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const { message } = App.useApp();
  const setFramework = useSetFramework(campaign.id);
  const [problem, setProblem] = useState<UploadProblem | null>(null);
  const { framework } = campaign;
  const upload = async (file: File): Promise<void> => {
    const parsed = parseJson(await file.text());
    if (!parsed.ok) {
      const text = { name: file.name, why: parsed.why };
      setProblem({
        file: file.name,
        details: [{ message: { zh: t('invalid.notJson', text) } }],
        error: null,
      });
      return;
    }
    try {
      await setFramework.mutateAsync(parsed.value);
      setProblem(null);
      void message.success(t('setup.framework.imported'));
    } catch (error) {
      setProblem(uploadProblem(file.name, error));
    }
  };
  return (
    <Step title={t('setup.stepFramework')} done={framework !== null} about={t('setup.framework.about')}>
      {framework ? (
        <p>
          {t('setup.framework.loaded', {
            title: say(framework.title),
            sections: framework.parts.reduce((sum, part) => sum + part.sections.length, 0),
            indicators: indicatorsOf(framework).length,
          })}
        </p>
      ) : null}
      {canChange('framework', campaign.status) ? (
        <p className="step-actions">
          <FileButton
            accept=".json,application/json"
            busy={setFramework.isPending}
            primary={framework === null}
            label={`${t('setup.stepFramework')}: ${t(framework ? 'setup.replace' : 'setup.upload')}`}
            onFile={(file) => void upload(file)}
          >
            {t(framework ? 'setup.replace' : 'setup.upload')}
          </FileButton>
          <TemplateLink name="framework.json" />
        </p>
      ) : null}
      {problem ? <ProblemTable problem={problem} /> : null}
    </Step>
  );
}
