import { z } from 'zod';

/** Most views that one person keeps of a campaign. */
export const MOST_SAVED_VIEWS = 200;

/**
 * POST /api/campaigns/:id/views → 201 SavedView; PUT /api/campaigns/:id/views/:view (its owner) → SavedView;
 * DELETE /api/campaigns/:id/views/:view (its owner) → 204.
 * A name is taken once per owner and campaign: 409 `already-exists`.
 */
export const savedViewSchema = z.strictObject({
  name: z.string().trim().min(1).max(80),
  note: z.string().trim().max(500).default(''),
  /** The query of the view's address, without its question mark: what `URLSearchParams` writes. */
  query: z
    .string()
    .max(8000)
    .regex(/^[A-Za-z0-9%&=+*._~!'()-]*$/),
  /** Whether every inspector sees it, or its owner alone. */
  shared: z.boolean(),
});
export type SavedViewInput = z.input<typeof savedViewSchema>;

/** GET /api/campaigns/:id/views → SavedView[]: one's own and the shared ones, by name. */
export interface SavedView extends z.output<typeof savedViewSchema> {
  readonly id: string;
  /** The user name of who saved it. */
  readonly owner: string;
  /** Whether it is the reader's own, to change and delete. */
  readonly own: boolean;
  /** ISO 8601. */
  readonly savedAt: string;
}
