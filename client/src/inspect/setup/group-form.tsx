import { App, Button, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupDetail } from '@duwen/shared/api';
import { STAGES, STAGE_TITLES } from '@duwen/shared/codebook';
import { useLocale } from '../../ui/i18n';
import { NamedPopup } from '../../ui/named-popup';
import { FileButton } from './file-button';
import { groupFormValues, readGroupForm, type GroupFormValues } from './group-form-values';
import { parseJson, uploadProblem, type UploadProblem } from './problem-list';
import { ProblemTable } from './problem-table';
import { usePutGroup } from './setup-data';

interface GroupFormOptions {
  readonly campaignId: string;
  /** null: a new group. */
  readonly group: GroupDetail | null;
  readonly onClose: () => void;
}

interface Questionnaire {
  readonly file: string;
  readonly json: Record<string, unknown>;
}

/** A group and its questionnaire. Nothing is kept when anything is wrong, and nothing typed here is lost then. */
export function GroupForm({ campaignId, group, onClose }: GroupFormOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { message } = App.useApp();
  const [form] = Form.useForm<GroupFormValues>();
  const putGroup = usePutGroup(campaignId);
  const [questionnaire, setQuestionnaire] = useState<Questionnaire | null>(null);
  const [problem, setProblem] = useState<UploadProblem | null>(null);
  const [fileMissing, setFileMissing] = useState(false);

  const choose = async (file: File): Promise<void> => {
    const parsed = parseJson(await file.text());
    if (
      parsed.ok &&
      typeof parsed.value === 'object' &&
      parsed.value !== null &&
      !Array.isArray(parsed.value)
    ) {
      setQuestionnaire({ file: file.name, json: parsed.value as Record<string, unknown> });
      setProblem(null);
      setFileMissing(false);
      return;
    }
    const why = parsed.ok ? '{ … }' : parsed.why;
    setQuestionnaire(null);
    setProblem({
      file: file.name,
      details: [{ message: { zh: t('invalid.notJson', { name: file.name, why }) } }],
      error: null,
    });
  };

  const save = async (values: GroupFormValues): Promise<void> => {
    const read = readGroupForm(values, questionnaire?.json ?? {});
    setFileMissing(questionnaire === null);
    if (!read.ok) {
      form.setFields(
        read.problems.map(({ field, problem: kind }) => ({
          name: field,
          errors: [t(`invalid.${kind}`, { n: 200 })],
        })),
      );
      return;
    }
    if (!questionnaire) return;
    try {
      await putGroup.mutateAsync({ code: read.code, input: read.input });
      void message.success(t('setup.group.saved', { title: read.input.title.zh }));
      onClose();
    } catch (error) {
      setProblem(uploadProblem(questionnaire.file, error));
    }
  };

  return (
    <Form
      form={form}
      layout="vertical"
      className="group-form"
      name={`group-${group?.code ?? 'new'}`}
      initialValues={groupFormValues(group)}
      onFinish={(values) => void save(values)}
    >
      <GroupFields existing={group !== null} />
      <Form.Item
        label={t('setup.group.questionnaire')}
        {...(fileMissing
          ? { validateStatus: 'error' as const, help: t('setup.group.questionnaireMissing') }
          : {})}
      >
        <div className="step-actions">
          <FileButton
            accept=".json,application/json"
            busy={false}
            primary={false}
            label={`${t('setup.group.questionnaire')}: ${t('setup.upload')}`}
            onFile={(file) => void choose(file)}
          >
            {t('setup.upload')}
          </FileButton>
          <span role="status">{questionnaire?.file}</span>
        </div>
      </Form.Item>
      {problem ? <ProblemTable problem={problem} /> : null}
      <div className="step-actions">
        <Button type="primary" htmlType="submit" loading={putGroup.isPending}>
          {t('setup.group.save')}
        </Button>
        <Button onClick={onClose}>{t('create.cancel')}</Button>
      </div>
    </Form>
  );
}

/** A group's code never changes: answers and the roster name it. */
function GroupFields({ existing }: { readonly existing: boolean }): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const unitKind = Form.useWatch<GroupFormValues['unitKind']>('unitKind');
  return (
    <div className="group-fields">
      <Form.Item name="code" label={t('setup.group.code')} extra={t('setup.group.codeHint')}>
        <Input disabled={existing} autoCapitalize="none" spellCheck={false} />
      </Form.Item>
      <Form.Item name="titleZh" label={t('setup.group.titleZh')}>
        <Input />
      </Form.Item>
      <Form.Item name="titleEn" label={t('setup.group.titleEn')}>
        <Input />
      </Form.Item>
      <Form.Item name="unitKind" label={t('setup.group.units')}>
        <Select
          popupRender={(menu) => <NamedPopup name={t('setup.group.units')}>{menu}</NamedPopup>}
          options={[
            { value: 'school', label: t('setup.group.unitsSchool') },
            { value: 'body', label: t('setup.group.unitsBody') },
            { value: 'none', label: t('setup.group.unitsNone') },
          ]}
        />
      </Form.Item>
      <Form.Item name="frame" label={t('setup.group.frame')}>
        <InputNumber precision={0} />
      </Form.Item>
      <Form.Item name="stages" label={t('setup.group.stages')} hidden={unitKind !== 'school'}>
        <Checkbox.Group
          options={STAGES.map((stage) => ({ value: stage, label: say(STAGE_TITLES[stage]) }))}
        />
      </Form.Item>
    </div>
  );
}
