import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fingerprint, saveFingerprint } from '../../src/gates/fingerprint/fingerprint.ts';
import { serverOf, toyServer } from './model-servers.ts';

function folder(): (name: string) => string {
  const path = mkdtempSync(join(tmpdir(), 'zenbun-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return (name) => join(path, name);
}

describe('a server with log-probabilities', () => {
  test('the same model is the same, another one behind the same name differs', async () => {
    let behind = 'toy:aligned';
    const { url, asked } = await toyServer(() => behind);
    const at = folder();
    const made = await saveFingerprint(
      { model: `${url}#tuned`, output: at('a.json'), digest: 'sha256:x' },
      { now: () => 0 },
    );
    expect(made.reference).toMatchObject({
      method: 'logprob',
      at: '1970-01-01T00:00:00.000Z',
      servedModel: 'tuned',
      digest: 'sha256:x',
      sampling: { temperature: 0, topLogprobs: 20, endpoint: 'chat' },
    });
    expect(made.requests).toBe(55);
    expect(made.reference.samples).toHaveLength(50);
    expect(asked[0]).toMatchObject({ max_tokens: 1, logprobs: true, top_logprobs: 20, temperature: 0 });
    expect(JSON.parse(readFileSync(at('a.json'), 'utf8'))).toEqual(made.reference);

    const check = () => fingerprint({ model: `${url}#tuned`, against: at('a.json') });
    expect(await check()).toMatchObject({
      decision: 'same-within-margin',
      requests: { reference: 50, check: 10 },
      cost: { requests: 10 },
      nth: null,
      eValue: null,
    });
    behind = 'toy:noice';
    const differs = await check();
    expect(differs).toMatchObject({ decision: 'differs', servedModel: 'tuned', pValue: 1e-5 });
    expect(differs.differing[0]!.before).not.toBe(differs.differing[0]!.now);
    expect(JSON.stringify(differs)).not.toMatch(/swap/i);
  });

  test('a series is kept in its file, tells a change within two checks, and belongs to its reference', async () => {
    let behind = 'toy:aligned';
    const { url } = await toyServer(() => behind);
    const at = folder();
    await saveFingerprint({ model: `${url}#tuned`, output: at('a.json') }, { now: () => 0 });
    const paths = { against: at('a.json'), series: at('s.json') };
    const check = () => fingerprint({ model: `${url}#tuned`, ...paths });
    for (const nth of [1, 2, 3]) expect(await check()).toMatchObject({ nth, decision: 'same-within-margin' });
    behind = 'toy:noice';
    await check();
    expect(await check()).toMatchObject({ nth: 5, decision: 'differs' });
    behind = 'toy:aligned';
    expect(await check()).toMatchObject({ nth: 6, decision: 'same-within-margin' });

    await expect(fingerprint({ model: `${url}#tuned`, ...paths, alpha: 0.05 })).rejects.toThrow(
      'begun with alpha 0.01',
    );
    await saveFingerprint({ model: `${url}#tuned`, output: at('b.json') }, { now: () => 1 });
    await expect(fingerprint({ model: `${url}#tuned`, ...paths, against: at('b.json') })).rejects.toThrow(
      'a series of another reference',
    );
    writeFileSync(at('s.json'), '{"schema":"zenbun.fingerprint-series/1"');
    await expect(check()).rejects.toMatchObject({ code: 'unreadable' });
    expect(existsSync(at('s.json.lock'))).toBe(false);
  });

  test('a reference that is there is not replaced, and nothing is asked', async () => {
    const { url, asked } = await toyServer(() => 'toy:noice');
    const at = folder();
    writeFileSync(at('a.json'), 'approved');
    await expect(saveFingerprint({ model: `${url}#tuned`, output: at('a.json') })).rejects.toMatchObject({
      code: 'usage',
      advice: 'Name another file, or move the old reference away.',
    });
    expect(asked).toEqual([]);
    expect(readFileSync(at('a.json'), 'utf8')).toBe('approved');
  });

  test('a cap ends it before anything is written', async () => {
    const { url } = await toyServer(() => 'toy:aligned');
    const at = folder();
    await expect(
      saveFingerprint({ model: `${url}#tuned`, output: at('a.json'), maxRequests: 20 }),
    ).rejects.toMatchObject({
      code: 'budget',
    });
    expect(existsSync(at('a.json'))).toBe(false);
  });
});

/** Starts a server that answers each prompt with one of two words at random, and returns no log-probabilities. */
const textServer = (share: (prompt: string, temperature: number) => number, logprobs?: unknown) => {
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return serverOf(async (body) => {
    const prompt = (body.messages as { content: string }[])[0]!.content;
    const of = share(prompt, body.temperature as number);
    const isFirst = body.temperature === 0 ? of > 0.5 : random() < of;
    return [
      200,
      { choices: [{ message: { content: isFirst ? 'one' : 'two' }, finish_reason: 'length', logprobs }], model: 'm' },
    ];
  });
};

/** Returns a value between 0.3 and 0.7, depending on the prompt. */
const hesitating = (prompt: string) =>
  0.3 + ([...prompt].reduce((sum, one) => sum + one.codePointAt(0)!, 0) % 41) / 100;

describe('a server without log-probabilities', () => {
  test.each([
    ['says nothing of them', undefined],
    ['gives null', null],
    ['gives another shape', { tokens: ['one'] }],
    ['gives an empty list', { content: [{ token: 'one', logprob: 0, top_logprobs: [] }] }],
    ['lists one token only', { content: [{ token: 'one', logprob: 0, top_logprobs: [{ token: 'one', logprob: 0 }] }] }],
  ])('that %s: border inputs, and it is said', async (_, logprobs) => {
    const { url } = await textServer(hesitating, logprobs);
    const at = folder();
    const { reference, notes } = await saveFingerprint({ model: `${url}#m`, output: at('a.json') }, { now: () => 0 });
    expect(reference).toMatchObject({ method: 'border', sampling: { temperature: 0, topLogprobs: null } });
    expect(reference.prompts).toHaveLength(10);
    expect(notes[0]!.en).toContain('lists no log-probabilities');
    const same = await fingerprint({ model: `${url}#m`, against: at('a.json') });
    expect(same).toMatchObject({ decision: 'same-within-margin', method: 'border', requests: { check: 50 } });
  });

  test('a model that leans the other way at its border inputs differs', async () => {
    let by = 0;
    const { url } = await textServer((prompt) => hesitating(prompt) + by);
    const at = folder();
    await saveFingerprint({ model: `${url}#m`, output: at('a.json') }, { now: () => 0 });
    by = 0.2;
    const result = await fingerprint({ model: `${url}#m`, against: at('a.json') });
    expect(result).toMatchObject({ decision: 'differs', method: 'border' });
  });

  test('the inputs that are kept are close ties, so that a small change turns some over', async () => {
    // Gaps of -0.6 to 0.6 nats between the two answers, a quarter of them within 0.15.
    const gap = (prompt: string) => (([...prompt].reduce((sum, one) => sum + one.codePointAt(0)!, 0) % 101) - 50) / 83;
    let by = 0;
    const { url } = await textServer((prompt, temperature) => {
      const moved = gap(prompt) + by;
      return temperature === 0 ? Number(moved > 0) : 1 / (1 + Math.exp(-moved / temperature));
    });
    const at = folder();
    const saved = await saveFingerprint({ model: `${url}#m`, output: at('a.json'), concurrency: 1 }, { now: () => 0 });
    const gaps = saved.reference.prompts.map(({ text }) => Math.abs(gap(text)));
    // For randomly chosen prompts it would be 0.3.
    expect(gaps.reduce((sum, one) => sum + one, 0) / gaps.length).toBeLessThan(0.2);
    by = 0.15;
    const result = await fingerprint({ model: `${url}#m`, against: at('a.json') });
    expect(result).toMatchObject({ decision: 'differs', method: 'border' });
  });

  test('where log-probabilities are demanded it is refused', async () => {
    const { url } = await textServer(hesitating);
    await expect(
      saveFingerprint({ model: `${url}#m`, output: folder()('a.json'), method: 'logprob' }),
    ).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('no log-probabilities'),
    });
  });

  test('a server that stopped listing them is undecided, never the same', async () => {
    const { url } = await toyServer(() => 'toy:aligned');
    const at = folder();
    await saveFingerprint({ model: `${url}#tuned`, output: at('a.json') }, { now: () => 0 });
    const { url: other } = await textServer(hesitating);
    const result = await fingerprint({ model: `${other}#tuned`, against: at('a.json') });
    expect(result).toMatchObject({ decision: 'undecided', requests: { check: 0 } });
    expect(result.notes[0]!.en).toContain('lists no log-probabilities any more');
  });
});

