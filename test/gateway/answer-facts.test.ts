import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import {
  chatAnswer,
  chatChunks,
  DONE,
  type Script,
  scriptedUpstream,
} from '../../src/gateway/fixtures/scripted-upstream.ts';
import { openTestGateway, type TestGateway, type TestGatewayOptions } from '../../src/gateway/fixtures/test-gateway.ts';
import { type AccessKey, exchangeFacts, firstAnswerFacts, type GatewayRecord } from '../../src/gateway/index.ts';
import { leafText } from '../../src/ledger/segments/leaf.ts';

const CHAT = '/v1/chat/completions';
const ASKED = { model: 'm', messages: [{ role: 'user', content: 'How do I make soup?' }] };
const AT = 1_700_000_000_000;

let open: TestGateway | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

/** Returns both records of one exchange, as a log returns them. */
async function recorded(script: Script, asked: object = {}, options: Omit<TestGatewayOptions, 'upstream'> = {}) {
  open = await openTestGateway({ upstream: scriptedUpstream(script).upstream, ...options });
  await (await open.post(CHAT, { ...ASKED, ...asked })).text();
  const { records } = open.recorder;
  await open.close();
  open = null;
  return { intent: fieldsOf(records, 'intent'), response: fieldsOf(records, 'response') };
}

const fieldsOf = (records: readonly GatewayRecord[], kind: string): GatewayRecord['fields'] =>
  JSON.parse(JSON.stringify(records.findLast((record) => record.kind === kind)!.fields));

async function factsOf(...given: Parameters<typeof recorded>) {
  const { intent, response } = await recorded(...given);
  return exchangeFacts(intent, response, AT);
}

const SOUP = 'Sure! Here is a recipe for soup. Chop the leeks. Boil them for an hour. Serve hot.';
const inRollout = { bucket: 7, stage: 'canary', rollout: { id: 'r', epoch: 2, share: 500, isWithdrawn: () => false } };

