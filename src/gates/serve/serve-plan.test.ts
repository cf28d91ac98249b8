import { describe, expect, test } from 'vitest';
import type { Upstream } from '../../gateway/index.ts';
import { LiveRollouts } from '../rollout/live-rollouts.ts';
import { planOf } from './serve-plan.ts';

const NO_ROLLOUTS = new LiveRollouts([]);
const nobody: Upstream = () => Promise.reject(new Error('not asked'));
const one = new Map([['one', nobody]]);
const two = new Map([...one, ['two', nobody]]);
const client = { id: 'local', subject: null };
const asks = (model: string) => ({
  model,
  stream: false,
  choices: 1,
  usageWanted: false,
  prompt: '',
  firstPrompt: '',
  user: null,
  maxTokens: null,
});

test('a model that says nothing is on trial', () => {
  const { router, models, unreadPaths } = planOf({ models: { m: {} } }, one, NO_ROLLOUTS);
  expect(router(asks('m'), client)).toMatchObject({
    name: 'm',
    model: 'm',
    policy: 'final',
    hold: 'opening',
    stage: 'stable',
    fallback: null,
    modelDigest: null,
  });
  expect(router(asks('toString'), client)).toBeNull();
  expect({ models, unreadPaths }).toEqual({ models: ['m'], unreadPaths: [] });
});

test('a fallback is another of the models, with its name at its server', () => {
  const { router } = planOf(
    { models: { a: { upstream: 'one', fallback: 'b' }, b: { upstream: 'two', model: 'b-there', guard: 'judged' } } },
    two,
    NO_ROLLOUTS,
  );
  expect(router(asks('a'), client)?.fallback).toMatchObject({ name: 'b', model: 'b-there' });
});

describe('refuses', () => {
  test.each([
    [{}, one, 'models'],
    [{ models: { m: {} } }, two, 'models.m.upstream'],
    [{ models: { m: { upstream: 'three' } } }, two, '"three" is not one of one, two'],
    [{ models: { m: { fallback: 'm' } } }, one, 'models.m.fallback'],
    [{ models: { m: { fallback: 'x' } } }, one, 'models.m.fallback'],
    [{ models: { m: { fallback: 'c' }, c: {} }, rollouts: { m: { canary: 'c' } } }, one, 'models.m.fallback'],
    [{ models: { m: {} }, unread: ['/etc/passwd'] }, one, 'unread'],
    [{ models: { m: {} }, unread: ['/v1/../metrics'] }, one, 'unread'],
  ])('%j', (options, upstreams, said) => {
    expect(() => planOf(options, upstreams, NO_ROLLOUTS)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringContaining(said) }),
    );
  });
});
