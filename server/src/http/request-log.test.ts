import { expect, test } from '@jest/globals';
import { loggedError, loggedPath } from './request-log.js';

test.each([
  ['/api/links/abcdefghjk/responses?x=1', '/api/links/:code/responses'],
  ['/api/links/abcdefghjk', '/api/links/:code'],
  ['/r/abcdefghjk?code=secret', '/r/:code'],
  ['/API/Links/abcdefghjk/units', '/API/Links/:code/units'],
  ['http://duwen.example.cn/api/links/abcdefghjk', 'http://duwen.example.cn/api/links/:code'],
  ['/api/campaigns/5c86/withdrawals/Q29uZmlkZW50aWFsIQ', '/api/campaigns/5c86/withdrawals/:response'],
  ['/api/campaigns/5c86/breakdown?items=FAC1', '/api/campaigns/5c86/breakdown'],
])('%s is logged as %s', (url, path) => {
  expect(loggedPath(url)).toBe(path);
});

test("the store's errors are logged without the values that they repeat", () => {
  const error = Object.assign(new Error('E11000 duplicate key { username: "li.ming" }'), { code: 11000 });
  error.name = 'MongoServerError';
  const logged = loggedError(error);
  expect(logged).toMatchObject({ type: 'MongoServerError', code: 11000 });
  expect(JSON.stringify(logged)).not.toContain('li.ming');
  expect(logged['stack']).toMatch(/^\s+at /);
});

test('other errors are logged with their message', () => {
  expect(loggedError(new TypeError('it is undefined'))).toMatchObject({
    type: 'TypeError',
    message: 'it is undefined',
  });
});