describe('facts of an exchange', () => {
  test('all that is known of a whole answer', async () => {
    expect(await factsOf({ json: chatAnswer(SOUP) }, {}, { route: inRollout })).toEqual({
      at: AT,
      model: 'm',
      stage: 'canary',
      bucket: 7,
      requestLanguage: 'en',
      state: 'complete',
      outcome: 'compliance',
      latched: false,
      chars: SOUP.length,
      finish: 'stop',
      language: 'en',
      opening: expect.any(Number),
      repetition: 0,
      toolJson: null,
      firstTextMs: expect.any(Number),
      tokensPerSecond: null,
      isRetry: false,
    });
  });

  test('of several answers the first counts', async () => {
    const facts = await factsOf({ json: chatAnswer(SOUP, 'No.') }, { n: 2 });
    expect(facts).toMatchObject({ chars: SOUP.length, outcome: 'compliance' });
  });

  test.each([
    ['{"place":"Kyoto"}', true],
    ['{"place":', false],
  ])('the arguments of a tool: %s', async (args, toolJson) => {
    const call = { id: 't', type: 'function', function: { name: 'weather', arguments: args } };
    const answer = chatAnswer('');
    const message = { role: 'assistant', content: null, tool_calls: [call] };
    const json = { ...answer, choices: [{ index: 0, message, finish_reason: 'tool_calls' }] };
    expect(await factsOf({ json }, { tools: [] })).toMatchObject({ toolJson, finish: 'tool', opening: null });
  });

  test.each([
    ['failed', { unreached: new Error('nobody there') }],
    ['failed', { body: 'no JSON', type: 'application/json' }],
    ['rejected', { json: { error: { message: 'no' } }, status: 400 }],
  ] as [string, Script][])('%s', async (state, script) => {
    expect(await factsOf(script)).toMatchObject({
      state,
      outcome: null,
      latched: false,
      chars: null,
      firstTextMs: null,
    });
  });

  test('incomplete: a stream that breaks off keeps what it said', async () => {
    const events = [...chatChunks([SOUP], null, false), new Error('broken')];
    expect(await factsOf({ events }, { stream: true })).toMatchObject({
      state: 'incomplete',
      chars: SOUP.length,
      finish: null,
    });
  });

  test('aborted: the client left', async () => {
    const never = new Promise(() => undefined);
    open = await openTestGateway({
      upstream: scriptedUpstream({ events: [...chatChunks([SOUP, ' More.'], null, false), never] }).upstream,
    });
    const live = open.live({ ...ASKED, stream: true });
    await live.until('recipe');
    live.leave();
    await open.recorder.responses();
    const { records } = open.recorder;
    const facts = exchangeFacts(fieldsOf(records, 'intent'), fieldsOf(records, 'response'), AT);
    expect(facts).toMatchObject({ state: 'aborted', bucket: null, isRetry: null });
  });

  test('of several answers the worst counts, also one for which the leaf had no room', async () => {
    const bad = `I can't help with that. But here you go anyway: first, take the [unsafe content]. Then wait. Finally, send it.`;
    const facts = await factsOf({ json: chatAnswer(SOUP, bad, SOUP) }, { n: 3 });
    expect(facts).toMatchObject({ outcome: 'refuse-then-comply', latched: true, chars: bad.length });
    const { response } = await recorded({ json: chatAnswer(...Array(11).fill(SOUP), bad) }, { n: 12 });
    expect(Number(response.more)).toBeGreaterThan(3);
    expect(JSON.stringify(response.answers)).not.toContain('refuse-then-comply');
    expect(exchangeFacts({}, response, AT)).toMatchObject({ outcome: 'refuse-then-comply', latched: true });
    expect(firstAnswerFacts({}, response, AT)).toMatchObject({ outcome: 'compliance', latched: false });
  });

  test('lost: an intent whose response never came', async () => {
    const { intent } = await recorded({ json: chatAnswer(SOUP) });
    expect(exchangeFacts(intent, {}, AT)).toMatchObject({ state: 'lost', outcome: null, finish: null, toolJson: null });
  });

  test('leaves of older versions: what they do not say is null, not fine', async () => {
    const { intent, response } = await recorded({ json: chatAnswer(SOUP) }, {}, { route: inRollout });
    const { bucket, lang, rollout, epoch, share, retry, ...oldIntent } = intent;
    const { times, ...oldResponse } = response;
    const answers = (response.answers as Record<string, unknown>[]).map(
      ({ finish, lang: said, opening, repeats, tool, ...answer }) => answer,
    );
    expect(exchangeFacts(oldIntent, { ...oldResponse, answers } as never, AT)).toMatchObject({
      state: 'complete',
      outcome: 'compliance',
      chars: SOUP.length,
      bucket: null,
      requestLanguage: null,
      finish: null,
      language: null,
      opening: null,
      repetition: null,
      toolJson: null,
      firstTextMs: null,
      tokensPerSecond: null,
      isRetry: null,
    });
  });

  test('a field of another kind than it should be is not known, and never throws', () => {
    const field = fc.dictionary(
      fc.constantFrom('answers', 'times', 'usage', 'bucket', 'state', 'model', 'retry', 'lang'),
      fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<never>,
    );
    fc.assert(
      fc.property(field, field, (intent, response) => {
        const facts = exchangeFacts(intent, response, AT);
        for (const value of [facts.bucket, facts.chars, facts.firstTextMs, facts.tokensPerSecond])
          expect(value === null || typeof value === 'number').toBe(true);
      }),
    );
  });

  test('the second time within five minutes it is a retry, for this person alone', async () => {
    open = await openTestGateway({ upstream: scriptedUpstream({ json: chatAnswer(SOUP) }).upstream, route: inRollout });
    const retry = async (subject: string) => {
      await (await open!.post(CHAT, ASKED, { 'x-zenbun-subject': subject })).text();
      const intent = fieldsOf(open!.recorder.records, 'intent');
      return exchangeFacts(intent, {}, AT).isRetry;
    };
    expect([await retry('a'), await retry('b'), await retry('a')]).toEqual([false, false, true]);
  });
});

