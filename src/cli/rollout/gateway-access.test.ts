import { describe, expect, test } from 'vitest';
import { gatewayUrl } from './gateway-access.ts';

const TLS = { cert: 'c.pem', key: 'k.pem' };

describe('the gateway of a configuration', () => {
  test.each([
    [undefined, 'http://127.0.0.1:8787'],
    [{}, 'http://127.0.0.1:8787'],
    [{ listen: 9000 }, 'http://127.0.0.1:9000'],
    [{ listen: '10.0.0.5:80' }, 'http://10.0.0.5:80'],
    [{ listen: '0.0.0.0:8787', tls: TLS }, 'https://127.0.0.1:8787'],
    [{ listen: '[::]:8787' }, 'http://[::1]:8787'],
    [{ listen: '[fd00::1]:8787' }, 'http://[fd00::1]:8787'],
  ])('%j', (serve, url) => {
    expect(gatewayUrl(undefined, serve)).toBe(url);
  });
});

describe('the gateway that is named', () => {
  test.each([
    ['https://gateway.example.com', 'https://gateway.example.com'],
    ['http://127.0.0.1:8787/v1', 'http://127.0.0.1:8787'],
    ['https://example.com/llm/v1/', 'https://example.com/llm'],
    ['https://example.com/llm', 'https://example.com/llm'],
  ])('%s', (named, url) => {
    expect(gatewayUrl(named, { listen: 9000, tls: TLS })).toBe(url);
  });

  test.each(['nonsense', 'ftp://example.com', ''])('not %j', (named) => {
    expect(() => gatewayUrl(named, {})).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});
