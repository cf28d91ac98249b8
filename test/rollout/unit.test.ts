import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IdleBuckets } from '../../src/gates/rollout/idle-buckets.ts';
import { probeDeck } from '../../src/gates/rollout/probe-deck.ts';
import { unitBucket, unitOf } from '../../src/gates/rollout/unit.ts';
import type { WireRequest } from '../../src/wire/index.ts';
import { PROBES } from './rollout-replica.ts';

const SALT = Buffer.alloc(32, 7);
const CLIENT = { id: 'app', subject: null };
const asks = (request: Partial<WireRequest>): WireRequest => ({
  model: 'm',
  stream: false,
  choices: 1,
  usageWanted: false,
  prompt: '',
  firstPrompt: '',
  user: null,
  maxTokens: null,
  ...request,
});
const bucketsOf = (requests: readonly WireRequest[], by: 'user' | 'conversation' | 'key') =>
  new Set(requests.map((request) => unitBucket(SALT, unitOf(request, CLIENT, by))));

describe('whom an assignment stays with', () => {
  test('user: who the subject or the body says asks, whatever is asked', () => {
    const unit = (firstPrompt: string, user: string | null, subject: string | null) =>
      unitOf(asks({ firstPrompt, user }), { id: 'app', subject }, 'user');
    expect(unit('a', 'u1', null)).toBe(unit('b', 'u1', null));
    expect(unit('a', 'u1', null)).not.toBe(unit('a', 'u2', null));
    expect(unit('a', 'u1', 's1')).toBe(unit('a', 'u2', 's1'));
  });

  test('without a name it is the conversation, which stays the same as it goes on', () => {
    for (const by of ['user', 'conversation'] as const) {
      const turn = (prompt: string) => unitOf(asks({ firstPrompt: 'hello', prompt }), CLIENT, by);
      expect(turn('hello')).toBe(turn('and then?'));
    }
    expect(unitOf(asks({ firstPrompt: 'x', user: 'u1' }), CLIENT, 'conversation')).toBe(
      unitOf(asks({ firstPrompt: 'x', user: 'u2' }), CLIENT, 'conversation'),
    );
  });

  test('one key of a whole application does not put everybody into one bucket, unless that is asked for', () => {
    const people = Array.from({ length: 200 }, (_, i) => asks({ firstPrompt: `question ${i}`, user: `u${i}` }));
    const nameless = people.map((request) => ({ ...request, user: null }));
    expect(bucketsOf(people, 'user').size).toBeGreaterThan(195);
    expect(bucketsOf(nameless, 'user').size).toBeGreaterThan(195);
    expect(bucketsOf(people, 'conversation').size).toBeGreaterThan(195);
    expect(bucketsOf(people, 'key').size).toBe(1);
  });

  test('a name of one kind is never taken for one of another', () => {
    const name = fc.string({ maxLength: 6 });
    fc.assert(
      fc.property(name, name, name, (user, id, firstPrompt) => {
        const units = [
          unitOf(asks({ user, firstPrompt }), { id, subject: null }, 'user'),
          unitOf(asks({ firstPrompt }), { id, subject: null }, 'user'),
          unitOf(asks({ user, firstPrompt }), { id, subject: null }, 'key'),
        ];
        expect(new Set(units).size).toBe(3);
      }),
    );
  });

  test('any text is a unit, and always the same bucket', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (unit) => {
        const bucket = unitBucket(SALT, unit);
        expect(Number.isInteger(bucket) && bucket >= 0 && bucket < 100_000).toBe(true);
        expect(unitBucket(Buffer.from(SALT), unit)).toBe(bucket);
      }),
    );
    const names = ['利用者一', '利用者二', 'пользователь', '👩‍🚀', 'é'];
    expect(new Set(names.map((name) => unitBucket(SALT, name))).size).toBe(names.length);
  });

  test('another salt assigns anew', () => {
    const units = Array.from({ length: 50 }, (_, i) => `user:${i}`);
    const same = units.filter((unit) => unitBucket(SALT, unit) === unitBucket(Buffer.alloc(32, 8), unit));
    expect(same.length).toBeLessThan(3);
  });

  test('where nothing is rolled out, a bucket still tells one asker from another', () => {
    const idle = new IdleBuckets();
    const bucket = (user: string) => idle.bucket(asks({ user }), CLIENT);
    expect(bucket('a')).toBe(bucket('a'));
    expect(new Set(Array.from({ length: 50 }, (_, i) => bucket(String(i)))).size).toBeGreaterThan(45);
    expect(new IdleBuckets().bucket(asks({ user: 'a' }), CLIENT)).not.toBe(bucket('a'));
  });
});

describe('the deck of probes', () => {
  test('every probe comes once before one comes again, in an order that the salt gives', () => {
    const deck = probeDeck(PROBES, SALT);
    const round = (from: number) => PROBES.map((_, i) => deck.probe(from + i).id);
    expect([...round(0)].sort()).toEqual(PROBES.map(({ id }) => id));
    expect(round(PROBES.length)).toEqual(round(0));
    const orders = new Set(
      Array.from({ length: 40 }, (_, i) => {
        const other = probeDeck(PROBES, Buffer.alloc(32, i));
        return PROBES.map((_, draw) => other.probe(draw).id).join();
      }),
    );
    expect(orders.size).toBeGreaterThan(20);
  });

  test('the commitment binds salt, order and texts', () => {
    const { commitment } = probeDeck(PROBES, SALT);
    expect(commitment).toMatch(/^[0-9a-f]{64}$/);
    expect(probeDeck(PROBES, Buffer.alloc(32, 8)).commitment).not.toBe(commitment);
    const other = PROBES.map((probe, i) => (i === 0 ? { ...probe, text: '[another]' } : probe));
    expect(probeDeck(other, SALT).commitment).not.toBe(commitment);
  });

  test('contrast probes are left out; where there are no others it is refused', () => {
    const contrast = { ...PROBES[0]!, id: 'c', set: 'contrast' as const };
    const deck = probeDeck([...PROBES, contrast], SALT);
    expect(Array.from({ length: 12 }, (_, i) => deck.probe(i).set)).not.toContain('contrast');
    expect(() => probeDeck([contrast], SALT)).toThrow(RangeError);
  });
});
