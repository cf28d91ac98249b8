import type { Replacement, WireContent, WireProblem } from '../../wire/index.ts';
import { AnswerGuard } from '../guard/answer-guard.ts';
import { Letter } from '../guard/letter.ts';
import type { UpstreamAnswer } from '../ports.ts';
import type { ClientResponse } from '../server/client-response.ts';
import { additionsOf, Fallbacks, harmsOf } from './conclude.ts';
import type { Exchange, ExchangePorts } from './exchange.ts';
import { type ExchangeEnd, responseRecord } from './exchange-records.ts';
import { type GuardedChoice, releasedText } from './guarded-choice.ts';
import { logged } from './log-exchange.ts';
import { failedEnd } from './problem-exchange.ts';
import { jsonOf, readBytes } from './read-bytes.ts';

/** JSON has some bytes for each character; more than so many are not read. */
const MAX_BYTES_PER_CHAR = 4;

const NOT_JSON: WireProblem = {
  message: 'The model server sent no answer that this gateway can read.',
  type: 'upstream_error',
  code: 'unreadable_answer',
};

/** Reads a whole answer, decides, records it, and sends it: byte for byte as it came if nothing is withheld. Rejects with LogUnavailable. */
export async function wholeExchange(
  exchange: Exchange,
  ports: ExchangePorts,
  answer: UpstreamAnswer,
  intent: number | null,
  out: ClientResponse,
): Promise<ExchangeEnd> {
  const { endpoint, abort } = exchange;
  const bytes = await readBytes(answer.body, ports.settings.maxAnswerChars * MAX_BYTES_PER_CHAR).catch(() => null);
  const body = bytes === null ? undefined : jsonOf(bytes);
  if (bytes === null || typeof body !== 'object' || body === null || abort.signal.aborted)
    return failedEnd(exchange, ports, { intent, out, status: answer.status, problem: NOT_JSON });
  const content = endpoint.whole(body);
  const end = await guardWhole(exchange, ports, content, answer.status);
  await logged(responseRecord(exchange, intent, end), ports);
  if (abort.signal.aborted) return end;
  const replaced = replacementsOf(end);
  const sent = replaced.size === 0 ? bytes : Buffer.from(JSON.stringify(endpoint.replaced(body, replaced)));
  out.head(200, { 'content-type': 'application/json', 'content-length': sent.length });
  out.end(sent);
  return end;
}

async function guardWhole(exchange: Exchange, ports: ExchangePorts, content: WireContent, status: number) {
  const { request, route, abort } = exchange;
  const { policy, hold, fallback } = route;
  const open = new Map<number, { letter: Letter; guard: AnswerGuard }>();
  const openOf = (choice: number) => {
    const options = { policy, hold, prompt: request.prompt, keepsRefusal: fallback === null };
    const one = open.get(choice) ?? { letter: new Letter(), guard: new AnswerGuard(options) };
    open.set(choice, one);
    return one;
  };
  for (const piece of content.pieces) {
    const { letter, guard } = openOf(piece.choice);
    guard.push(letter.add(piece).added);
  }
  const finishes = new Map(content.finishes.map(({ choice, reason }) => [choice, reason]));
  for (const choice of finishes.keys()) openOf(choice);
  const undecided = [...open].filter(([, { guard }]) => guard.latch !== null && guard.cut === null);
  const harms = await harmsOf(new Map(undecided.map(([choice, { guard }]) => [choice, guard.text])), exchange, ports);
  const choices: Map<number, GuardedChoice> = new Map();
  for (const [choice, { letter, guard }] of [...open].sort(([a], [b]) => a - b))
    choices.set(choice, {
      letter,
      finish: finishes.get(choice) ?? null,
      guarded: guard.end(harms.get(choice) ?? 'not-judged'),
    });
  const fallbacks = new Fallbacks(exchange, ports);
  if (fallback !== null)
    fallbacks.ask([...choices].flatMap(([choice, { guarded }]) => (guarded.cut === null ? [] : [choice])));
  const answers = await fallbacks.answers();
  const end: ExchangeEnd = {
    state: abort.signal.aborted ? 'aborted' : 'complete',
    status,
    choices,
    additions: additionsOf(choices, answers, request.prompt),
    fallbacks: answers,
    usage: content.usage,
    unread: content.unread,
    problem: content.problem?.message ?? '',
    readToEnd: true,
  };
  return end;
}

/** What the client gets in place of each answer of which a part is withheld, or which another model gave. */
function replacementsOf({ choices, additions, fallbacks }: ExchangeEnd): ReadonlyMap<number, Replacement> {
  return new Map(
    [...choices].flatMap(([choice, guarded]) => {
      const addition = additions.get(choice);
      const isWhole = addition === undefined || (!addition.filtered && !fallbacks.get(choice)?.text);
      if (isWhole) return [];
      return [[choice, { text: releasedText(guarded, addition), filtered: addition.filtered }] as const];
    }),
  );
}
