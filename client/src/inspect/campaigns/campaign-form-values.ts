import { campaignSchema, type CampaignInput, type CampaignSummary } from '@duwen/shared/api';
import { campaignInstant, campaignLocal } from './campaign-time';

/** What the form holds, as text. */
export interface CampaignFormValues {
  readonly nameZh?: string;
  readonly nameEn?: string;
  readonly district?: string;
  readonly organiserZh?: string;
  readonly organiserEn?: string;
  readonly opensAt?: string;
  readonly closesAt?: string;
  readonly minimumCell?: number | null;
}

export type CampaignField = keyof CampaignFormValues;
export type FieldProblem = 'required' | 'tooLong' | 'dates' | 'minimumCell';

const FIELD_OF: Readonly<Record<string, CampaignField>> = {
  'name.zh': 'nameZh',
  'name.en': 'nameEn',
  district: 'district',
  'organiser.zh': 'organiserZh',
  'organiser.en': 'organiserEn',
  opensAt: 'opensAt',
  closesAt: 'closesAt',
  minimumCell: 'minimumCell',
};

const localized = (zh: string | undefined, en: string | undefined) => ({
  zh: zh ?? '',
  ...(en?.trim() ? { en } : {}),
});

/**
 * The form's values as the API takes them, checked by the API's own schema.
 *
 * @returns the input, or the problem of each field that has one
 */
export function readCampaignForm(
  values: CampaignFormValues,
):
  | { ok: true; input: CampaignInput }
  | { ok: false; problems: { field: CampaignField; problem: FieldProblem }[] } {
  const input = {
    name: localized(values.nameZh, values.nameEn),
    district: values.district ?? '',
    organiser: localized(values.organiserZh, values.organiserEn),
    opensAt: campaignInstant(values.opensAt ?? '') ?? '',
    closesAt: campaignInstant(values.closesAt ?? '') ?? '',
    minimumCell: values.minimumCell ?? Number.NaN,
  };
  const checked = campaignSchema.safeParse(input);
  if (checked.success) return { ok: true, input: checked.data };
  const problems = new Map<CampaignField, FieldProblem>();
  for (const issue of checked.error.issues) {
    const field = FIELD_OF[issue.path.join('.')];
    if (!field || problems.has(field)) continue;
    problems.set(field, problemOf(field, issue.code));
  }
  return { ok: false, problems: [...problems].map(([field, problem]) => ({ field, problem })) };
}

function problemOf(field: CampaignField, code: string): FieldProblem {
  if (field === 'minimumCell') return 'minimumCell';
  if (code === 'custom') return 'dates';
  return code === 'too_big' ? 'tooLong' : 'required';
}

/** A campaign's values as its form starts with them. */
export const campaignFormValues = (campaign: CampaignSummary): CampaignFormValues => ({
  nameZh: campaign.name.zh,
  nameEn: campaign.name.en ?? '',
  district: campaign.district,
  organiserZh: campaign.organiser.zh,
  organiserEn: campaign.organiser.en ?? '',
  opensAt: campaignLocal(campaign.opensAt),
  closesAt: campaignLocal(campaign.closesAt),
  minimumCell: campaign.minimumCell,
});
