import { expect, test } from 'vitest';
import { refusedAddress } from './refused-address.ts';

const refusal = (code: string | undefined, message = 'boom') =>
  refusedAddress(Object.assign(new Error(message), { code }), { host: '127.0.0.1', port: 80 });

test.each([
  ['EADDRINUSE', 'is in use', '使用中です'],
  ['EACCES', 'is not permitted', '使用する権限がありません'],
  ['EADDRNOTAVAIL', 'is not an address of this machine', 'このマシンのアドレスではありません'],
  ['EAFNOSUPPORT', 'is not an address of this machine', 'このマシンのアドレスではありません'],
  ['EOTHER', 'failed: boom', '失敗しました（boom）'],
  [undefined, 'failed: boom', '失敗しました（boom）'],
])('%s: address, port, and why', (code, en, ja) => {
  const error = refusal(code);
  expect(error.code).toBe('usage');
  expect(error.localized).toEqual({ en: `127.0.0.1 port 80 ${en}`, ja: `127.0.0.1 のポート 80：${ja}` });
  expect(error.advice).toContain('0 picks a free one');
});

test('the error of the system is kept', () => {
  expect(refusal('EACCES', 'listen EACCES').cause).toMatchObject({ message: 'listen EACCES' });
});
