import { request as rawRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import type { CampaignDetail, SubmissionAnswer } from '@duwen/shared/api';
import { responseId } from '@duwen/server/collection/prepare-response';
import { Links } from '@duwen/server/store/links';
import { Responses } from '@duwen/server/store/responses';
import { Sessions } from '@duwen/server/store/sessions';
import {
  campaignInput,
  parents,
  questionnaireTemplate,
  setUpRound,
  submission,
  type Round,
} from './round.test-support';
import { startTestServer, type Browser, type TestServer } from './server.test-support';

let server: TestServer;
let admin: Browser;
let round: Round;
beforeAll(async () => {
  server = await startTestServer({ limits: { signInPair: 1000 } });
  admin = await server.signedIn('admin');
  round = await setUpRound(admin);
}, 60_000);
afterAll(() => server.close());

const lists = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const objects = (depth: number): string => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);
/** A JSON text in which `"@"` gives way to a JSON text that `JSON.stringify` could not have made. */
const withRaw = (value: object, raw: string): string => JSON.stringify(value).replace('"@"', raw);

/** 4xx, a problem, and nothing in it of how the server is made. */
function expectRefusal({ status, type, text }: request.Response): void {
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(type).toBe('application/problem+json');
  expect(text).not.toMatch(/node_modules|mongodb:|\.(js|ts):\d|\n\s+at |stack/);
}

describe('a submission', () => {
  const send = (body: string | object) =>
    request(server.url)
      .post(`/api/links/${round.code}/responses`)
      .set('content-type', 'application/json')
      .send(typeof body === 'string' ? body : JSON.stringify(body));
  const answers = (raw: string) => withRaw({ ...submission(), answers: '@' }, raw);
  const operator = { $ne: null } as never;

  test.each([
    ['an operator for its id', () => submission({ submissionId: operator })],
    ['an operator for its unit', () => submission({ unit: operator })],
    ['an operator for its version', () => submission({ version: { $gt: '' } as never })],
    ['a list for its unit', () => submission({ unit: ['S001'] as never })],
    ['a NUL in its unit', () => submission({ unit: 'S001\0' })],
    ['half a character in its unit', () => submission({ unit: '\ud800' })],
    ['a NUL in its version', () => submission({ version: 'parent.1\0' })],
    ['the version of a prototype', () => submission({ version: '__proto__' })],
    ['a version without end', () => submission({ version: 'x'.repeat(200_000) })],
    ['a time that is none', () => submission({ startedAt: '+275760-09-13T00:00:01.000Z' })],
    ['a list of answers', () => submission({ answers: [['COM1', 4]] as never })],
    ['an operator among its answers', () => submission({ answers: { $where: '1', COM1: 4 } })],
    ['an operator as an answer', () => submission({ answers: { COM1: { $gt: 0 } } })],
    ['a path among its answers', () => submission({ answers: { COM1: 4, 'FAC.FAC1': 5 } })],
    ['a NUL in an answer’s name', () => submission({ answers: { COM1: 4, 'OPN1\0': 'x' } })],
    ['a prototype’s property among its answers', () => submission({ answers: { COM1: 4, constructor: 1 } })],
    ['a prototype in a matrix', () => answers('{"COM1":4,"FAC":{"__proto__":5}}')],
    ['a list for a single choice', () => submission({ answers: { COM1: [4] } })],
    ['an object for a text', () => submission({ answers: { COM1: 4, OPN1: { length: 3 } } })],
    ['a text without end', () => submission({ answers: { COM1: 4, OPN1: '好'.repeat(60_000) } })],
    ['answers nested without end', () => answers(`{"COM1":${lists(60_000)}}`)],
    ['objects nested without end', () => answers(objects(30_000))],
    ['lists alone', () => lists(100_000)],
    ['null', () => 'null'],
    ['a number', () => '1'],
    ['half of it', () => JSON.stringify(submission()).slice(0, -5)],
    ['more of it than is read', () => submission({ answers: { COM1: 4, OPN1: 'x'.repeat(1_000_000) } })],
  ])('with %s is refused', async (_, body) => {
    const before = await Responses.countDocuments();
    expectRefusal(await send(body() as never));
    expect(await Responses.countDocuments()).toBe(before);
  });

  test('with a prototype among its answers has none', async () => {
    const answer = await send(answers('{"__proto__":{"COM1":4},"FAC":{"FAC1":5,"FAC2":9}}'));
    expect([answer.status, answer.body.code]).toEqual([422, 'answers-invalid']);
    expect(({} as Record<string, unknown>)['COM1']).toBeUndefined();
  });

  test.each([
    ['text/plain', JSON.stringify(submission())],
    ['application/x-www-form-urlencoded', 'submissionId=1'],
    ['multipart/form-data; boundary=x', '--x--'],
    ['application/json; charset=utf-7', '{}'],
    ['application/json; charset=utf-16', '{}'],
  ])('as %s is refused', async (type, body) => {
    expectRefusal(
      await request(server.url)
        .post(`/api/links/${round.code}/responses`)
        .set('content-type', type)
        .send(body),
    );
  });

  test('that inflates to much more than is read is refused', async () => {
    const body = gzipSync(Buffer.alloc(50_000_000, ' '));
    const status = await new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
      const sent = rawRequest(
        `${server.url}/api/links/${round.code}/responses`,
        { method: 'POST', headers },
        (response) => resolve(response.resume().statusCode),
      );
      sent.on('error', reject).end(body);
    });
    expect(status).toBe(413);
  });
});

