import {
  TEXTS_PER_PAGE,
  type TextAnswer,
  type TextPage,
  type TextSpan,
  type TextsQuery,
} from '@duwen/shared/api';
import type { OpenText, OpenTexts } from './open-texts.js';
import { findIn, searchWords, sentencesOf } from './search-texts.js';

/**
 * A page of the answers that a query finds.
 *
 * @param own the asker's own codes: themes by answer
 */
export function textPage(
  open: OpenTexts,
  query: TextsQuery,
  own: ReadonlyMap<string, readonly string[]>,
  minimumCell: number,
): TextPage {
  const words = searchWords(query.search);
  const found = open.texts
    .filter((answer) => isWanted(answer, query, own))
    .flatMap((answer) => piecesOf(answer, query, words));
  const pages = Math.max(1, Math.ceil(found.length / TEXTS_PER_PAGE));
  const page = Math.min(query.page, pages);
  const { groups, groupsLeftOut, asOf } = open;
  return {
    answers: found
      .slice((page - 1) * TEXTS_PER_PAGE, page * TEXTS_PER_PAGE)
      .map(({ answer, text, spans }): TextAnswer => ({
        key: answer.key,
        group: answer.group,
        text,
        found: spans,
        coded: own.get(answer.key) ?? null,
      })),
    total: found.length,
    page,
    pages,
    words,
    groups,
    all: open.texts.length,
    groupsLeftOut,
    minimumCell,
    asOf,
  };
}

function isWanted(
  { key, group }: OpenText,
  { group: wanted, coded, theme }: TextsQuery,
  own: ReadonlyMap<string, readonly string[]>,
): boolean {
  if (wanted !== undefined && group !== wanted) return false;
  if (coded !== 'any' && own.has(key) !== (coded === 'mine')) return false;
  return theme === undefined || (own.get(key) ?? []).includes(theme);
}

interface Piece {
  readonly answer: OpenText;
  readonly text: string;
  readonly spans: readonly TextSpan[];
}

function piecesOf(answer: OpenText, { search, by }: TextsQuery, words: readonly string[]): Piece[] {
  const texts = by === 'sentences' ? sentencesOf(answer.text) : [answer.text];
  if (search === '') return texts.map((text) => ({ answer, text, spans: [] }));
  return texts.flatMap((text) => {
    const spans = findIn(text, search, words);
    return spans ? [{ answer, text, spans }] : [];
  });
}
