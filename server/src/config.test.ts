import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { readConfig } from './config.js';

test('without settings the server is reached from its own machine only', () => {
  expect(readConfig({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    dataDir: resolve('.data/store'),
    mongodbUri: null,
    adminPassword: null,
    trustProxy: false,
    publicUrl: null,
    analysisThreads: null,
    matrixMemoryMb: 1024,
    logLevel: 'warn',
  });
});

test('an empty variable counts as not set', () => {
  const empty = { PORT: '', HOST: '', MONGODB_URI: '', ADMIN_PASSWORD: '', TRUST_PROXY: '', PUBLIC_URL: '' };
  expect(readConfig(empty)).toEqual(readConfig({}));
});

test.each([
  ['false', false],
  ['2', 2],
  ['loopback, 10.0.0.0/8', 'loopback, 10.0.0.0/8'],
])('TRUST_PROXY=%s', (text, trustProxy) => {
  expect(readConfig({ TRUST_PROXY: text }).trustProxy).toBe(trustProxy);
});

test('the public address has no slash at its end', () => {
  expect(readConfig({ PUBLIC_URL: 'https://duwen.example.cn/' }).publicUrl).toBe('https://duwen.example.cn');
});

test.each([
  [{ PORT: '70000' }, 'PORT'],
  [{ PORT: '3000.5' }, 'PORT'],
  [{ MATRIX_MEMORY_MB: '1' }, 'MATRIX_MEMORY_MB'],
  [{ MONGODB_URI: 'http://localhost' }, 'MONGODB_URI'],
  [{ ADMIN_PASSWORD: 'admin' }, 'ADMIN_PASSWORD'],
  [{ PUBLIC_URL: 'ftp://duwen.example.cn' }, 'PUBLIC_URL'],
  [{ ANALYSIS_THREADS: '0' }, 'ANALYSIS_THREADS'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
  [{ TRUST_PROXY: 'true' }, 'TRUST_PROXY'],
])('%j is refused by its name', (environment, name) => {
  expect(() => readConfig(environment)).toThrow(new RegExp(`^The setting ${name} is not right: .`));
});
