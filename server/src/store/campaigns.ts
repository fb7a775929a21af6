import { Schema, model, type Types } from 'mongoose';
import type { CampaignStatus } from '@duwen/shared/api';
import type { FactSeries, Framework, RespondentGroup } from '@duwen/shared/codebook';
import type { QualityFlag } from '@duwen/shared/coding';
import type { LocalizedText } from '@duwen/shared/i18n';

/** Whether a round leaves out the responses with a mark, who said so, when and why. */
export interface QualityDecision {
  readonly flag: QualityFlag;
  readonly excluded: boolean;
  readonly reason: string;
  /** The name that the user signs in with. */
  readonly by: string;
  readonly at: Date;
}

/** One supervision round, with what is read as a whole: framework, groups, facts. */
export interface CampaignDocument {
  _id: Types.ObjectId;
  name: LocalizedText;
  district: string;
  organiser: LocalizedText;
  /** IANA name: days of the overview are days there. */
  timeZone: string;
  status: CampaignStatus;
  synthetic: boolean;
  opensAt: Date;
  closesAt: Date;
  minimumCell: number;
  framework: Framework | null;
  /** In the order of the report: the order of rows everywhere. */
  groups: RespondentGroup[];
  facts: FactSeries[];
  /** Another after every import: what is laid out by the roster is laid out anew. */
  rosterImport: string | null;
  /** In the order in which they were made: the last about a mark counts, those before it are the record. */
  qualityDecisions: QualityDecision[];
  /** Who makes a change at present, and until when nobody else does. */
  changing: { by: string; until: Date } | null;
  createdAt: Date;
}

const schema = new Schema<CampaignDocument>(
  {
    name: { type: Schema.Types.Mixed, required: true },
    district: { type: String, required: true },
    organiser: { type: Schema.Types.Mixed, required: true },
    timeZone: { type: String, required: true, default: 'Asia/Shanghai' },
    status: { type: String, required: true, default: 'draft' },
    synthetic: { type: Boolean, required: true, default: false },
    opensAt: { type: Date, required: true },
    closesAt: { type: Date, required: true },
    minimumCell: { type: Number, required: true },
    framework: { type: Schema.Types.Mixed, default: null },
    groups: { type: [Schema.Types.Mixed], default: [] } as never,
    facts: { type: [Schema.Types.Mixed], default: [] } as never,
    rosterImport: { type: String, default: null },
    qualityDecisions: { type: [Schema.Types.Mixed], default: [] } as never,
    changing: { type: Schema.Types.Mixed, default: null },
    createdAt: { type: Date, required: true, default: () => new Date() },
  },
  { collection: 'campaigns', versionKey: false, minimize: false },
);

export const Campaigns = model<CampaignDocument>('Campaign', schema);
