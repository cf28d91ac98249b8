import { describe, expect, test } from 'vitest';
import { SERVE } from './serve-schema.ts';

const isTaken = (serve: unknown) => SERVE.safeParse(serve).success;
const rollouts = (more: object) => ({ rollouts: { m: { canary: 'n', ...more } } });
const prints = (more: object) => ({ fingerprint: { models: { m: { reference: 'r.json' } }, ...more } });

describe('is taken', () => {
  test.each<[object]>([
    [{}],
    [{ listen: '127.0.0.1:8080' }],
    [{ listen: 8080 }],
    [{ upstreams: { a: { url: 'http://127.0.0.1:1', timeout: 0 } } }],
    [{ models: { m: { guard: 'judged', hold: 'opening' } } }],
    [{ keys: [{ id: 'a', hash: 'h', scopes: ['use', 'read-log', 'administer'] }] }],
    [{ ledger: { mode: 'best-effort', ship: { to: 's3://b' } } }],
    [{ lease: { driver: 'postgres' } }],
    [{ console: true }],
    [{ console: { runs: 'runs' } }],
    [{ tls: { cert: 'c', key: 'k' } }],
    [rollouts({ alpha: 0.999, stages: ['5%', { share: '50%', answers: 0 }], metrics: { slow: false, latch: {} } })],
    [rollouts({ probes: false })],
    [rollouts({ probes: { margin: '5%', from: 'p.jsonl', perHour: 1 } })],
    [{ watch: { alpha: 0.01, tolerance: 1, onAlarm: 'rollback', webhooks: [{ url: 'u', template: 'teams' }] } }],
    [prints({ alpha: 1e-4 })],
    [prints({ alpha: 0.5, onDiffers: 'final' })],
  ])('%j', (serve) => {
    expect(isTaken(serve)).toBe(true);
  });
});

describe('is refused', () => {
  test.each<[string, object]>([
    ['an unknown setting', { nosuch: 1 }],
    ['an empty text', { listen: '' }],
    ['port 0 as a number', { listen: 0 }],
    ['an upstream without address', { upstreams: { a: {} } }],
    ['a negative time', { upstreams: { a: { url: 'u', timeout: -1 } } }],
    ['a name without letters', { models: { '': {} } }],
    ['an unknown guard', { models: { m: { guard: 'none' } } }],
    ['a key without hash', { keys: [{ id: 'a' }] }],
    ['an unknown scope', { keys: [{ id: 'a', hash: 'h', scopes: ['root'] }] }],
    ['half a request', { keys: [{ id: 'a', hash: 'h', requestsPerMinute: 0.5 }] }],
    ['no request at all', { keys: [{ id: 'a', hash: 'h', concurrent: 0 }] }],
    ['shipping to nowhere', { ledger: { ship: {} } }],
    ['a lease without driver', { lease: {} }],
    ['half a certificate', { tls: { cert: 'c' } }],
    ['a setting that is there without value', { judge: undefined }],
    ['a rollout without canary', { rollouts: { m: {} } }],
    ['no stage', rollouts({ stages: [] })],
    ['a stage without share', rollouts({ stages: [{ guard: 'final' }] })],
    ['a chance of 0', rollouts({ alpha: 0 })],
    ['a chance of 1', rollouts({ beta: 1 })],
    ['a metric that is switched on by true', rollouts({ metrics: { latch: true } })],
    ['an unknown metric', rollouts({ metrics: { nosuch: {} } })],
    ['probes switched on by true', rollouts({ probes: true })],
    ['an entry without comparison', rollouts({ entry: {} })],
    ['a tolerance below 1', { watch: { tolerance: 0.99 } }],
    ['a watch with a chance of 1', { watch: { alpha: 1 } }],
    ['a webhook without address', { watch: { webhooks: [{}] } }],
    ['an unknown language', { watch: { webhooks: [{ url: 'u', lang: 'fr' }] } }],
    ['a fingerprint without reference', { fingerprint: { models: { m: {} } } }],
    ['too small a chance', prints({ alpha: 0.99e-4 })],
    ['too large a chance', prints({ alpha: 0.51 })],
  ])('%s', (_, serve) => {
    expect(isTaken(serve)).toBe(false);
  });
});
