import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { CampaignDetail, CampaignInput } from '@duwen/shared/api';
import { call } from '../../ui/api-client';
import { LinkButton } from '../../ui/link-button';
import { useProblemText } from '../shell/problem-text';
import { useTitle } from '../shell/use-title';
import { campaignKey, campaignsKey } from './campaign-data';
import { readCampaignForm, type CampaignField, type CampaignFormValues } from './campaign-form-values';
import './campaigns.css';

const LIMIT: Readonly<Partial<Record<CampaignField, number>>> = { district: 60 };

/** A new round: name, district, dates, minimum cell. What comes next is its checklist. */
export function CreateCampaignScreen(): ReactNode {
  const { t } = useTranslation('inspect');
  const [form] = Form.useForm<CampaignFormValues>();
  const navigate = useNavigate();
  const client = useQueryClient();
  const problemText = useProblemText();
  useTitle(t('create.title'));
  const create = useMutation({
    mutationFn: (body: CampaignInput) => call<CampaignDetail>('/api/campaigns', { method: 'POST', body }),
    onSuccess: (campaign) => {
      client.setQueryData(campaignKey(campaign.id), campaign);
      void client.invalidateQueries({ queryKey: campaignsKey });
      void navigate(`/campaigns/${campaign.id}/setup`);
    },
  });
  const submit = (values: CampaignFormValues): void => {
    const read = readCampaignForm(values);
    if (read.ok) {
      create.mutate(read.input);
      return;
    }
    form.setFields(
      read.problems.map(({ field, problem }) => ({
        name: field,
        errors: [t(`invalid.${problem}`, { n: LIMIT[field] ?? 200 })],
      })),
    );
    const [first] = read.problems;
    if (first) form.focusField(first.field);
  };
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('create.title')}</h1>
      </div>
      <Form
        form={form}
        layout="vertical"
        className="campaign-form"
        initialValues={{ minimumCell: 5 }}
        onFinish={submit}
      >
        {create.isError ? <Alert type="error" role="alert" title={problemText(create.error)} /> : null}
        <CampaignFields />
        <div className="actions">
          <Button type="primary" htmlType="submit" loading={create.isPending}>
            {t('create.submit')}
          </Button>
          <LinkButton to="/">{t('create.cancel')}</LinkButton>
        </div>
      </Form>
    </div>
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