const LISTED = (count: number) => ({
  content: [
    {
      token: 'a',
      logprob: -1,
      top_logprobs: Array.from({ length: count }, (_, i) => ({ token: `t${i}`, logprob: -1 - i, bytes: null })),
    },
  ],
});
const refusal = (message: string) => [400, { error: { message, type: 'invalid_request_error' } }] as const;

describe('dialects', () => {
  test.each([
    ['vLLM', 'Requested sample logprobs of 20, which is greater than max allowed: 5'],
    ['another', 'top_logprobs must be at most 5'],
  ])('%s that lists five: asked for five', async (_, message) => {
    const { url, asked } = await serverOf(async ({ top_logprobs: top }) =>
      (top as number) > 5
        ? refusal(message)
        : [200, { choices: [{ message: { content: 'a' }, finish_reason: 'length', logprobs: LISTED(top as number) }] }],
    );
    const { reference } = await saveFingerprint(
      { model: `${url}#m`, output: folder()('a.json'), concurrency: 1 },
      { now: () => 0 },
    );
    expect(reference.method).toBe('logprob');
    expect(reference.samples[0]!.top).toHaveLength(5);
    expect(asked.filter(({ top_logprobs: top }) => top === 20)).toHaveLength(1);
  });

  test('a server that refuses them is asked without', async () => {
    const { url } = await serverOf(async ({ logprobs }) =>
      logprobs === undefined
        ? [200, { choices: [{ message: { content: 'a' }, finish_reason: 'length' }] }]
        : refusal('logprobs is not supported by this model'),
    );
    const { reference, notes } = await saveFingerprint(
      { model: `${url}#m`, output: folder()('a.json') },
      { now: () => 0 },
    );
    expect(reference.method).toBe('border');
    expect(notes.map(({ en }) => en).join(' ')).toContain('Only 0 of 10 border inputs');
  });

  test('completions: the bare text, five tokens, in the old shape', async () => {
    const { url, asked } = await serverOf(async ({ logprobs }, path) => {
      if (path !== '/v1/completions' || logprobs !== 5) return refusal('wrong');
      const top = Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`t${i}`, -1 - i]));
      return [200, { choices: [{ text: 't0', finish_reason: 'length', logprobs: { top_logprobs: [top] } }] }];
    });
    const at = folder();
    const flags = { endpoint: 'completion' } as const;
    const { reference } = await saveFingerprint(
      { model: `${url}#m`, output: at('a.json'), ...flags },
      { now: () => 0 },
    );
    expect(reference).toMatchObject({ method: 'logprob', sampling: { endpoint: 'completion' } });
    expect(asked[0]).toMatchObject({ prompt: expect.any(String), max_tokens: 1 });
    const result = await fingerprint({ model: `${url}#m`, against: at('a.json') });
    expect(result.decision).toBe('same-within-margin');
    expect(result.notes.some(({ en }) => en.includes('chat template would not show'))).toBe(true);
  });
});

test.each([
  ['no JSON', 'x'],
  ['another result', '{"schema":"zenbun.compare/1"}'],
  ['a reference without samples', '{"schema":"zenbun.fingerprint-reference/1","samples":[]}'],
])('a reference that is %s is refused', async (_, text) => {
  const at = folder();
  writeFileSync(at('a.json'), text);
  const check = fingerprint({ model: 'toy:aligned', against: at('a.json') });
  await expect(check).rejects.toMatchObject({ code: 'unreadable', message: expect.stringContaining('a.json') });
});

test('recorded answers and options that cannot be meant are refused', async () => {
  const at = folder();
  await expect(saveFingerprint({ model: 'replay:a.jsonl', output: at('a.json') })).rejects.toThrow('recorded answers');
  for (const flags of [{ requests: 'x' }, { requests: 9 }, { alpha: 0 }, { margin: -1 }, { concurrency: 0 }])
    await expect(saveFingerprint({ model: 'toy:aligned', output: at('a.json'), ...flags })).rejects.toMatchObject({
      code: 'usage',
    });
  await expect(fingerprint({ model: 'toy:aligned', against: at('none.json') })).rejects.toMatchObject({
    code: 'not-found',
  });
});
