import { App, Button, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CampaignDetail, GroupDetail } from '@duwen/shared/api';
import { useLocale } from '../../ui/i18n';
import { useProblemText } from '../shell/problem-text';
import { GroupForm } from './group-form';
import { PhonePreview } from './phone-preview';
import { usePublishGroup } from './setup-data';
import { Step, TemplateLink } from './step';

/** The respondent groups, each with its questionnaire: define, check, preview at phone size, publish. */
export function GroupsStep({ campaign }: { readonly campaign: CampaignDetail }): ReactNode {
  const { t } = useTranslation('inspect');
  /** The group whose form is open; 'new' for one that is not there yet. */
  const [editing, setEditing] = useState<string | null>(null);
  const [previewed, setPreviewed] = useState<GroupDetail | null>(null);
  const { groups } = campaign;
  const done = groups.length > 0 && groups.every(({ link }) => link !== null);
  return (
    <Step title={t('setup.stepGroups')} done={done} about={t('setup.groups.about')}>
      {groups.length > 0 ? (
        <ul className="group-list">
          {groups.map((group) => (
            <li key={group.code}>
              <GroupLine
                campaignId={campaign.id}
                group={group}
                onEdit={() => setEditing(editing === group.code ? null : group.code)}
                onPreview={() => setPreviewed(group)}
              />
              {editing === group.code ? (
                <GroupForm campaignId={campaign.id} group={group} onClose={() => setEditing(null)} />
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      <p className="step-actions">
        <Button type={groups.length === 0 ? 'primary' : 'default'} onClick={() => setEditing('new')}>
          {t('setup.groups.add')}
        </Button>
        <TemplateLink name="questionnaire.json" />
      </p>
      {editing === 'new' ? (
        <GroupForm campaignId={campaign.id} group={null} onClose={() => setEditing(null)} />
      ) : null}
      <PhonePreview campaignId={campaign.id} group={previewed} onClose={() => setPreviewed(null)} />
    </Step>
  );
}

interface GroupLineOptions {
  readonly campaignId: string;
  readonly group: GroupDetail;
  readonly onEdit: () => void;
  readonly onPreview: () => void;
}

function GroupLine({ campaignId, group, onEdit, onPreview }: GroupLineOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const title = say(group.title);
  const { questionnaire } = group;
  const state = questionnaire
    ? `${t('setup.group.items', { n: questionnaire.itemCount })} · ${questionnaire.version} · ${t(
        questionnaire.status === 'published' ? 'setup.group.published' : 'setup.group.draft',
      )}`
    : t('setup.group.none');
  return (
    <div className="group-line">
      <span>
        <strong>{title}</strong> <span className="muted">{group.code}</span>
        <span className="muted group-state">{state}</span>
      </span>
      <span className="step-actions">
        {questionnaire ? (
          <Button size="small" onClick={onPreview} aria-label={`${t('setup.group.preview')}: ${title}`}>
            {t('setup.group.preview')}
          </Button>
        ) : null}
        <Button size="small" onClick={onEdit} aria-label={`${t('setup.groups.edit')}: ${title}`}>
          {t('setup.groups.edit')}
        </Button>
        {questionnaire?.status === 'draft' ? <PublishButton campaignId={campaignId} group={group} /> : null}
      </span>
    </div>
  );
}

interface PublishOptions {
  readonly campaignId: string;
  readonly group: GroupDetail;
}

function PublishButton({ campaignId, group }: PublishOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const publish = usePublishGroup(campaignId);
  const [asking, setAsking] = useState(false);
  const title = say(group.title);
  const confirm = async (): Promise<void> => {
    try {
      await publish.mutateAsync(group.code);
      void message.success(t('setup.group.publishedNow'));
    } catch (error) {
      void message.error(problemText(error));
    }
    setAsking(false);
  };
  return (
    <>
      <Button
        size="small"
        type="primary"
        onClick={() => setAsking(true)}
        aria-label={`${t('setup.group.publish')}: ${title}`}
      >
        {t('setup.group.publish')}
      </Button>
      <Modal
        open={asking}
        title={t('setup.group.publish')}
        okText={t('setup.group.publish')}
        cancelText={t('setup.status.cancel')}
        confirmLoading={publish.isPending}
        onOk={() => void confirm()}
        onCancel={() => setAsking(false)}
      >
        {t('setup.group.publishConfirm', { title })}
      </Modal>
    </>
  );
}
