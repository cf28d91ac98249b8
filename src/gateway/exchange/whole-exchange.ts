import { readResponse } from '../../reader/index.ts';
import type { Piece, Replacement, WireContent, WireProblem } from '../../wire/index.ts';
import { AnswerGuard } from '../guard/answer-guard.ts';
import { latchOf } from '../guard/guard-policy.ts';
import { Letter } from '../guard/letter.ts';
import type { ClientResponse } from '../server/client-response.ts';
import type { TimedAnswer } from './asking/answer-deadline.ts';
import { additionsOf, Fallbacks, harmsOf } from './conclude.ts';
import { type Exchange, type ExchangePorts, isWithdrawn, WHOLLY_UNREAD } from './exchange.ts';
import { type ExchangeEnd, responseRecord } from './exchange-records.ts';
import { type ChoiceAddition, type GuardedChoice, releasedContent } from './guarded-choice.ts';
import { logged } from './log-exchange.ts';
import { LostAnswers, letsUnreadOut } from './lost-answers.ts';
import { failedEnd } from './problem-exchange.ts';
import { jsonOf, MAX_BYTES_PER_CHAR, readAnswer } from './read-bytes.ts';
import { isShowable } from './shown-problem.ts';
import { isFailed, isUnasked, NOTHING_READ, problemTexts, TOO_SLOW, UNASKED } from './stream-problems.ts';

/** Problem of a whole answer to a streaming request; a client that reads a stream would take it for an empty one. */
const NO_STREAM: WireProblem = { ...NOTHING_READ, message: 'The model server sent no stream where one was asked for.' };

/**
 * Reads a whole answer, decides on it, records it, and sends it: byte for byte as received if nothing is withheld.
 * Rejects with LogUnavailable or ClientGone.
 */
export async function wholeExchange(
  exchange: Exchange,
  ports: ExchangePorts,
  answer: TimedAnswer,
  intent: number | null,
  out: ClientResponse,
): Promise<ExchangeEnd> {
  const { endpoint, abort, request } = exchange;
  const { status } = answer;
  const bytes = await readAnswer(answer, ports.settings.maxAnswerChars * MAX_BYTES_PER_CHAR).catch(() => null);
  const body = bytes === null ? undefined : jsonOf(bytes);
  const failed = (problem: WireProblem, state: 'failed' | 'rejected' = 'failed') =>
    failedEnd(exchange, ports, { intent, out, status, problem, state, evidence: bytes });
  if (bytes === null && answer.deadline.isExhausted) return failed(TOO_SLOW);
  if (bytes === null || typeof body !== 'object' || body === null || abort.signal.aborted) return failed(NOTHING_READ);
  const content = endpoint.whole(body);
  if (content.problem !== null && !mayShowFailure(exchange, body, content)) return failed(content.problem, 'rejected');
  if (isUnreadable(exchange, content)) return failed(NOTHING_READ);
  if (request.stream) return failed(NO_STREAM);
  if (isUnasked(content, request.choices)) return failed(UNASKED);
  const guarded = await guardWhole(exchange, ports, content);
  const replaced = replacementsOf(guarded, content);
  const sent = replaced.size === 0 ? bytes : jsonBytes(endpoint.replaced(body, replaced));
  if (sent === null) return failed(NOTHING_READ);
  const took = ports.clock.now() - exchange.since;
  const end = { ...endOfWhole(exchange, content, guarded, status, replaced), times: [took, took] as const };
  await logged(responseRecord(exchange, intent, end), ports);
  if (abort.signal.aborted) return end;
  out.head(200, { 'content-type': 'application/json', 'content-length': sent.length });
  await out.whole(sent);
  return end;
}

/** Reports whether a body with an error may go out: its answers say that they failed, and the error is short. */
function mayShowFailure(exchange: Exchange, body: object, content: WireContent): boolean {
  const { choices } = body as { readonly choices?: unknown };
  const own = Array.isArray(choices) ? choices.map((choice) => choice?.error ?? null) : [];
  return isFailed(content) && isShowable(exchange, [...problemTexts(body), ...own]);
}

/** Reports whether a body holds no answer, or one of which nothing was read and which therefore may not go out. */
function isUnreadable(exchange: Exchange, content: WireContent): boolean {
  const { pieces, finishes, unread } = content;
  if (pieces.length === 0 && finishes.length === 0) return unread[0] !== WHOLLY_UNREAD;
  return lostIn(content).any && !letsUnreadOut(exchange);
}

function lostIn(content: WireContent): LostAnswers {
  const lost = new LostAnswers();
  lost.see(content);
  return lost;
}

/**
 * Moves parts that decline to the front. A whole answer arrives all at once, so no other part may go out before the
 * refusal was read. Otherwise keeps the order of arrival.
 */
