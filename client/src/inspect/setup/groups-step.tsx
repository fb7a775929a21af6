import { App, Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CampaignDetail, GroupDetail } from '@duwen/shared/api';
import { useLocale } from '../../ui/i18n';
import { ConfirmButton } from './confirm-button';
import { GroupForm } from './group-form';
import { PhonePreview } from './phone-preview';
import { canChange, usePublishGroup, useRemoveGroup } from './setup-data';
import { Step, TemplateLink } from './step';

/** The respondent groups, each with its questionnaire: define, check, preview at phone size, publish. */
export function GroupsStep({ campaign }: { readonly campaign: CampaignDetail }): ReactNode {
  const { t } = useTranslation('inspect');
  /** The group whose form is open; 'new' for one that is not there yet. */
  const [editing, setEditing] = useState<string | null>(null);
  const [previewed, setPreviewed] = useState<GroupDetail | null>(null);
  const { groups } = campaign;
  const changeable = canChange('groups', campaign.status);
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
                changeable={changeable}
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
      {changeable ? (
        <p className="step-actions">
          <Button type={groups.length === 0 ? 'primary' : 'default'} onClick={() => setEditing('new')}>
            {t('setup.groups.add')}
          </Button>
          <TemplateLink name="questionnaire.json" />
        </p>
      ) : null}
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
  readonly changeable: boolean;
  readonly onEdit: () => void;
  readonly onPreview: () => void;
}

function GroupLine({ campaignId, group, changeable, onEdit, onPreview }: GroupLineOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const { message } = App.useApp();
  const publish = usePublishGroup(campaignId);
  const remove = useRemoveGroup(campaignId);
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
        {changeable ? (
          <Button size="small" onClick={onEdit} aria-label={`${t('setup.groups.edit')}: ${title}`}>
            {t('setup.groups.edit')}
          </Button>
        ) : null}
        {changeable && group.link === null ? (
          <ConfirmButton
            action={t('setup.group.remove')}
            of={title}
            question={t('setup.group.removeConfirm', { title })}
            look={{ size: 'small', danger: true }}
            onConfirm={() => remove.mutateAsync(group.code)}
          />
        ) : null}
        {changeable && questionnaire?.status === 'draft' ? (
          <ConfirmButton
            action={t('setup.group.publish')}
            of={title}
            question={t('setup.group.publishConfirm', { title })}
            look={{ size: 'small', type: 'primary' }}
            onConfirm={async () => {
              await publish.mutateAsync(group.code);
              void message.success(t('setup.group.publishedNow'));
            }}
          />
        ) : null}
      </span>
    </div>
  );
}
