import { describe, expect, test } from 'vitest';
import { addressOf, refuseOpenAddress } from './address.ts';

describe('an address', () => {
  test.each([
    [undefined, { host: '127.0.0.1', port: 8787 }],
    ['9000', { host: '127.0.0.1', port: 9000 }],
    ['0', { host: '127.0.0.1', port: 0 }],
    ['0.0.0.0:80', { host: '0.0.0.0', port: 80 }],
    ['[::1]:8787', { host: '::1', port: 8787 }],
    ['localhost:8787', { host: 'localhost', port: 8787 }],
  ])('%s', (listen, address) => expect(addressOf(listen)).toEqual(address));

  test.each(['', 'host', 'host:', ':80', '127.0.0.1:65536', '::1:80', 'http://127.0.0.1:80', '80/path'])(
    'refuses %j',
    (listen) => expect(() => addressOf(listen)).toThrow(expect.objectContaining({ code: 'usage' })),
  );
});

test('beyond loopback a key is needed', () => {
  for (const host of ['0.0.0.0', '::', '10.1.2.3', 'gateway.example.com', '127.example.com', '128.0.0.1']) {
    expect(() => refuseOpenAddress(host, 0)).toThrow(expect.objectContaining({ code: 'usage' }));
    expect(() => refuseOpenAddress(host, 1)).not.toThrow();
  }
  for (const host of ['127.0.0.1', '127.9.9.9', '::1', 'localhost'])
    expect(() => refuseOpenAddress(host, 0)).not.toThrow();
});
