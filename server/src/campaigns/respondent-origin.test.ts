import { describe, expect, it } from '@jest/globals';
import type { Request } from 'express';
import { NETWORK_ORIGIN, networkOrigin, respondentOrigin } from './respondent-origin.js';

const from = (host: string, network: string | null): Request =>
  ({
    host,
    protocol: 'http',
    app: { get: (name: string) => (name === NETWORK_ORIGIN ? network : undefined) },
  }) as unknown as Request;

describe('respondentOrigin', () => {
  it('is the public address where there is one', () => {
    expect(respondentOrigin(from('localhost:3000', 'http://10.0.0.2:3000'), 'https://a.cn')).toBe(
      'https://a.cn',
    );
  });

  it('puts the network’s address for a request to this machine, which no phone can open', () => {
    for (const host of ['localhost:3000', '127.0.0.1:3000', '[::1]:3000'])
      expect(respondentOrigin(from(host, 'http://10.0.0.2:3000'), null)).toBe('http://10.0.0.2:3000');
    expect(respondentOrigin(from('localhost:3000', null), null)).toBe('http://localhost:3000');
  });

  it('is where any other request came to', () => {
    expect(respondentOrigin(from('duwen.local', 'http://10.0.0.2:3000'), null)).toBe('http://duwen.local');
  });
});

describe('networkOrigin', () => {
  it('is none for a server that listens to this machine alone', () => {
    expect(networkOrigin('127.0.0.1', 3000)).toBeNull();
  });
});
