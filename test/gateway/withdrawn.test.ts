import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { gate } from '../../src/gateway/fixtures/gate.ts';
import {
  chatAnswer,
  chatChunk,
  chatChunks,
  DONE,
  type ScriptStep,
  scriptedUpstream,
} from '../../src/gateway/fixtures/scripted-upstream.ts';
import { openTestGateway, type TestGateway, type TestGatewayOptions } from '../../src/gateway/fixtures/test-gateway.ts';
import { EventDecoder } from '../../src/wire/index.ts';

const REFUSAL = "I'm sorry, but I can't help with that.";
const MORE = [
  ' Here is how it works.',
  ' First, take the parts and join them.',
  ' Then heat the mixture. [unsafe content]',
];
const NOTICE = '[The rest of this answer was withheld: the model had declined this request.]';
const ASKED = { model: 'm', stream: true, messages: [{ role: 'user', content: 'How do I make soup?' }] };
const POLICIES = ['observe', 'judged'] as const;

let open: TestGateway | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

/** Returns a rollout that is withdrawn when a test says so. */
function rollout(isBack = false) {
  const state = { isBack };
  const route = { id: 'r', epoch: 1, share: 1000, isWithdrawn: () => state.isBack };
  return { rollout: route, withdraw: () => void Object.assign(state, { isBack: true }) };
}

async function streamed(steps: readonly ScriptStep[], options: Omit<TestGatewayOptions, 'upstream'>, asked = {}) {
  open = await openTestGateway({ upstream: scriptedUpstream({ events: steps }).upstream, ...options });
  const text = await open.live({ ...ASKED, ...asked }).whole();
  const said = { text, content: contentOf(text), fields: open.recorder.lastResponse() };
  await open.close();
  open = null;
  return said;
}

function contentOf(text: string, index = 0): string {
  const events = new EventDecoder(1e7).push(Buffer.from(text));
  return events
    .flatMap(({ data }) => (data === null || data === '[DONE]' ? [] : (JSON.parse(data).choices ?? [])))
    .filter((choice) => choice.index === index)
    .map(({ delta }) => delta.content ?? '')
    .join('');
}

describe.each(POLICIES)('a stream under %s whose model is taken back', (policy) => {
  const judge = async () => 'safe' as const;

  test('before the first piece gets byte for byte what `final` gives', async () => {
    const steps = chatChunks([REFUSAL, ...MORE]);
    const final = await streamed(steps, { route: { policy: 'final' }, judge });
    const { rollout: taken } = rollout(true);
    const back = await streamed(steps, { route: { policy, rollout: taken }, judge });
    expect(back.text).toBe(final.text);
    expect(back.content).toContain(NOTICE);
    expect(back.content).not.toContain('[unsafe content]');
  });

  test('in the middle: at whatever piece, what had gone out stays and nothing more of what followed the refusal comes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(12), fc.integer({ min: 1, max: 20 }), async (moment, size) => {
        const whole = `${REFUSAL}${MORE.join('')}`;
        const pieces = whole.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g'))!;
        const at = Math.min(moment, pieces.length);
        const { rollout: taken, withdraw } = rollout();
        const chunks: ScriptStep[] = chatChunks(pieces);
        chunks.splice(at + 1, 0, withdraw);
        const { content, fields } = await streamed(chunks, { route: { policy, rollout: taken }, judge });
        const before = policy === 'observe' ? pieces.slice(0, at).join('').length : 0;
        const cut = Math.max(before, REFUSAL.length);
        expect(content.slice(0, cut)).toBe(whole.slice(0, cut));
        expect(['', NOTICE]).toContain(content.slice(cut).trim());
        expect((fields.answers as { cut: number }[])[0]!.cut).toBe(cut);
      }),
      { numRuns: 25 },
    );
  });

  test('an answer that does not decline goes on to its end', async () => {
    const { rollout: taken, withdraw } = rollout();
    const soup = ['Sure! Here is a recipe', ' for soup. Chop the leeks.', ' Boil them for an hour', '. Serve hot.'];
    const steps: ScriptStep[] = chatChunks(soup);
    steps.splice(2, 0, withdraw);
    const { text, content } = await streamed(steps, { route: { policy, rollout: taken } });
    expect(content).toBe(soup.join(''));
    expect(text).toContain(DONE);
  });

  test('each of several answers is cut', async () => {
    const { rollout: taken, withdraw } = rollout();
    const steps: ScriptStep[] = [];
    for (const piece of [REFUSAL, ...MORE])
      for (const index of [0, 1]) steps.push(chatChunk({ content: piece }, null, index));
    steps.splice(2, 0, withdraw);
    steps.push(chatChunk({}, 'stop', 0), chatChunk({}, 'stop', 1), DONE);
    const { text } = await streamed(steps, { route: { policy, rollout: taken }, judge }, { n: 2 });
    for (const index of [0, 1]) expect(contentOf(text, index)).toBe(`${REFUSAL}\n\n${NOTICE}`);
  });
});

test('while the judge thinks about a judged stream: its word no longer lets anything out', async () => {
  const { rollout: taken, withdraw } = rollout();
  const asked = gate();
  const thought = gate();
  const judge = async () => {
    asked.open();
    await thought.promise;
    return 'safe' as const;
  };
  const honest = [REFUSAL, ' The reasons are these.', ' It is not mine to say more.'];
  open = await openTestGateway({
    upstream: scriptedUpstream({ events: chatChunks(honest) }).upstream,
    route: { policy: 'judged', rollout: taken },
    judge,
  });
  const live = open.live(ASKED);
  await asked.promise;
  withdraw();
  thought.open();
  expect(contentOf(await live.whole()).startsWith(REFUSAL)).toBe(true);
  expect((open.recorder.lastResponse().answers as { cut: number | null }[])[0]!.cut).toBe(REFUSAL.length);
});

test.each(POLICIES)(
  'a whole answer under %s that comes after its model was taken back is guarded as under final',
  async (policy) => {
    const { rollout: taken } = rollout(true);
    open = await openTestGateway({
      upstream: scriptedUpstream({ json: chatAnswer(`${REFUSAL}${MORE.join('')}`) }).upstream,
      route: { policy, rollout: taken },
      judge: async () => 'safe',
    });
    const response = await open.post('/v1/chat/completions', { ...ASKED, stream: false });
    const { choices } = (await response.json()) as {
      choices: { message: { content: string }; finish_reason: string }[];
    };
    expect(choices[0]).toMatchObject({
      message: { content: `${REFUSAL}\n\n${NOTICE}` },
      finish_reason: 'content_filter',
    });
  },
);

test('without a rollout, and with one that goes on, the policy stays as it is', async () => {
  const steps = chatChunks([REFUSAL, ...MORE]);
  for (const route of [{}, { rollout: rollout().rollout }])
    expect((await streamed(steps, { route: { policy: 'observe', ...route } })).text).toBe(steps.join(''));
});
