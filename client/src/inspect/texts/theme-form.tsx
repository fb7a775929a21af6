import { App, Checkbox, Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextTheme } from '@duwen/shared/api';
import { useFieldProblem } from '../shell/problem-text';
import type { PanelOptions } from './read-panel';
import { useThemeSaving } from './texts-data';

interface ThemeFormOptions extends PanelOptions {
  /** null: a new one. */
  readonly theme: TextTheme | null;
  readonly onDone: () => void;
}

interface Values {
  readonly name: string;
  readonly description?: string;
  readonly retired?: boolean;
}

/** A theme's name, what it means, and whether it is given any more. */
export function ThemeForm({ campaignId, item, theme, onDone }: ThemeFormOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { message } = App.useApp();
  const problemOf = useFieldProblem();
  const [form] = Form.useForm<Values>();
  const saving = useThemeSaving(campaignId, item.item);
  const finish = async ({ name, description = '', retired = false }: Values): Promise<void> => {
    try {
      await saving.mutateAsync({ theme: theme?.id ?? null, values: { name, description, retired } });
      void message.success(t('themes.saved'));
      onDone();
    } catch (error) {
      form.setFields([{ name: 'name', errors: [problemOf(error)] }]);
    }
  };
  return (
    <Modal
      open
      title={theme ? t('themes.editOf', { name: theme.name }) : t('themes.add')}
      okText={t('themes.save')}
      cancelText={t('quality.cancel')}
      confirmLoading={saving.isPending}
      onOk={() => form.submit()}
      onCancel={onDone}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{
          name: theme?.name ?? '',
          description: theme?.description ?? '',
          retired: theme?.retired ?? false,
        }}
        onFinish={(values) => void finish(values)}
      >
        <Form.Item
          name="name"
          label={t('themes.name')}
          rules={[{ required: true, whitespace: true, message: t('themes.nameMissing') }]}
        >
          <Input maxLength={40} autoFocus />
        </Form.Item>
        <Form.Item name="description" label={t('themes.description')}>
          <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} />
        </Form.Item>
        {theme ? (
          <Form.Item name="retired" valuePropName="checked" noStyle>
            <Checkbox>{t('themes.retire')}</Checkbox>
          </Form.Item>
        ) : null}
      </Form>
    </Modal>
  );
}
