import { App, Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupDetail } from '@duwen/shared/api';
import { useLocale } from '../../ui/i18n';
import { useCampaign, useCampaignId, campaignPath } from '../campaigns/campaign-data';
import { campaignDay } from '../campaigns/campaign-time';
import { Empty, Loading } from '../shell/states';
import { useTitle } from '../shell/use-title';
import '../../ui/link-button.css';
import './links.css';

/** The open link of each group with its QR code, to copy, download or print. */
export function LinksScreen(): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const id = useCampaignId();
  const campaign = useCampaign(id).data;
  useTitle(t('nav.links'), campaign && say(campaign.name));
  if (!campaign) return <Loading />;
  return (
    <div className="page links">
      <div className="page-head">
        <h2>{t('links.title')}</h2>
        {campaign.groups.some(({ link }) => link) ? (
          <Button className="no-print" onClick={() => window.print()}>
            {t('links.print')}
          </Button>
        ) : null}
      </div>
      <p className="muted no-print">{t('links.note')}</p>
      {campaign.groups.length === 0 ? (
        <Empty title={t('links.empty')} />
      ) : (
        <ul className="link-list">
          {campaign.groups.map((group) => (
            <LinkEntry
              key={group.code}
              campaignId={id}
              group={group}
              heading={say(campaign.name)}
              period={`${campaignDay(campaign.opensAt)} — ${campaignDay(campaign.closesAt)}`}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

interface LinkEntryOptions {
  readonly campaignId: string;
  readonly group: GroupDetail;
  /** What stands over the code in print. */
  readonly heading: string;
  readonly period: string;
}

function LinkEntry({ campaignId, group, heading, period }: LinkEntryOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const title = say(group.title);
  const code = campaignPath(campaignId, `/groups/${group.code}/qr`);
  return (
    <li className={group.link ? 'link-entry' : 'link-entry no-print'}>
      {group.link ? (
        <img
          src={`${code}.svg`}
          alt={t('links.qrLabel', { group: title })}
          width={132}
          height={132}
          className="qr-code"
        />
      ) : (
        <span className="qr-code qr-missing" aria-hidden="true" />
      )}
      <div>
        <p className="only-print">{heading}</p>
        <h3>{title}</h3>
        <p className="only-print">
          {t('links.scan')} · {period}
        </p>
        {group.questionnaire ? (
          <p className="muted no-print">
            {t('links.items', { n: group.questionnaire.itemCount, version: group.questionnaire.version })}
          </p>
        ) : null}
        {group.link ? (
          <LinkActions
            title={title}
            address={group.link.url}
            image={`${code}.png`}
            fileName={`${group.code}.png`}
          />
        ) : (
          <p className="muted">{t('links.unpublished')}</p>
        )}
        {group.questionnaire ? (
          <p className="no-print">
            <a href={`/preview/${campaignId}/${group.code}`} target="_blank" rel="noreferrer">
              {t('links.preview')}
            </a>
          </p>
        ) : null}
      </div>
    </li>
  );
}

interface LinkActionsOptions {
  readonly title: string;
  readonly address: string;
  /** Address of the QR code as an image to download. */
  readonly image: string;
  readonly fileName: string;
}

function LinkActions({ title, address, image, fileName }: LinkActionsOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { message } = App.useApp();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(address);
      void message.success(t('links.copied'));
    } catch {
      void message.warning(t('links.copyFailed'));
    }
  };
  return (
    <>
      <p className="link-address">
        <a href={address} target="_blank" rel="noreferrer">
          {address}
        </a>
      </p>
      <p className="link-actions no-print">
        <Button size="small" onClick={() => void copy()} aria-label={`${t('links.copy')}: ${title}`}>
          {t('links.copy')}
        </Button>
        <a className="link-button link-button-small" href={image} download={fileName}>
          {t('links.download')}
        </a>
      </p>
    </>
  );
}