function refusalsFirst(pieces: readonly Piece[], prompt: string): readonly Piece[] {
  const partOf = ({ choice, channel, part }: Piece) => JSON.stringify([choice, channel, part]);
  const texts = new Map<string, string>();
  for (const piece of pieces) texts.set(partOf(piece), (texts.get(partOf(piece)) ?? '') + piece.text);
  if (texts.size < 2) return pieces;
  const declines = ([, text]: [string, string]) =>
    readResponse(text, { prompt }).acts.some((act) => latchOf(act) !== null);
  const first = new Set([...texts].filter(declines).map(([part]) => part));
  const isFirst = (piece: Piece) => first.has(partOf(piece));
  return [...pieces.filter(isFirst), ...pieces.filter((piece) => !isFirst(piece))];
}

interface GuardedWhole {
  readonly choices: ReadonlyMap<number, GuardedChoice>;
  readonly additions: ReadonlyMap<number, ChoiceAddition>;
  readonly fallbacks: ExchangeEnd['fallbacks'];
}

async function guardWhole(exchange: Exchange, ports: ExchangePorts, content: WireContent): Promise<GuardedWhole> {
  const { request, route } = exchange;
  const { hold, fallback } = route;
  const policy = isWithdrawn(exchange) ? 'final' : route.policy;
  const open = new Map<number, { letter: Letter; guard: AnswerGuard }>();
  const openOf = (choice: number) => {
    const options = { policy, hold, prompt: request.prompt, keepsRefusal: fallback === null };
    const one = open.get(choice) ?? { letter: new Letter(), guard: new AnswerGuard(options) };
    open.set(choice, one);
    return one;
  };
  for (const piece of refusalsFirst(content.pieces, request.prompt)) {
    const { letter, guard } = openOf(piece.choice);
    const addition = letter.add(piece);
    guard.push(addition.text, addition);
  }
  const finishes = new Map(content.finishes.map(({ choice, reason }) => [choice, reason]));
  for (const choice of finishes.keys()) openOf(choice);
  const undecided = [...open].filter(([, { guard }]) => guard.isUndecided);
  const harms = await harmsOf(new Map(undecided.map(([choice, { guard }]) => [choice, guard.text])), exchange, ports);
  // The judge takes time, so check again.
  if (policy === 'judged' && isWithdrawn(exchange)) for (const { guard } of open.values()) guard.tighten();
  const choices: Map<number, GuardedChoice> = new Map();
  for (const [choice, { letter, guard }] of [...open].sort(([a], [b]) => a - b))
    choices.set(choice, {
      letter,
      finish: finishes.get(choice) ?? null,
      sent: 0,
      guarded: guard.end(harms.get(choice) ?? 'not-judged'),
    });
  const asked = new Fallbacks(exchange, ports);
  if (fallback !== null)
    asked.ask([...choices].flatMap(([choice, { guarded }]) => (guarded.cut === null ? [] : [choice])));
  const fallbacks = await asked.answers();
  return { choices, additions: additionsOf(choices, fallbacks, request.prompt), fallbacks };
}

/** Returns what the client receives in place of each answer that is partly withheld or was given by another model. */
function replacementsOf({ choices, additions, fallbacks }: GuardedWhole, { unread }: WireContent) {
  const replaced = new Map<number, Replacement>();
  for (const [choice, addition] of additions) {
    const isWhole = !addition.filtered && (fallbacks.get(choice)?.text ?? null) === null;
    // If a refusal is final, unread content beside it does not go out either.
    if (isWhole && unread.length === 0) continue;
    const { filtered, finish } = addition;
    replaced.set(choice, { text: releasedContent(choices.get(choice)!, addition), filtered, finish });
  }
  return replaced;
}

function endOfWhole(
  { abort }: Exchange,
  content: WireContent,
  { choices, fallbacks }: GuardedWhole,
  status: number,
  replaced: ReadonlyMap<number, Replacement>,
): ExchangeEnd {
  const isGone = abort.signal.aborted;
  const released = isGone ? [...choices.keys()].map((choice) => [choice, ''] as const) : [];
  return {
    state: isGone ? 'aborted' : content.problem === null ? 'complete' : 'incomplete',
    status,
    choices: lostIn(content).named(choices),
    released: new Map([...[...replaced].map(([choice, { text }]) => [choice, text] as const), ...released]),
    fallbacks,
    times: null,
    usage: content.usage,
    unread: content.unread,
    problem: content.problem?.message ?? '',
    readToEnd: true,
  };
}

function jsonBytes(value: unknown): Uint8Array | null {
  try {
    return Buffer.from(JSON.stringify(value));
  } catch {
    return null;
  }
}
