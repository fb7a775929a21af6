import { Router } from 'express';
import {
  agreementQuerySchema,
  codeSchema,
  TEXTS_PER_PAGE,
  textsQuerySchema,
  themeChangeSchema,
  themeSchema,
  type CoderAgreement,
  type ItemThemes,
  type OpenItem,
  type ThemeCounts,
} from '@duwen/shared/api';
import { groupTerms } from '../evidence/group-terms.js';
import { parse, requireSignIn, signedInUser } from '../http/guards.js';
import { problem } from '../http/problem.js';
import { campaignMatrix, type CampaignMatrix } from '../matrix/campaign-matrix.js';
import { agreementOn, differing, pooledAgreement, votesOn } from './agreement.js';
import { codesByCoder, codesOf, SETTLED, writeCode } from './codes.js';
import { openTexts, type OpenTexts } from './open-texts.js';
import { textPage } from './text-page.js';
import { themeCounts } from './theme-counts.js';
import { changeTheme, createTheme, listThemes, type ItemOf } from './themes.js';

/** Open answers: reading, searching, and coding them into themes. */
export function textRoutes(): Router {
  const routes = Router();
  routes.use('/campaigns/:id/texts', requireSignIn);

  routes.get('/campaigns/:id/texts', async (request, response) => {
    response.json(openItems(await campaignMatrix(request.params.id)));
  });
  routes.get('/campaigns/:id/texts/:item', async (request, response) => {
    const query = parse(textsQuerySchema, request.query);
    const { of, open, matrix } = await asked(request.params);
    const own = await codesOf(of, signedInUser(response).username);
    response.json(textPage(open, query, own, matrix.campaign.minimumCell));
  });
  routes.get('/campaigns/:id/texts/:item/terms', async (request, response) => {
    const { open, matrix } = await asked(request.params);
    response.json(groupTerms(await open.words(), matrix.campaign.minimumCell));
  });
  themeRoutes(routes);
  return routes;
}

function themeRoutes(routes: Router): void {
  routes.get('/campaigns/:id/texts/:item/themes', async (request, response) => {
    const { of, open } = await asked(request.params);
    response.json(await itemThemes(of, open));
  });
  routes.post('/campaigns/:id/texts/:item/themes', async (request, response) => {
    const theme = parse(themeSchema, request.body);
    const { of } = await asked(request.params);
    response.status(201).json(await createTheme(of, theme, signedInUser(response).username));
  });
  routes.put('/campaigns/:id/texts/:item/themes/:theme', async (request, response) => {
    const change = parse(themeChangeSchema, request.body);
    const { of } = await asked(request.params);
    response.json(await changeTheme(of, request.params.theme, change));
  });
  routes.put('/campaigns/:id/texts/:item/codes/:key', async (request, response) => {
    const code = parse(codeSchema, request.body);
    const { of, open } = await asked(request.params);
    await writeCode(of, open, request.params.key, code, signedInUser(response).username);
    response.status(204).end();
  });
  routes.get('/campaigns/:id/texts/:item/agreement', async (request, response) => {
    const { one, other } = parse(agreementQuerySchema, request.query);
    const { of, open } = await asked(request.params);
    response.json(await coderAgreement(of, open, one, other));
  });
  routes.get('/campaigns/:id/texts/:item/counts', async (request, response) => {
    const { of, open, matrix } = await asked(request.params);
    response.json(await counts(of, open, matrix));
  });
}

/** @throws 404 for what is no open item of the campaign */
async function asked({ id, item }: { readonly id: string; readonly item: string }) {
  const matrix = await campaignMatrix(id);
  if (matrix.codebook.byCode.get(item)?.kind !== 'text') throw problem('not-found', 404);
  const of: ItemOf = { campaign: matrix.campaign._id, item };
  return { of, matrix, open: await openTexts(matrix, item) };
}

function openItems({ codebook, campaign }: CampaignMatrix): OpenItem[] {
  return codebook.items
    .filter(({ kind }) => kind === 'text')
    .map(({ code, wording }) => ({
      item: code,
      title: [...wording.values()][0] ?? { zh: code },
      groups: campaign.groups
        .filter((group) => wording.has(group.code))
        .map((group) => ({ code: group.code, title: group.title })),
    }));
}

async function itemThemes(of: ItemOf, open: OpenTexts): Promise<ItemThemes> {
  const byCoder = await codesByCoder(of, open);
  return {
    themes: await listThemes(of),
    coders: [...byCoder]
      .filter(([coder]) => coder !== SETTLED)
      .map(([coder, own]) => ({ coder, coded: own.size })),
    answers: open.texts.length,
  };
}

async function coderAgreement(
  of: ItemOf,
  open: OpenTexts,
  one: string,
  other: string,
): Promise<CoderAgreement> {
  const byCoder = await codesByCoder(of, open);
  const [first, second] = [byCoder.get(one), byCoder.get(other)];
  if (!first || !second || one === SETTLED || other === SETTLED || one === other)
    throw problem('not-found', 404);
  const both = [...first].flatMap(([key, themes]) => {
    const others = second.get(key);
    return others ? [{ key, one: themes, other: others }] : [];
  });
  const themes = await listThemes(of);
  const votes = themes.map(({ id }) => ({ theme: id, ...votesOn(id, both) }));
  const differences = differing(both);
  const settled = byCoder.get(SETTLED);
  return {
    one,
    other,
    both: both.length,
    themes: votes.map((each) => ({ ...each, agreement: agreementOn(each) })),
    overall: pooledAgreement(votes),
    differences: differences.slice(0, TEXTS_PER_PAGE).map((each) => {
      const { group, text } = open.byKey.get(each.key)!;
      return { ...each, group, text, settled: settled?.get(each.key) ?? null };
    }),
    differing: differences.length,
  };
}

async function counts(of: ItemOf, open: OpenTexts, { campaign }: CampaignMatrix): Promise<ThemeCounts> {
  const byCoder = await codesByCoder(of, open);
  const settled = byCoder.get(SETTLED);
  const coders = [...byCoder].filter(([coder]) => coder !== SETTLED).map(([, own]) => own);
  const answers = open.texts.flatMap(({ key, group }) => {
    const codes = coders.flatMap((own) => {
      const themes = own.get(key);
      return themes ? [themes] : [];
    });
    return codes.length === 0 ? [] : [{ group, codes, settled: settled?.get(key) ?? null }];
  });
  const themes = (await listThemes(of)).map(({ id }) => id);
  return themeCounts(
    answers,
    themes,
    open.groups.map(({ code }) => code),
    campaign.minimumCell,
  );
}
