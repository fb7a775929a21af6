import { z } from 'zod';

/**
 * POST /api/campaigns/:id/withdrawals → 201 Withdrawal; 200 when the response was withdrawn before.
 * DELETE /api/campaigns/:id/withdrawals/:responseId → 204: it counts again; 404 when it is not withdrawn.
 * The response is named by the id that the respondent's phone made (`submissionId`) or by the store's own (`responseId`).
 */
export const withdrawalSchema = z
  .strictObject({
    submissionId: z.uuid().optional(),
    responseId: z.string().min(1).max(100).optional(),
    reason: z.string().trim().min(1).max(500),
  })
  .refine(({ submissionId, responseId }) => (submissionId === undefined) !== (responseId === undefined), {
    message: 'Name the response by one of submissionId and responseId',
  });
export type WithdrawalInput = z.input<typeof withdrawalSchema>;

/** GET /api/campaigns/:id/withdrawals → Withdrawal[]: those in force, the latest first. A response that does not count. */
export interface Withdrawal {
  readonly responseId: string;
  readonly reason: string;
  /** The user name of who withdrew it. */
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
}
