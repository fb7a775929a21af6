import { Schema, model, type Types } from 'mongoose';

/** One step in the history of a withdrawal. */
export interface WithdrawalStep {
  readonly withdrawn: boolean;
  readonly at: Date;
  /** The name that the user signs in with. */
  readonly by: string;
  readonly reason: string;
}

/**
 * That a response does not count, or counts again. The response itself stays as it is; whoever counts leaves it out. Documents
 * are never deleted, so that who asks for what has changed since a moment sees what was undone, too.
 */
export interface WithdrawalDocument {
  /** The response's. */
  _id: string;
  campaign: Types.ObjectId;
  /** The response's: where it lies in the matrix. */
  storedAt: Date;
  withdrawn: boolean;
  /** When the last step was taken, by the server's clock: the matrix catches up by it. */
  changedAt: Date;
  history: WithdrawalStep[];
}

const schema = new Schema<WithdrawalDocument>(
  {
    _id: { type: String, required: true },
    campaign: { type: Schema.Types.ObjectId, required: true },
    storedAt: { type: Date, required: true },
    withdrawn: { type: Boolean, required: true },
    changedAt: { type: Date, required: true },
    history: { type: [Schema.Types.Mixed], required: true } as never,
  },
  { collection: 'withdrawals', versionKey: false },
);
schema.index({ campaign: 1, changedAt: 1 });

export const Withdrawals = model<WithdrawalDocument>('Withdrawal', schema);
