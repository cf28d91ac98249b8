import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { chatChunks, type Script, scriptedUpstream } from '../../src/gateway/fixtures/scripted-upstream.ts';
import { openTestGateway } from '../../src/gateway/fixtures/test-gateway.ts';
import type { GatewayRoute } from '../../src/gateway/index.ts';
import { describeWith } from '../optional.ts';

// PYTHON_CLIENTS names a Python with the packages `openai` and `litellm`.
const python = process.env.PYTHON_CLIENTS ?? 'python3';
const missing =
  spawnSync(python, ['-c', 'import litellm, openai'], { env: { ...process.env, LITELLM_LOCAL_MODEL_COST_MAP: 'True' } })
    .status === 0
    ? ''
    : 'there is no python with openai and litellm (PYTHON_CLIENTS)';

const PLAIN = 'Fold the paper in half. Fold it again. Open it like a kite, and pull the wings apart.';
const REFUSAL = "I'm sorry, but I can't help with that request.";
const CUT = `${REFUSAL} However, here is how: [unsafe content] and then [unsafe content] once more.`;
const words = (text: string) => text.match(/\S+\s*/g)!;

/** Returns a server that streams to clients that ask for a stream. */
function saying(text: string, events: readonly string[]): GatewayRoute['upstream'] {
  const message = { role: 'assistant', content: text };
  const json = {
    id: '1',
    object: 'chat.completion',
    created: 1,
    model: 'm',
    choices: [{ index: 0, message, finish_reason: 'stop' }],
  };
  return (request, signal) => {
    const { stream } = JSON.parse(Buffer.from(request.body!).toString()) as { stream?: boolean };
    const script: Script = stream === true ? { events } : { json };
    return scriptedUpstream(script).upstream(request, signal);
  };
}

describeWith('Python clients', missing, { timeout: 120_000 }, () => {
  let told: Record<string, [string, string?]>;

  beforeAll(async () => {
    const upstreams: Record<string, GatewayRoute['upstream']> = {
      plain: saying(PLAIN, chatChunks(words(PLAIN))),
      cut: saying(CUT, chatChunks(words(CUT))),
      broken: saying(PLAIN, chatChunks(words(PLAIN).slice(0, 12), null, false)),
    };
    const gateway = await openTestGateway({
      upstream: upstreams.plain!,
      plan: {
        models: Object.keys(upstreams),
        router: ({ model }) =>
          upstreams[model] === undefined
            ? null
            : {
                ...{ name: model, model, upstream: upstreams[model], stage: 'canary', modelDigest: null },
                ...{ bucket: null, rollout: null },
                ...{ policy: 'final', hold: 'opening', fallback: null },
              },
      },
    });
    const script = fileURLToPath(new URL('clients.py', import.meta.url));
    const { stdout } = await promisify(execFile)(python, [script, `${gateway.url}/v1`]);
    told = JSON.parse(stdout.trim().split('\n').at(-1)!);
    return () => gateway.close();
  }, 120_000);

  test.each(['openai plain', 'openai plain streamed', 'litellm plain streamed'])('%s', (how) => {
    expect(told[how]).toEqual([PLAIN, 'stop']);
  });

  test.each(['openai cut', 'openai cut streamed', 'litellm cut streamed'])('%s', (how) => {
    const [text, reason] = told[how]!;
    expect(text.startsWith(REFUSAL)).toBe(true);
    expect(text).toContain('withheld');
    expect(text).not.toContain('[unsafe content]');
    expect(reason).toBe('content_filter');
  });

  test('a stream that broke off is an error for both, and so is a model that is not served', () => {
    expect(told['openai broken']).toEqual(['APIError']);
    expect(told['litellm broken']![0]).not.toBe('no failure');
    expect(told['openai unknown']).toEqual(['NotFoundError']);
  });
});