describe('an address', () => {
  test.each([
    '/%',
    '/%c0%ae%c0%ae/etc/passwd',
    '/r/%E0%A4%A',
    '/assets/%',
    '/assets/%00',
    '/assets/..%5c..%5cpackage.json',
    '/api/links/%',
    '/api/links/%00',
    '/api/links/__proto__',
    `/api/links/${'a'.repeat(7000)}`,
    '/api/LINKS/aaaaaaaaaa',
  ])('%s is refused to a visitor', async (path) => {
    expectRefusal(await request(server.url).get(path));
  });

  test.each([
    '/%',
    '/breakdown',
    '/breakdown?items[$ne]=1',
    '/breakdown?items=COM1&items=FAC1',
    '/breakdown?items=COM1&__proto__=1',
    '/breakdown?items=__proto__',
    '/breakdown?items=COM1&by=constructor',
    '/breakdown?items=COM1&filter.group=__proto__',
    '/breakdown?items=COM1&filter.__proto__=1',
    '/breakdown.xlsx?items=COM1&locale=__proto__',
    '/workbook.xlsx?locale[]=zh',
    '/workbook.xlsx?locale=zh&locale=en',
    '/groups/__proto__/preview',
    '/groups/constructor/qr.svg',
    '/groups/%00/qr.png',
    '/groups/%E0/preview',
  ])('%s of a round is refused to an admin', async (path) => {
    expectRefusal(await admin.get(`/api/campaigns/${round.id}${path}`));
  });

  test.each(['__proto__', 'constructor', '%2e%2e%2fpackage.json', 'roster.csv%00', '%E0'])(
    'there is no template %s',
    async (name) => {
      expectRefusal(await admin.get(`/api/templates/${name}`));
    },
  );
});

