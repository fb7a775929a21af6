import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../../ui/i18n';
import { NamedPopup } from '../../../ui/named-popup';
import { useCampaigns } from '../../campaigns/campaign-data';

interface RoundSelectOptions {
  readonly campaignId: string;
  readonly beside: string | null;
  readonly onChange: (beside: string | null) => void;
}

/** Another round to set this one beside; not offered where there is none. */
export function RoundSelect({ campaignId, beside, onChange }: RoundSelectOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const others = (useCampaigns().data ?? []).filter(
    ({ id, status }) => id !== campaignId && status !== 'draft',
  );
  if (others.length === 0) return null;
  return (
    <Select<string>
      size="small"
      className="round-select"
      value={others.some(({ id }) => id === beside) ? beside! : ''}
      aria-label={t('round.label')}
      popupRender={(menu) => <NamedPopup name={t('round.label')}>{menu}</NamedPopup>}
      popupMatchSelectWidth={false}
      options={[
        { value: '', label: t('round.none') },
        ...others.map(({ id, name }) => ({ value: id, label: `${t('round.label')}: ${say(name)}` })),
      ]}
      onChange={(id) => onChange(id || null)}
    />
  );
}
