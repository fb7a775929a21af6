import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupDetail } from '@duwen/shared/api';
import { useLocale } from '../../ui/i18n';

interface PreviewOptions {
  readonly campaignId: string;
  /** The group shown; null: the preview is closed. */
  readonly group: GroupDetail | null;
  readonly onClose: () => void;
}

/** A questionnaire as a phone shows it: the respondent's own page, drafts included, in a frame of a phone's size. */
export function PhonePreview({ campaignId, group, onClose }: PreviewOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const title = group ? t('setup.previewTitle', { title: say(group.title) }) : '';
  return (
    <Modal open={group !== null} title={title} footer={null} width={424} onCancel={onClose} destroyOnHidden>
      {group ? <iframe className="phone" title={title} src={`/preview/${campaignId}/${group.code}`} /> : null}
    </Modal>
  );
}
