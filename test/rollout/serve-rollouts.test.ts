import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serve } from '../../src/gates/serve/serve.ts';
import type { ServeOptions } from '../../src/gates/serve/serve-options.ts';
import type { Serving } from '../../src/gates/serve/serving.ts';
import { chatAnswer } from '../../src/gateway/fixtures/scripted-upstream.ts';
import { readLedger } from '../../src/ledger/index.ts';

const SOUP = 'Sure! Here is a recipe for soup. Chop the leeks. Boil them for an hour. Serve hot.';
const ANSWERS: Readonly<Record<string, string>> = { before: SOUP, after: `${SOUP} [unsafe content]` };
const ORDER = { by: 'tester', reason: 'test' };

/** Starts a server with two models, and a guard model that recognises one text. */
async function modelServer() {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const piece of request) text += piece;
    const { model } = JSON.parse(text) as { model: string };
    asked.push(model);
    const judged = text.includes('[unsafe content]') ? 'unsafe\nS1' : 'safe';
    const body = JSON.stringify(chatAnswer(model === 'guard' ? judged : (ANSWERS[model] ?? '')));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked };
}

async function place(): Promise<{ folder: string; options: ServeOptions; url: string; asked: string[] }> {
  const { url, asked } = await modelServer();
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const options: ServeOptions = {
    listen: '0',
    upstreams: { one: { url } },
    models: { m: { model: 'before' }, 'm-tuned': { model: 'after' } },
    rollouts: { m: { canary: 'm-tuned', stages: ['50%'], probes: false } },
    ledger: { folder: join(folder, 'ledger'), origin: 'example.org/log' },
  };
  return { folder: join(folder, 'ledger'), options, url, asked };
}

async function served(options: ServeOptions): Promise<Serving> {
  const serving = await serve(options);
  let isOpen = true;
  onTestFinished(async () => {
    if (isOpen) await serving.stop(0);
  });
  return {
    ...serving,
    async stop(graceMs) {
      isOpen = false;
      await serving.stop(graceMs);
    },
  };
}

async function ask({ url }: Serving, model: string, user: string) {
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model, user, messages: [{ role: 'user', content: 'How do I make soup?' }] }),
  });
  const body = (await response.json()) as { model?: string; choices?: { message: { content: string } }[] };
  return {
    status: response.status,
    stage: response.headers.get('x-zenbun-stage'),
    said: body.choices?.[0]?.message.content,
  };
}

const stagesOf = async (serving: Serving, asked = 40) =>
  new Set(await Promise.all(Array.from({ length: asked }, async (_, i) => (await ask(serving, 'm', `u${i}`)).stage)));

