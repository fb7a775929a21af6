import { Types } from 'mongoose';
import { MOST_SAVED_VIEWS, type SavedView, type savedViewSchema } from '@duwen/shared/api';
import type { z } from 'zod';
import { problem } from '../http/problem.js';
import type { SignedInUser } from '../http/guards.js';
import { isDuplicateKey } from '../store/duplicate-key.js';
import { SavedViews, type SavedViewDocument } from '../store/saved-views.js';
import { Users } from '../store/users.js';

type SavedViewValues = z.output<typeof savedViewSchema>;

/** A campaign's views that a reader may see: their own and the shared ones, by name. */
export async function listViews(campaign: Types.ObjectId, reader: SignedInUser): Promise<SavedView[]> {
  const owner = new Types.ObjectId(reader.id);
  const found = await SavedViews.find({ campaign, $or: [{ owner }, { shared: true }] })
    .sort({ name: 1, _id: 1 })
    .lean();
  const owners = await Users.find({ _id: { $in: found.map((view) => view.owner) } }, { username: 1 }).lean();
  const nameOf = new Map(owners.map(({ _id, username }) => [String(_id), username]));
  return found.map((view) => asSeen(view, reader, nameOf.get(String(view.owner)) ?? ''));
}

/**
 * Keeps a view under a name.
 *
 * @throws 409 `already-exists` where its owner has one of that name in the campaign; 409 `status-conflict` with too many
 */
export async function createView(
  campaign: Types.ObjectId,
  owner: SignedInUser,
  values: SavedViewValues,
): Promise<SavedView> {
  const mine = { campaign, owner: new Types.ObjectId(owner.id) };
  if ((await SavedViews.countDocuments(mine)) >= MOST_SAVED_VIEWS) throw tooMany();
  const view = await uniquely(() => SavedViews.create({ ...values, ...mine, savedAt: new Date() }));
  return asSeen(view, owner, owner.username);
}

/**
 * Changes a view of one's own.
 *
 * @throws 404 for one that the user may not see; 403 for another's; 409 `already-exists` for a name that is taken
 */
export async function changeView(
  campaign: Types.ObjectId,
  id: string,
  user: SignedInUser,
  values: SavedViewValues,
): Promise<SavedView> {
  const { _id } = await ownView(campaign, id, user);
  const changed = await uniquely(() =>
    SavedViews.findOneAndUpdate(
      { _id },
      { $set: { ...values, savedAt: new Date() } },
      { returnDocument: 'after' },
    ).lean(),
  );
  if (!changed) throw problem('not-found', 404);
  return asSeen(changed, user, user.username);
}

/** Deletes a view of one's own; the same refusals as `changeView`. */
export async function deleteView(campaign: Types.ObjectId, id: string, user: SignedInUser): Promise<void> {
  const { _id } = await ownView(campaign, id, user);
  await SavedViews.deleteOne({ _id });
}

/** A private view of another's is not there for the reader: that it exists is nobody's business. */
async function ownView(campaign: Types.ObjectId, id: string, user: SignedInUser): Promise<SavedViewDocument> {
  const view = /^[0-9a-f]{24}$/.test(id)
    ? await SavedViews.findOne({ _id: new Types.ObjectId(id), campaign }).lean()
    : null;
  const own = String(view?.owner) === user.id;
  if (!view || (!own && !view.shared)) throw problem('not-found', 404);
  if (!own) throw problem('forbidden', 403);
  return view;
}

/** The unique index decides whether a name is taken, not a look beforehand. */
async function uniquely<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    throw problem('already-exists', 409, {
      errors: [
        { path: '/name', message: { zh: '您已有同名的视图。', en: 'You have a view of that name already.' } },
      ],
    });
  }
}

const tooMany = () =>
  problem('status-conflict', 409, {
    errors: [
      {
        message: {
          zh: `每人在一个项目中最多保存 ${MOST_SAVED_VIEWS} 个视图。`,
          en: `At most ${MOST_SAVED_VIEWS} views a person and round.`,
        },
      },
    ],
  });

const asSeen = (view: SavedViewDocument, reader: SignedInUser, owner: string): SavedView => ({
  id: String(view._id),
  name: view.name,
  note: view.note,
  query: view.query,
  shared: view.shared,
  owner,
  own: String(view.owner) === reader.id,
  savedAt: view.savedAt.toISOString(),
});
