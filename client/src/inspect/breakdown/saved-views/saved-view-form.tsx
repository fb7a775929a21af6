import { App, Checkbox, Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedView } from '@duwen/shared/api';
import { useFieldProblem } from '../../shell/problem-text';
import { useSavedViewChanges } from './saved-view-data';

interface SavedViewFormOptions {
  readonly campaignId: string;
  /** The view to change; null keeps what is shown under a new name. */
  readonly view: SavedView | null;
  /** The query of what is shown. */
  readonly query: string;
  readonly onDone: () => void;
}

interface Values {
  readonly name: string;
  readonly note?: string;
  readonly shared: boolean;
  readonly replace?: boolean;
}

/** Name, note and who sees it. */
export function SavedViewForm({ campaignId, view, query, onDone }: SavedViewFormOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { message } = App.useApp();
  const problemOf = useFieldProblem();
  const [form] = Form.useForm<Values>();
  const { save } = useSavedViewChanges(campaignId);
  const finish = async ({ name, note, shared, replace }: Values): Promise<void> => {
    const kept = view === null || replace ? query : view.query;
    try {
      await save.mutateAsync({
        id: view?.id ?? null,
        values: { name, note: note ?? '', shared, query: kept },
      });
      void message.success(t('saved.saved', { name }));
      onDone();
    } catch (error) {
      form.setFields([{ name: 'name', errors: [problemOf(error)] }]);
    }
  };
  return (
    <Modal
      open
      title={t(view ? 'saved.editTitle' : 'saved.save')}
      okText={t('saved.keep')}
      cancelText={t('condition.cancel')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onDone}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ name: view?.name ?? '', note: view?.note ?? '', shared: view?.shared ?? false }}
        onFinish={(values) => void finish(values)}
      >
        <Form.Item
          name="name"
          label={t('saved.name')}
          rules={[{ required: true, whitespace: true, message: t('saved.nameMissing') }]}
        >
          <Input maxLength={80} autoFocus />
        </Form.Item>
        <Form.Item name="note" label={t('saved.note')}>
          <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} />
        </Form.Item>
        <Form.Item name="shared" valuePropName="checked" noStyle>
          <Checkbox>{t('saved.shared')}</Checkbox>
        </Form.Item>
        {view ? (
          <Form.Item name="replace" valuePropName="checked" noStyle>
            <Checkbox>{t('saved.replace')}</Checkbox>
          </Form.Item>
        ) : null}
      </Form>
    </Modal>
  );
}
