import type { Types } from 'mongoose';
import type { Withdrawal, withdrawalSchema } from '@duwen/shared/api';
import type { z } from 'zod';
import { responseId } from '../collection/prepare-response.js';
import { problem } from '../http/problem.js';
import { isDuplicateKey } from '../store/duplicate-key.js';
import { Responses } from '../store/responses.js';
import { Withdrawals, type WithdrawalDocument, type WithdrawalStep } from '../store/withdrawals.js';

/**
 * Withdraws a response: from the next question on it counts nowhere. One write decides, so that of two admins one is first.
 *
 * @param by the user's name
 * @returns the withdrawal in force, and whether it was in force before
 * @throws 404 `not-found` when the campaign has no such response
 */
export async function withdraw(
  campaign: Types.ObjectId,
  asked: z.output<typeof withdrawalSchema>,
  by: string,
  now: Date,
): Promise<{ withdrawal: Withdrawal; repeated: boolean }> {
  const id = asked.submissionId === undefined ? asked.responseId! : responseId(asked.submissionId);
  const response = await Responses.findOne({ _id: { $eq: id }, campaign }, { storedAt: 1 }).lean();
  if (!response) throw problem('not-found', 404);
  const step: WithdrawalStep = { withdrawn: true, at: now, by, reason: asked.reason };
  try {
    await Withdrawals.updateOne(
      { _id: id, campaign, withdrawn: { $ne: true } },
      { $set: { withdrawn: true, changedAt: now, storedAt: response.storedAt }, $push: { history: step } },
      { upsert: true },
    );
    return { withdrawal: shown(id, step), repeated: false };
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  const before = await Withdrawals.findById(id).lean().orFail();
  return { withdrawal: shown(id, before.history.at(-1)!), repeated: true };
}

/**
 * Lets a response count again.
 * @throws 404 `not-found` when it is not withdrawn
 */
export async function undoWithdrawal(
  campaign: Types.ObjectId,
  id: string,
  by: string,
  now: Date,
): Promise<void> {
  const step: WithdrawalStep = { withdrawn: false, at: now, by, reason: '' };
  const { matchedCount } = await Withdrawals.updateOne(
    { _id: { $eq: id }, campaign, withdrawn: true },
    { $set: { withdrawn: false, changedAt: now }, $push: { history: step } },
  );
  if (matchedCount === 0) throw problem('not-found', 404);
}

/** The withdrawals in force, the latest first. */
export async function listWithdrawals(campaign: Types.ObjectId): Promise<Withdrawal[]> {
  const found = await Withdrawals.find({ campaign, withdrawn: true })
    .sort({ changedAt: -1, _id: 1 })
    .lean<WithdrawalDocument[]>();
  return found.map(({ _id, history }) => shown(_id, history.at(-1)!));
}

const shown = (responseId: string, { reason, by, at }: WithdrawalStep): Withdrawal => ({
  responseId,
  reason,
  by,
  at: at.toISOString(),
});
