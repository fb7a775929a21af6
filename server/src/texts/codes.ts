import type { CodeInput } from '@duwen/shared/api';
import { problem } from '../http/problem.js';
import { isDuplicateKey } from '../store/duplicate-key.js';
import { TextCodes, type TextCodeDocument } from '../store/text-codes.js';
import type { OpenTexts } from './open-texts.js';
import { listThemes, type ItemOf } from './themes.js';

/** In the place of a coder: what was agreed on. */
export const SETTLED = '';

/** The codes of one coder: themes by answer. */
export async function codesOf(
  { campaign, item }: ItemOf,
  coder: string,
): Promise<Map<string, readonly string[]>> {
  const codes = await TextCodes.find({ campaign, item, coder: { $eq: coder } }).lean<TextCodeDocument[]>();
  return new Map(codes.map(({ answer, themes }) => [answer, themes]));
}

/** All codes of an item: by coder, themes by answer. Codes of answers that do not count (any more) are left out. */
export async function codesByCoder(
  { campaign, item }: ItemOf,
  open: OpenTexts,
): Promise<Map<string, Map<string, readonly string[]>>> {
  const codes = await TextCodes.find({ campaign, item }).sort({ coder: 1 }).lean<TextCodeDocument[]>();
  const byCoder = new Map<string, Map<string, readonly string[]>>();
  for (const { coder, answer, themes } of codes) {
    if (!open.byKey.has(answer)) continue;
    const own = byCoder.get(coder) ?? new Map<string, readonly string[]>();
    own.set(answer, themes);
    byCoder.set(coder, own);
  }
  return byCoder;
}

/**
 * Writes down what an answer is coded as: one code of a coder and answer, the last one counts.
 *
 * @throws 404 for an answer that the item does not have; 400 for a theme that it does not have or no longer gives
 */
export async function writeCode(
  of: ItemOf,
  open: OpenTexts,
  answer: string,
  { themes, settled = false }: CodeInput,
  by: string,
): Promise<void> {
  if (!open.byKey.has(answer)) throw problem('not-found', 404);
  const where = { campaign: of.campaign, item: of.item, answer, coder: settled ? SETTLED : by };
  if (themes === null) {
    await TextCodes.deleteOne(where);
    return;
  }
  const known = new Set((await listThemes(of)).filter(({ retired }) => !retired).map(({ id }) => id));
  const unknown = themes.filter((theme) => !known.has(theme));
  if (unknown.length > 0)
    throw problem('bad-request', 400, {
      errors: [
        {
          path: '/themes',
          message: { zh: '没有这个主题，或已停用。', en: 'There is no such theme, or it is retired.' },
        },
      ],
    });
  const write = () =>
    TextCodes.updateOne(
      where,
      { $set: { themes: [...new Set(themes)], by, codedAt: new Date() } },
      { upsert: true },
    );
  try {
    await write();
  } catch (error) {
    // Two writes at once, both of which found none: the second time there is one.
    if (!isDuplicateKey(error)) throw error;
    await write();
  }
}
