import { App, Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { QualityMark } from '@duwen/shared/api';
import { useFieldProblem } from '../shell/problem-text';
import { EffectWords } from './effect-words';
import { useDecision } from './quality-data';

interface DecisionFormOptions {
  readonly campaignId: string;
  readonly mark: QualityMark;
  readonly onDone: () => void;
}

/** Asks for the reason of a decision, beside what it does. */
export function DecisionForm({ campaignId, mark, onDone }: DecisionFormOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { message } = App.useApp();
  const problemOf = useFieldProblem();
  const [form] = Form.useForm<{ reason: string }>();
  const decision = useDecision(campaignId);
  const { flag, excluded, effect } = mark;
  const finish = async ({ reason }: { reason: string }): Promise<void> => {
    try {
      await decision.mutateAsync({ flag, excluded: !excluded, reason });
      void message.success(t('quality.recorded'));
      onDone();
    } catch (error) {
      form.setFields([{ name: 'reason', errors: [problemOf(error)] }]);
    }
  };
  return (
    <Modal
      open
      title={t(excluded ? 'quality.letInTitle' : 'quality.leaveOutTitle', { mark: t(`flag.${flag}`) })}
      okText={t('quality.record')}
      cancelText={t('quality.cancel')}
      confirmLoading={decision.isPending}
      onOk={() => form.submit()}
      onCancel={onDone}
    >
      <EffectWords effect={effect} />
      <p>{t('quality.consequence')}</p>
      <Form form={form} layout="vertical" onFinish={(values) => void finish(values)}>
        <Form.Item
          name="reason"
          label={t('quality.reason')}
          rules={[{ required: true, whitespace: true, message: t('quality.reasonMissing') }]}
        >
          <Input.TextArea
            maxLength={500}
            autoFocus
            placeholder={t('quality.reasonHint')}
            autoSize={{ minRows: 3, maxRows: 8 }}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