describe('a change', () => {
  const json = (browserCall: request.Test, body: string) =>
    browserCall.set('content-type', 'application/json').send(body);

  test.each([
    ['names without end', `{"name":${lists(200_000)}}`],
    ['properties without end', objects(200_000)],
    ['an operator for a name', '{"name":{"$gt":""}}'],
    ['an operator beside the properties', '{"$set":{"status":"open"}}'],
    ['a status', '{"status":"archived"}'],
    ['an id', '{"_id":"000000000000000000000000"}'],
    ['a claim to be real', '{"synthetic":false}'],
    ['a list', '[]'],
    ['null', 'null'],
  ])('of a round to %s is refused', async (_, body) => {
    expectRefusal(await json(admin.patch(`/api/campaigns/${round.id}`), body));
  });

  test.each([
    ['lists without end', (q: object) => withRaw(q, `{"title":${lists(200_000)}}`)],
    ['objects without end', (q: object) => withRaw(q, objects(200_000))],
    [
      'panels without end',
      (q: object) =>
        withRaw(
          q,
          `{"title":"t","pages":[{"name":"p","elements":[${'{"type":"panel","name":"x","elements":['.repeat(15_000)}${']}'.repeat(15_000)}]}]}`,
        ),
    ],
    [
      'brackets without end',
      (q: object) =>
        withRaw(
          q,
          JSON.stringify({
            title: 't',
            pages: [
              {
                elements: [
                  { type: 'comment', name: 'A', visibleIf: `${'('.repeat(20_000)}1${')'.repeat(20_000)}` },
                ],
              },
            ],
          }),
        ),
    ],
    ['a prototype', (q: object) => withRaw(q, '{"__proto__":{"title":"t","pages":[]}}')],
    [
      'a script',
      (q: object) => withRaw(q, page({ type: 'html', name: 'H', html: '<script>alert(1)</script>' })),
    ],
    [
      'a handler',
      (q: object) => withRaw(q, page({ type: 'html', name: 'H', html: '<img src=x onerror=alert(1)>' })),
    ],
    [
      'an image from elsewhere',
      (q: object) =>
        withRaw(q, page({ type: 'image', name: 'I', imageLink: 'https://elsewhere.example/x.png' })),
    ],
    [
      'a script as an image',
      (q: object) =>
        withRaw(q, page({ type: 'image', name: 'I', imageLink: 'data:image/svg+xml;base64,PHN2Zy8+' })),
    ],
    [
      'a way out at its end',
      (q: object) => withRaw(q, JSON.stringify({ title: 't', navigateToUrl: 'https://elsewhere.example' })),
    ],
  ])('of a questionnaire with %s is refused', async (_, body) => {
    const group = { ...parents, questionnaire: '@' };
    expectRefusal(await json(admin.put(`/api/campaigns/${round.id}/groups/hostile`), body(group)));
    const detail = (await admin.get(`/api/campaigns/${round.id}`)).body as CampaignDetail;
    expect(detail.groups.map(({ code }) => code)).toEqual(['parent']);
  });

  test.each(['__proto__', 'constructor', 'valueOf', 'a%00', 'a.b', '$set', 'A', 'x'.repeat(41)])(
    'of a group %s is refused',
    async (code) => {
      const questionnaire = await questionnaireTemplate(admin);
      expectRefusal(
        await admin.put(`/api/campaigns/${round.id}/groups/${code}`, { ...parents, questionnaire }),
      );
    },
  );

  test('of a framework nested without end is refused', async () => {
    expectRefusal(await json(admin.put(`/api/campaigns/${round.id}/framework`), lists(300_000)));
  });

  test.each([
    ['application/json', 'code,name_zh'],
    ['text/csv', Buffer.alloc(6_000_000, 'a')],
    ['text/csv', 'code,name_zh,kind,stages\nA,甲\u0001校,school,primary'],
    ['text/csv', `code,name_zh,kind,stages\n${'"'.repeat(200_001)}`],
    ['text/csv', Array.from({ length: 100_000 }, (_, n) => `c${n}`).join()],
    ['application/vnd.ms-excel', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ])('of a roster as %s of nonsense is refused', async (type, body) => {
    const { body: made } = await admin.post('/api/campaigns', campaignInput()).expect(201);
    const path = `/api/campaigns/${(made as CampaignDetail).id}/roster`;
    expectRefusal(await admin.put(path).set('content-type', type).send(body));
  });
});

test('the file of a round with any name is a download of that name', async () => {
  const name = { zh: '=攻“击”\r\nSet-Cookie: a=b; "x" 😀/..\\\0' };
  const { id } = await setUpRound(admin, 'published', { name });
  const { headers } = await admin.get(`/api/campaigns/${id}/workbook.xlsx`).expect(200);
  expect(headers['set-cookie']?.toString() ?? '').not.toContain('a=b');
  const disposition = headers['content-disposition']!;
  // RFC 6266: the name in UTF-8, percent-encoded, and one of ASCII for old programs
  const utf8 = /^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''([\w%.!#$&+^`|~-]+)$/.exec(
    disposition,
  )?.[1];
  expect(decodeURIComponent(utf8!)).toMatch(/^=攻“击”.*😀.*\.xlsx$/s);
  expect(decodeURIComponent(utf8!)).not.toMatch(/[/\\"]/);
});

test('the log says nothing of who sent what', async () => {
  const secret = submission({ answers: { COM1: 1, OPN1: '校长的秘密意见' } });
  await request(server.url).post(`/api/links/${round.code}/responses`).send(secret).expect(201);
  await request(server.url)
    .post(`/API/Links/${round.code.toUpperCase()}/responses`)
    .send({ ...secret, unit: 'nowhere' });
  await request(server.url).get(`/api/links/${round.code}/units?who=li.ming`).expect(200);
  const visitor = await server.visitor();
  await visitor.post('/api/session', { username: 'wang.fang', password: 'hunter2-hunter2' }).expect(401);
  await request(server.url).get('/api/links/%E0%A4%A').set('x-forwarded-for', '203.0.113.7');
  const log = server.log.join('').toLowerCase();
  expect(log).toContain('/api/links/:code/responses');
  for (const told of [
    '校长的秘密意见',
    secret.submissionId,
    round.code,
    'li.ming',
    'wang.fang',
    'hunter2',
    '127.0.0.1',
    '203.0.113.7',
    visitor.csrfToken,
    admin.csrfToken,
    'duwen.sid',
    'user-agent',
  ])
    expect(log).not.toContain(told);
});

test('what is stored of a respondent leads to nobody', async () => {
  const sent = submission();
  const { body } = await request(server.url)
    .post(`/api/links/${round.code}/responses`)
    .set({ 'user-agent': 'a phone of its own', 'x-forwarded-for': '203.0.113.7', cookie: 'device=7' })
    .send(sent)
    .expect(201);
  const stored = await Responses.collection.findOne({ _id: responseId(sent.submissionId) as never });
  expect(Object.keys(stored!).sort()).toEqual(
    'answers,_id,campaign,flags,group,row,seconds,stage,startedAt,storedAt,submittedAt,unit,version'
      .split(',')
      .sort(),
  );
  expect(JSON.stringify(stored)).not.toMatch(/203\.0\.113|phone of its own|device/);
  // A school that collects its parents' receipts learns nothing from the store.
  for (const shown of [round.code, sent.submissionId, (body as SubmissionAnswer).receipt])
    expect(JSON.stringify(stored)).not.toContain(shown);
  expect((stored!['startedAt'] as Date).getTime() % 60_000).toBe(0);
  for (const time of ['submittedAt', 'storedAt']) expect((stored![time] as Date).getTime() % 1_000).toBe(0);
  // Nothing that is kept of links or sessions grows, or changes, with a response.
  const others = await Promise.all([Links.findById(round.code).lean(), Sessions.find().lean()]);
  expect(Object.keys(others[0]!).sort()).toEqual(['_id', 'campaign', 'group']);
  expect(JSON.stringify(others)).not.toContain(sent.submissionId);
});

test('no request above was a failure of the server', () => {
  expect(server.log.filter((line) => line.includes('request failed'))).toEqual([]);
});

function page(element: object): string {
  return JSON.stringify({ title: 't', pages: [{ name: 'p', elements: [element] }] });
}
