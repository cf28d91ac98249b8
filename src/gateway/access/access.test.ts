import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type AccessKey, type AccessLimits, keyOf, newAccessKey, presentedKey } from './access-key.ts';
import { AccessLimiter } from './access-limiter.ts';

const NO_LIMITS: AccessLimits = { requestsPerMinute: null, tokensPerMinute: null, concurrent: null };
const keyNamed = (id: string, key: string, limits: Partial<AccessLimits> = {}): AccessKey => ({
  id,
  sha256: createHash('sha256').update(key).digest(),
  scopes: ['use'],
  limits: { ...NO_LIMITS, ...limits },
});

describe('keys', () => {
  test('a new one has 32 random bytes, and only its hash is kept', () => {
    const { key, hash } = newAccessKey(new Uint8Array(32).fill(7));
    expect(key).toMatch(/^zk_[\w-]{43}$/);
    expect(hash).toBe(`sha256:${createHash('sha256').update(key).digest('hex')}`);
    expect(hash).not.toContain(key.slice(3));
  });

  test('the right one is found, no other', () => {
    const keys = [keyNamed('a', 'zk_a'), keyNamed('b', 'zk_b')];
    expect(keyOf('zk_a', keys)?.id).toBe('a');
    expect(keyOf('zk_b', keys)?.id).toBe('b');
    for (const wrong of ['', 'zk_', 'zk_c', 'ZK_A', ' zk_a', 'zk_a\0']) expect(keyOf(wrong, keys)).toBeNull();
    expect(keyOf('zk_a', [])).toBeNull();
  });

  test.each([
    ['zk_a', { authorization: 'Bearer zk_a' }],
    ['zk_a', { authorization: 'bearer   zk_a' }],
    ['zk_a', { 'x-api-key': 'zk_a' }],
    ['zk_a', { authorization: 'Bearer zk_a', 'x-api-key': 'zk_b' }],
    ['zk_b', { authorization: 'Basic xyz', 'x-api-key': 'zk_b' }],
    ['', { authorization: 'Bearer' }],
    ['', { authorization: 'Bearer a b' }],
    ['', {}],
  ])('%s is what %j presents', (key, headers) => {
    expect(presentedKey(headers)).toBe(key);
  });
});

describe('limits', () => {
  test('requests a minute', async () => {
    const key = keyNamed('a', 'zk_a', { requestsPerMinute: 2 });
    const limiter = new AccessLimiter([key]);
    expect(await limiter.enter(key)).toBeNull();
    expect(await limiter.enter(key)).toBeNull();
    const reached = await limiter.enter(key);
    expect(reached).toMatchObject({ what: 'requests' });
    expect(reached!.retryAfter).toBeGreaterThan(0);
    expect(reached!.retryAfter).toBeLessThanOrEqual(60);
  });

  test('at a time: whoever leaves makes room, and being turned away takes none', async () => {
    const key = keyNamed('a', 'zk_a', { concurrent: 1, requestsPerMinute: 2 });
    const limiter = new AccessLimiter([key]);
    expect(await limiter.enter(key)).toBeNull();
    expect(await limiter.enter(key)).toEqual({ what: 'concurrent', retryAfter: 1 });
    limiter.leave(key, 0);
    expect(await limiter.enter(key)).toBeNull();
    limiter.leave(key, 0);
    expect((await limiter.enter(key))?.what).toBe('requests');
    expect((await limiter.enter(key))?.what).toBe('requests');
  });

  test('at a time, entered at once', async () => {
    const key = keyNamed('a', 'zk_a', { concurrent: 2 });
    const limiter = new AccessLimiter([key]);
    const entered = await Promise.all([1, 2, 3, 4].map(() => limiter.enter(key)));
    expect(entered.filter((reached) => reached === null)).toHaveLength(2);
  });

  test('tokens a minute: who has used all of them waits', async () => {
    const key = keyNamed('a', 'zk_a', { tokensPerMinute: 100 });
    const limiter = new AccessLimiter([key]);
    expect(await limiter.enter(key)).toBeNull();
    limiter.leave(key, 99);
    expect(await limiter.enter(key)).toBeNull();
    limiter.leave(key, 1);
    expect(await limiter.enter(key)).toMatchObject({ what: 'tokens' });
  });

  test('keys do not share theirs', async () => {
    const keys = [keyNamed('a', 'zk_a', { concurrent: 1 }), keyNamed('b', 'zk_b', { concurrent: 1 })];
    const limiter = new AccessLimiter(keys);
    for (const key of keys) expect(await limiter.enter(key)).toBeNull();
  });

  test('without limits there are none', async () => {
    const key = keyNamed('a', 'zk_a');
    const limiter = new AccessLimiter([key]);
    for (let i = 0; i < 100; i += 1) expect(await limiter.enter(key)).toBeNull();
  });
});
