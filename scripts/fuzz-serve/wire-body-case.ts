import { ENDPOINTS, isWireProblem, type WireEndpoint } from '../../src/wire/index.ts';
import { type CaseLabel, hold } from './case.ts';
import type { Draw } from './input/draw.ts';
import { CANARIED, CANARY, MARK, MARKED, placesOf } from './input/marker.ts';
import { mutatedJson } from './input/mutate-json.ts';
import { jsonOf, randomJson } from './input/random-json.ts';
import { ordinarySaying } from './input/sayings.ts';
import { soundBody, soundRequest } from './input/sound-bodies.ts';

const KINDS = ['sound', 'changed', 'changed', 'changed', 'random'] as const;

/** Checks one body: a request, or a whole answer. */
export function wireBodyCase(draw: Draw, told: (label: CaseLabel) => void): void {
  const endpoint = draw.pick(ENDPOINTS);
  const kind = draw.pick(KINDS);
  const isRequest = draw.chance(0.5);
  told({
    endpoint: endpoint.name,
    direction: isRequest ? 'to server' : 'to client',
    kind: `${isRequest ? 'request' : 'whole'}, ${kind}`,
  });
  const sound = isRequest
    ? soundRequest(endpoint.name, draw, 'What is the capital of France?')
    : soundBody(endpoint.name, draw, ordinarySaying(draw, endpoint.name));
  const text = draw.pick([CANARIED, MARKED]);
  const json = kind === 'sound' ? sound : kind === 'random' ? randomJson(draw) : mutatedJson(sound, draw, [text]);
  const body: unknown = JSON.parse(jsonOf(json));
  if (isRequest) requestBody(endpoint, body);
  else answerBody(endpoint, body, text.includes(MARK));
}

function requestBody(endpoint: WireEndpoint, body: unknown): void {
  const asked = endpoint.request(body);
  const upstream = endpoint.upstreamBody(body, 'there');
  const whole = endpoint.wholeBody(body, 'there');
  if (isWireProblem(asked)) {
    hold(asked.message !== '', 'a problem has a message');
    hold(JSON.stringify(endpoint.problem(asked)).includes('error'), 'a problem is told in the shape of the endpoint');
    return;
  }
  hold(Number.isSafeInteger(asked.choices) && asked.choices >= 1, 'a request asks for a whole number of answers');
  hold(typeof asked.prompt === 'string' && typeof asked.model === 'string' && asked.model !== '', 'model and prompt');
  hold(asked.maxTokens === null || asked.maxTokens >= 1, 'maxTokens');
  const given = body as Record<string, unknown>;
  const sent = upstream as Record<string, unknown>;
  hold(
    sent.model === 'there' && (whole as Record<string, unknown>).model === 'there',
    'the server has its own model name',
  );
  for (const key of Object.keys(given)) {
    if (key === 'model' || key === 'stream_options' || key === '__proto__') continue;
    hold(Object.is(sent[key], given[key]), 'every other field goes to the server as it is');
  }
  hold(Object.getPrototypeOf(sent) === Object.prototype, 'no field becomes a prototype');
}

function answerBody(endpoint: WireEndpoint, body: unknown, isMarked: boolean): void {
  const content = endpoint.whole(body);
  const told = content.unread.length > 0 || content.problem !== null;
  if (!isMarked && !told && !content.pieces.some(({ text }) => text.includes(CANARY))) {
    const [place] = placesOf(CANARY, body);
    hold(place === undefined, `a text of a body is neither read nor named: ${place?.join('.')}`);
  }
  for (const { choice } of content.pieces) hold(Number.isSafeInteger(choice) && choice >= 0, 'a number of an answer');
  const choices = new Set([
    0,
    ...content.pieces.map(({ choice }) => choice),
    ...content.finishes.map(({ choice }) => choice),
  ]);
  const replacements = new Map([...choices].map((choice) => [choice, { text: 'safe', filtered: true }]));
  const replaced = endpoint.replaced(body, replacements);
  let text: string;
  try {
    text = JSON.stringify(replaced);
  } catch {
    // Nested too deeply to be written again: the caller has to report an error.
    return;
  }
  hold(text.includes('safe'), 'the other text is in the body');
  const marked = isMarked ? placesOf(MARK, JSON.parse(text)) : [];
  hold(marked.length === 0, `a replaced body still has the text: ${marked[0]?.join('.')}`);
}
