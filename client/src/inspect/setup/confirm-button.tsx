import { App, Button, Modal, type ButtonProps } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../ui/api-client';
import { useLocale } from '../../ui/i18n';
import { useProblemText } from '../shell/problem-text';

interface ConfirmButtonOptions {
  /** What is done: on the button, over the question, and on the button that answers it. */
  readonly action: string;
  /** To what, where several such buttons stand on a page. */
  readonly of?: string;
  readonly question: string;
  readonly look: Pick<ButtonProps, 'type' | 'size' | 'danger' | 'disabled'>;
  readonly onConfirm: () => Promise<unknown>;
}

/** A button for what is not easily undone: it asks once more, and says what went wrong. */
export function ConfirmButton({ action, of, question, look, onConfirm }: ConfirmButtonOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const confirm = async (): Promise<void> => {
    setBusy(true);
    try {
      await onConfirm();
    } catch (error) {
      const details = error instanceof ApiProblem ? (error.problem.errors ?? []) : [];
      void message.error([problemText(error), ...details.map((detail) => say(detail.message))].join(' '));
    }
    setBusy(false);
    setAsking(false);
  };
  return (
    <>
      <Button {...look} {...(of ? { 'aria-label': `${action}: ${of}` } : {})} onClick={() => setAsking(true)}>
        {action}
      </Button>
      <Modal
        open={asking}
        title={action}
        okText={action}
        cancelText={t('setup.status.cancel')}
        okButtonProps={{ danger: look.danger ?? false }}
        confirmLoading={busy}
        onOk={() => void confirm()}
        onCancel={() => setAsking(false)}
      >
        {question}
      </Modal>
    </>
  );
}
