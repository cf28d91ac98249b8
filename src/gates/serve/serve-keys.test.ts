import { describe, expect, test } from 'vitest';
import { accessKeys } from './serve-keys.ts';

const hash = `sha256:${'ab'.repeat(32)}`;

test('a key has the scope "use" and no limits unless something else is said', () => {
  expect(accessKeys([{ id: 'web', hash }])).toEqual([
    {
      id: 'web',
      sha256: Buffer.alloc(32, 0xab),
      scopes: ['use'],
      limits: { requestsPerMinute: null, tokensPerMinute: null, concurrent: null },
    },
  ]);
  const [key] = accessKeys([
    { id: 'a', hash, scopes: ['read-log'], requestsPerMinute: 3, tokensPerMinute: 5, concurrent: 7 },
  ]);
  expect(key).toMatchObject({
    scopes: ['read-log'],
    limits: { requestsPerMinute: 3, tokensPerMinute: 5, concurrent: 7 },
  });
});

describe('refuses, and never repeats what may be a key', () => {
  const secret = 'zk_very-secret-value';
  test.each([
    [[{ id: 'web', hash: secret }], 'keys[0].hash'],
    [[{ id: 'web', hash: `sha256:${'ab'.repeat(31)}` }], 'keys[0].hash'],
    [[{ id: secret.repeat(9), hash }], 'keys[0].id'],
    [[{ id: 'a b', hash }], 'keys[0].id'],
    [[{ id: 'a', hash, scopes: ['root' as never] }], 'keys[0].scopes'],
    [
      [
        { id: 'a', hash },
        { id: 'b', hash },
        { id: 'a', hash },
      ],
      'a twice',
    ],
  ])('%j', (options, said) => {
    const refused = () => accessKeys(options);
    expect(refused).toThrow(expect.objectContaining({ code: 'usage', message: expect.stringContaining(said) }));
    expect(refused).not.toThrow(secret);
  });
});
