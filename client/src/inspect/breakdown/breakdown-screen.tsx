import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useLocale } from '../../ui/i18n';
import { useCampaign, useCampaignId, useCodebook } from '../campaigns/campaign-data';
import { Empty, Failure, Loading } from '../shell/states';
import { useTitle } from '../shell/use-title';
import { useBreakdown, useTable } from './breakdown-data';
import { Explorer } from './explorer';
import { itemSections } from './item-sections';
import { readView, tableRequest } from './view-state';
import './breakdown.css';
import './explorer.css';

/** Pick items, split and filter, read tables, bars or the heat map. The address holds the whole view. */
export function BreakdownScreen(): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const id = useCampaignId();
  const campaign = useCampaign(id).data;
  const codebook = useCodebook(id);
  const asked = readView(useSearchParams()[0]);
  // Asked for at once, beside the codebook; what shows it joins the same query.
  useBreakdown(id, asked.request, asked.way === 'questions');
  useTable(id, tableRequest(asked), asked.way === 'table');
  useTitle(t('nav.breakdown'), campaign && say(campaign.name));
  const framework = campaign?.framework ?? null;
  const items = codebook.data?.items;
  const sections = useMemo(() => (items ? itemSections(framework, items) : []), [framework, items]);
  if (codebook.isPending) return <Loading />;
  if (codebook.isError) return <Failure error={codebook.error} onRetry={() => void codebook.refetch()} />;
  if (codebook.data.items.length === 0) {
    return (
      <div className="page">
        <Empty title={t('breakdown.noItemsTitle')}>
          <p>{t('breakdown.noItemsBody')}</p>
        </Empty>
      </div>
    );
  }
  return <Explorer campaignId={id} codebook={codebook.data} sections={sections} />;
}