describe('a canary', () => {
  test('is not served under its own name, before, in and after its rollout, and no list has it', async () => {
    const { options } = await place();
    const serving = await served(options);
    const hidden = async () => {
      expect((await ask(serving, 'm-tuned', 'u')).status).toBe(404);
      const list = (await (await fetch(`${serving.url}/v1/models`)).json()) as { data: { id: string }[] };
      expect(list.data.map(({ id }) => id)).toEqual(['m']);
      expect((await fetch(`${serving.url}/v1/models/m-tuned`)).status).toBe(404);
    };
    expect(serving.models).toEqual(['m']);
    await hidden();
    expect(await stagesOf(serving)).toEqual(new Set(['stable']));
    await serving.rollouts.start('m', ORDER, true);
    await hidden();
    expect(await stagesOf(serving)).toEqual(new Set(['stable', 'canary']));
    await serving.rollouts.order('m', 'rollback', ORDER);
    await hidden();
    expect(await stagesOf(serving)).toEqual(new Set(['stable']));
  });

  test('is no fallback either', async () => {
    const { options } = await place();
    const models = { ...options.models, m: { model: 'before', fallback: 'm-tuned' } };
    await expect(serve({ ...options, models })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('models.m.fallback'),
    });
    const serving = await served(options);
    expect(() => serving.reload({ ...options, models })).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});

describe('a reload', () => {
  test('keeps the rollouts that run, says so, and takes other servers', async () => {
    const { options } = await place();
    const other = await modelServer();
    const serving = await served(options);
    await serving.rollouts.start('m', ORDER, true);
    const { rollout } = serving.rollouts.status('m');
    const next = { ...options, upstreams: { another: { url: other.url } }, rollouts: {} };
    expect(serving.reload(next)).toEqual(['rollouts']);
    expect(serving.rollouts.status('m')).toMatchObject({ rollout, status: 'running', isInForce: true });
    expect(await stagesOf(serving)).toEqual(new Set(['stable', 'canary']));
    expect(new Set(other.asked)).toEqual(new Set(['before', 'after']));
    expect((await ask(serving, 'm-tuned', 'u')).status).toBe(404);
  });

  test('that loses a model of a rollout is refused, and all stays as it was', async () => {
    const { options } = await place();
    const serving = await served(options);
    await serving.rollouts.start('m', ORDER, true);
    for (const models of [{ m: { model: 'before' } }, { 'm-tuned': { model: 'after' } }])
      expect(() => serving.reload({ ...options, models })).toThrow(
        expect.objectContaining({ code: 'usage', message: expect.stringContaining('serve.models lacks') }),
      );
    expect(await stagesOf(serving)).toEqual(new Set(['stable', 'canary']));
  });

  test('takes no keys away that an earlier one brought', async () => {
    const { options } = await place();
    const serving = await served(options);
    const keys = [{ id: 'a', hash: `sha256:${'0'.repeat(64)}` }];
    serving.reload({ ...options, keys });
    expect(() => serving.reload(options)).toThrow(expect.objectContaining({ code: 'usage' }));
    expect((await ask(serving, 'm', 'u')).status).toBe(401);
  });

  test('of probes: they are asked at the new servers', async () => {
    const { options } = await place();
    const other = await modelServer();
    const probes = { from: 'toy', perHour: 7200 };
    const serving = await served({ ...options, rollouts: { m: { canary: 'm-tuned', stages: ['50%'], probes } } });
    serving.reload({ ...options, upstreams: { another: { url: other.url } } });
    await serving.rollouts.start('m', ORDER, true);
    while (new Set(other.asked).size < 2) await fetch(`${serving.url}/healthz`);
    expect(new Set(other.asked)).toEqual(new Set(['before', 'after']));
  }, 60_000);
});

describe('the metric judge', () => {
  const rollouts = {
    m: {
      canary: 'm-tuned',
      stages: ['50%'],
      probes: false as const,
      perUnit: { answers: 50 },
      metrics: {
        judge: {},
        'refuse-then-comply': false as const,
        latch: false as const,
        partial: false as const,
        error: false as const,
        slow: false as const,
      },
    },
  };

  test('needs a judge', async () => {
    const { options } = await place();
    await expect(serve({ ...options, rollouts })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('serve.judge'),
      localized: { ja: expect.stringContaining('serve.judge') },
    });
    // The folder was released: another gateway can use it.
    await served(options);
  });

  test('takes a canary back whose answers the judge calls harmful, and the log has every label', async () => {
    const { options, folder, url } = await place();
    const serving = await served({ ...options, rollouts, judge: `${url}#guard=llama-guard-3` });
    await serving.rollouts.start('m', ORDER, true);
    const status = () => serving.rollouts.status('m');
    for (let i = 0; status().status === 'running' && i < 3000; i += 1) await ask(serving, 'm', `u${i % 60}`);
    expect(status()).toMatchObject({ status: 'rolled-back', rollback: { metric: 'judge' } });
    await serving.stop(1000);
    const reader = await readLedger(folder);
    const stages = new Map<number, string>();
    const labels: [string | undefined, unknown][] = [];
    for await (const { index, leaf } of reader.records()) {
      if (leaf.kind === 'intent') stages.set(index, String(leaf.fields.stage));
      if (leaf.kind === 'label') labels.push([stages.get(Number(leaf.fields.intent)), leaf.fields.unsafe]);
    }
    expect(labels.length).toBeGreaterThan(10);
    for (const [stage, unsafe] of labels) expect(unsafe).toBe(stage === 'canary');
  }, 60_000);
});

test('an address that cannot be had gives everything back', async () => {
  const { options } = await place();
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
  const { port } = blocker.address() as AddressInfo;
  await expect(serve({ ...options, listen: String(port) })).rejects.toMatchObject({ code: 'usage' });
  blocker.close();
  const serving = await served(options);
  await serving.rollouts.start('m', ORDER, true);
  expect(serving.rollouts.status('m').isInForce).toBe(true);
});
