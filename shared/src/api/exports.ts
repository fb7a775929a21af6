import { z } from 'zod';

const locale = z.enum(['zh', 'en']).default('zh');

/**
 * POST /api/campaigns/:id/exports → 202 ExportJob. `workbook`: the whole campaign's tables; `respondents`: the responses one by
 * one, coded (admin); `bundle`: the data, the design and an R script that works the workbook's figures out again (admin).
 */
export const exportRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('workbook'), format: z.literal('xlsx').default('xlsx'), locale }),
  z.strictObject({ kind: z.literal('respondents'), format: z.enum(['csv', 'xlsx', 'sav']), locale }),
  z.strictObject({ kind: z.literal('bundle'), format: z.literal('zip').default('zip'), locale }),
]);
export type ExportRequest = z.infer<typeof exportRequestSchema>;
export type ExportKind = ExportRequest['kind'];
export type ExportFormat = ExportRequest['format'];

export type ExportState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/**
 * GET /api/campaigns/:id/exports → ExportJob[], one's own (an admin sees everybody's), the newest first.
 * GET /api/campaigns/:id/exports/:job → ExportJob; …/file → the file once it is done.
 * DELETE /api/campaigns/:id/exports/:job → 204: ends a job that waits or runs, removes one that has ended.
 */
export interface ExportJob {
  readonly id: string;
  readonly kind: ExportKind;
  readonly format: ExportFormat;
  readonly locale: 'zh' | 'en';
  readonly state: ExportState;
  /** 0 to 1. */
  readonly progress: number;
  /** Bytes of the file: so far, or in all when it is done. */
  readonly bytes: number;
  /** The file's name; null until it is done. */
  readonly name: string | null;
  /** Who asked for it. */
  readonly username: string;
  readonly createdAt: string;
  readonly finishedAt: string | null;
  /** When job and file go. */
  readonly expiresAt: string;
}