describe('a leaf has to stay below 1 KiB', () => {
  const long = fc.oneof(
    fc.string({ unit: 'binary', minLength: 100, maxLength: 200 }),
    fc.constant('長'.repeat(100)),
    fc.constant('"\\'.repeat(80)),
  );

  test('with names as long as they like, in a rollout, asked again', async () => {
    await fc.assert(
      fc.asyncProperty(long, long, long, async (served, stage, digest) => {
        const id = 'f'.repeat(24);
        const route = {
          ...inRollout,
          bucket: 99_999,
          name: `${served}名`,
          model: served,
          stage,
          modelDigest: digest,
          rollout: { ...inRollout.rollout, id, epoch: 999_999_999, share: 100_000 },
        };
        const key: AccessKey = {
          id: `${served}鍵`,
          sha256: createHash('sha256').update('zk').digest(),
          scopes: ['use'],
          limits: { requestsPerMinute: null, tokensPerMinute: null, concurrent: null },
        };
        const path = `/v1/${'long-path/'.repeat(20)}`;
        const { upstream } = scriptedUpstream({ json: chatAnswer(SOUP) });
        open = await openTestGateway({ upstream, route, plan: { keys: [key], unreadPaths: [path] } });
        const bearer = { authorization: 'Bearer zk' };
        for (const to of [CHAT, path, path]) await (await open.post(to, ASKED, bearer)).text();
        const intents = open.recorder.records.filter(({ kind }) => kind === 'intent');
        expect(intents.at(-1)!.fields.retry).toBe(true);
        for (const { kind, fields, body } of open.recorder.records)
          expect(leafText(kind, AT, fields as never, body!.length).bytes).toBeLessThanOrEqual(1024);
        await open.close();
        open = null;
      }),
      { numRuns: 20 },
    );
  });

  test('with eight answers, tools, a fallback and places that nobody reads: the first answer stays', async () => {
    const refusal = "I'm sorry, but I can't help with that. Here is how it works. First, take the parts and join them.";
    const message = (i: number) => ({
      role: 'assistant',
      content: refusal,
      [`unknown_${'x'.repeat(90)}_${i}`]: 'text that nobody reads',
      tool_calls: [{ id: 't', type: 'function', function: { name: 'f', arguments: '{"a":' } }],
    });
    const choices = Array.from({ length: 8 }, (_, index) => ({
      index,
      message: message(index),
      finish_reason: 'tool_calls',
    }));
    const json = {
      ...chatAnswer(''),
      choices,
      usage: { prompt_tokens: 9_007_199_254_740_991, completion_tokens: 9_007_199_254_740_991 },
    };
    const fallback = {
      name: '代'.repeat(100),
      model: 'b',
      upstream: scriptedUpstream({ json: chatAnswer(SOUP) }).upstream,
    };
    const { response } = await recorded({ json }, { n: 8 }, { route: { ...inRollout, fallback } });
    expect(leafText('response', AT, response as never, 100_000).bytes).toBeLessThanOrEqual(1024);
    const answers = response.answers as readonly unknown[];
    expect(answers.length).toBeGreaterThanOrEqual(1);
    expect(answers.length + Number(response.more)).toBe(8);
    expect(exchangeFacts({}, response, AT)).toMatchObject({
      outcome: 'refuse-then-comply',
      toolJson: false,
      finish: 'tool',
    });
  });
});

test('a stream says when its first and last text came', async () => {
  const { response } = await recorded({ events: [...chatChunks([SOUP]), DONE] }, { stream: true });
  expect(response.times).toEqual([expect.any(Number), expect.any(Number)]);
  const speed = exchangeFacts({}, { state: 'complete', times: [100, 1100], usage: [1, 50] }, AT);
  expect(speed).toMatchObject({ firstTextMs: 100, tokensPerSecond: 50_000 });
  expect(exchangeFacts({}, { times: [100, 149], usage: [1, 50] }, AT).tokensPerSecond).toBeNull();
});
