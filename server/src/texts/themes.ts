import { Types } from 'mongoose';
import type { z } from 'zod';
import { MOST_THEMES, type TextTheme, type themeChangeSchema, type themeSchema } from '@duwen/shared/api';
import { problem } from '../http/problem.js';
import { isDuplicateKey } from '../store/duplicate-key.js';
import { TextThemes, type TextThemeDocument } from '../store/text-themes.js';

/** An open item of a campaign. */
export interface ItemOf {
  readonly campaign: Types.ObjectId;
  readonly item: string;
}

const NAME_TAKEN = {
  path: '/name',
  message: { zh: '已有同名主题。', en: 'There is a theme of that name.' },
};
const TOO_MANY = {
  path: '/name',
  message: { zh: `一道题最多 ${MOST_THEMES} 个主题。`, en: `An item has at most ${MOST_THEMES} themes.` },
};

/** The item's themes, in the order in which they were made; retired ones, too. */
export async function listThemes({ campaign, item }: ItemOf): Promise<TextTheme[]> {
  const themes = await TextThemes.find({ campaign, item })
    .sort({ createdAt: 1, _id: 1 })
    .lean<TextThemeDocument[]>();
  return themes.map(shown);
}

/** @throws 409 `already-exists` for a name that is taken, or with too many themes */
export async function createTheme(
  { campaign, item }: ItemOf,
  theme: z.output<typeof themeSchema>,
  by: string,
): Promise<TextTheme> {
  if ((await TextThemes.countDocuments({ campaign, item })) >= MOST_THEMES)
    throw problem('already-exists', 409, { errors: [TOO_MANY] });
  return unlessTaken(async () => shown(await TextThemes.create({ campaign, item, ...theme, by })));
}

/** @throws 404 for a theme that the item does not have; 409 `already-exists` */
export async function changeTheme(
  { campaign, item }: ItemOf,
  id: string,
  change: z.output<typeof themeChangeSchema>,
): Promise<TextTheme> {
  if (!/^[0-9a-f]{24}$/.test(id)) throw problem('not-found', 404);
  return unlessTaken(async () => {
    const theme = await TextThemes.findOneAndUpdate(
      { _id: new Types.ObjectId(id), campaign, item },
      { $set: change },
      { returnDocument: 'after' },
    ).lean<TextThemeDocument>();
    if (!theme) throw problem('not-found', 404);
    return shown(theme);
  });
}

async function unlessTaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (isDuplicateKey(error)) throw problem('already-exists', 409, { errors: [NAME_TAKEN] });
    throw error;
  }
}

const shown = ({ _id, name, description, retired, by }: TextThemeDocument): TextTheme => ({
  id: String(_id),
  name,
  description,
  retired,
  by,
});
