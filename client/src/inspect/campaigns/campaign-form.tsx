import { Alert, Button, Form, Input, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CampaignInput } from '@duwen/shared/api';
import { useProblemText } from '../shell/problem-text';
import { readCampaignForm, type CampaignField, type CampaignFormValues } from './campaign-form-values';
import './campaigns.css';

/** The longest text of a field, where it is not the usual 200. */
const LONGEST: Readonly<Partial<Record<CampaignField, number>>> = { district: 60 };

interface CampaignFormOptions {
  readonly initial: CampaignFormValues;
  readonly submitText: string;
  readonly busy: boolean;
  /** Why the last attempt was refused. */
  readonly error: Error | null;
  readonly onSubmit: (input: CampaignInput) => void;
  /** The way out, beside the submit button. */
  readonly children: ReactNode;
}

/** A round's name, district, organiser, dates and minimum cell. Everything wrong is named at once, at its field. */
export function CampaignForm(options: CampaignFormOptions): ReactNode {
  const { initial, submitText, busy, error, onSubmit, children } = options;
  const { t } = useTranslation('inspect');
  const [form] = Form.useForm<CampaignFormValues>();
  const problemText = useProblemText();
  const submit = (values: CampaignFormValues): void => {
    const read = readCampaignForm(values);
    if (read.ok) {
      onSubmit(read.input);
      return;
    }
    form.setFields(
      read.problems.map(({ field, problem }) => ({
        name: field,
        errors: [t(`invalid.${problem}`, { n: LONGEST[field] ?? 200 })],
      })),
    );
    const [first] = read.problems;
    if (first) form.focusField(first.field);
  };
  return (
    <Form form={form} layout="vertical" className="campaign-form" initialValues={initial} onFinish={submit}>
      {error ? <Alert type="error" role="alert" title={problemText(error)} /> : null}
      <CampaignFields />
      <div className="actions">
        <Button type="primary" htmlType="submit" loading={busy}>
          {submitText}
        </Button>
        {children}
      </div>
    </Form>
  );
}

function CampaignFields(): ReactNode {
  const { t } = useTranslation('inspect');
  return (
    <>
      <Form.Item name="nameZh" label={t('create.nameZh')}>
        <Input />
      </Form.Item>
      <Form.Item name="nameEn" label={t('create.nameEn')}>
        <Input />
      </Form.Item>
      <Form.Item name="district" label={t('create.district')} extra={t('create.districtHint')}>
        <Input />
      </Form.Item>
      <Form.Item name="organiserZh" label={t('create.organiserZh')} extra={t('create.organiserHint')}>
        <Input />
      </Form.Item>
      <Form.Item name="organiserEn" label={t('create.organiserEn')}>
        <Input />
      </Form.Item>
      <div className="pair">
        <Form.Item name="opensAt" label={t('create.opensAt')}>
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item name="closesAt" label={t('create.closesAt')}>
          <Input type="datetime-local" />
        </Form.Item>
      </div>
      <Form.Item name="minimumCell" label={t('create.minimumCell')} extra={t('create.minimumCellHint')}>
        <InputNumber precision={0} />
      </Form.Item>
    </>
  );
}
