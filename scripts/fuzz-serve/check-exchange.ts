import type { GatewayRecord, GatewayRoute } from '../../src/gateway/index.ts';
import { EventDecoder, isWireProblem, type WireEndpoint, type WireRequest } from '../../src/wire/index.ts';
import { hold } from './case.ts';
import type { CheckedRecorder } from './checked-recorder.ts';
import { type ClientView, clientView } from './client-view.ts';
import type { FakeResponse } from './fake-http.ts';
import type { AnswerScript } from './input/answer-scripts.ts';
import { CANARY, MARK, placesOf } from './input/marker.ts';
import { looksComplete } from './upstream-view.ts';

/** One finished exchange. */
export interface Happened {
  readonly endpoint: WireEndpoint;
  readonly script: AnswerScript;
  readonly route: GatewayRoute;
  readonly recorder: CheckedRecorder;
  readonly response: FakeResponse;
  /** Number of requests that reached the server. */
  readonly asked: number;
  readonly request: Uint8Array;
  readonly requiresLog: boolean;
  /** True if a real client could send the request. */
  readonly isSound: boolean;
}

interface AnswerBody {
  readonly answers: readonly {
    readonly said: readonly { readonly text: string }[];
    readonly released: string | null;
  }[];
  readonly problem: string;
}

/** Throws if an invariant of an exchange does not hold. */
export function checkExchange(happened: Happened): void {
  const { recorder, response, asked, script, endpoint } = happened;
  hold(recorder.refused.length === 0, `the ledger takes every record: ${recorder.refused[0]}`);
  hold(response.headersSent || response.destroyed, 'every request is answered');
  hold(asked <= 1, 'a server is asked once');
  if (asked === 0) {
    hold(recorder.records.length === 0, 'nothing is recorded of what the gateway denied');
    hold(response.statusCode >= 400, 'a request that reached nobody is denied');
    hold(isErrorBody(response.bytes), 'a denial is an error in JSON');
    return;
  }
  const isStream = String(response.headers['content-type'] ?? '').startsWith('text/event-stream');
  const view = isStream ? clientView(response.bytes, endpoint.name) : null;
  if (recorder.failsAt !== null && happened.requiresLog) {
    hold(!response.isWhole || response.statusCode === 503, 'nothing looks complete without its record');
    hold(view === null || !seemsWhole(view), 'no stream looks complete without its record');
    return;
  }
  if (recorder.failsAt !== null) return;
  const [intent, record] = recorder.records;
  hold(
    recorder.records.length === 2 && intent?.kind === 'intent' && record?.kind === 'response',
    'one intent and one response',
  );
  hold(record.fields.intent === 0, 'the response names its intent');
  checkLeak(happened);
  if (view !== null) checkStream(happened, view, record);
  else if (script.status === 200 && response.statusCode === 200) checkWhole(happened, record);
}

const seemsWhole = (view: ClientView) => view.isOver || view.ended.size > 0;

function isErrorBody(bytes: Buffer): boolean {
  try {
    return 'error' in JSON.parse(bytes.toString('utf8'));
  } catch {
    return false;
  }
}

/** Checks that text after a refusal never goes out under the policy `final`. */
function checkLeak(happened: Happened): void {
  const { script, route, response } = happened;
  // If more than one answer was asked for, the text that follows may be another answer.
  if (script.refusedAt === null || route.policy !== 'final' || requestOf(happened).choices > 1) return;
  hold(!response.bytes.includes(MARK), 'what follows a refusal never goes out');
}

function requestOf({ endpoint, request }: Happened): WireRequest {
  const asked = endpoint.request(JSON.parse(Buffer.from(request).toString('utf8')));
  hold(!isWireProblem(asked), 'what reached the server is a request');
  return asked;
}

function bodyOf(record: GatewayRecord): AnswerBody {
  return JSON.parse(Buffer.from(record.body ?? '').toString('utf8'));
}

function checkStream(happened: Happened, view: ClientView, record: GatewayRecord): void {
  const { script, endpoint, response } = happened;
  const { fields } = record;
  const asked = requestOf(happened);
  const body = bodyOf(record);
  const isComplete = looksComplete(script.bytes, endpoint.name, asked.choices);
  if (seemsWhole(view)) {
    hold(
      fields.state === 'complete' || fields.state === 'aborted',
      'only a complete answer looks complete to its client',
    );
    hold(isComplete || fields.readToEnd === false, 'an answer that did not end does not look complete');
  }
  if (fields.state === 'complete') {
    hold(isComplete || fields.readToEnd === false, 'a record says complete only of a complete answer');
    hold(response.destroyed || seemsWhole(view), 'a complete answer ends for its client');
  } else if (fields.state === 'incomplete')
    hold(view.hasError || response.destroyed, 'a broken answer tells its client so');
  const isCut = body.answers.some(({ released }) => released !== null);
  checkReadable(happened, view);
  if (!isCut && fields.state === 'complete' && response.isWhole) checkSame(happened, asked, body.answers.length > 1);
  if (script.kind === 'sound' && happened.isSound) {
    hold(view.broken.length === 0, `what a client gets is well formed: ${view.broken[0]}`);
    hold(
      fields.state !== 'incomplete' || fields.readToEnd === false || body.problem !== '',
      'a sound answer is complete',
    );
  }
  checkNamed(response.bytes, record, body);
}

/** Checks that data which a client cannot parse were sent that way by the server. */
function checkReadable({ script, endpoint }: Happened, { unreadable }: ClientView): void {
  if (unreadable.length === 0) return;
  const sent = new Set(clientView(Buffer.concat([script.bytes, Buffer.from('\n\n')]), endpoint.name).unreadable);
  for (const data of unreadable) hold(sent.has(data), 'what the gateway writes can be parsed');
}

const OUR_ENDS: ReadonlySet<string> = new Set(['data: [DONE]', 'event: message_stop\ndata: {"type":"message_stop"}']);

/** Checks that unchanged events are the server's, each once and in order (several answers may overtake each other). */
function checkSame({ script, response, endpoint, route }: Happened, asked: WireRequest, isMany: boolean): void {
  const decode = (bytes: Uint8Array) => {
    const decoder = new EventDecoder(1e9);
    const events = decoder.push(bytes);
    const last = decoder.end();
    // An incomplete last event is sent to nobody.
    return [...events, ...(last === null ? [] : [last])].map((one) => ({ bytes: one.bytes, whole: one.isFinished }));
  };
  const key = (bytes: Uint8Array) =>
    Buffer.from(bytes)
      .toString('latin1')
      .replace(/[\r\n]+$/, '');
  const comments = (text: string) => text !== ': keep-alive' && text !== '';
  // A byte order mark is dropped if one of our comments precedes it.
  const sent = decode(script.bytes).map((one) => key(one.bytes));
  const mark = '\xef\xbb\xbf';
  if (!key(response.bytes).startsWith(mark) && sent[0]?.startsWith(mark)) sent[0] = sent[0].slice(mark.length);
  const got = decode(response.bytes)
    .map((one) => key(one.bytes))
    .filter(comments);
  let at = 0;
  for (const event of got) {
    // The gateway itself ends a stream whose answers have ended while the stream has not.
    if (OUR_ENDS.has(event) && event === got.at(-1) && !sent.includes(event)) continue;
    const found = sent.indexOf(event, isMany ? 0 : at);
    hold(found !== -1, 'without a cut the events are those of the server');
    at = found + 1;
  }
  const isOver = (text: string) => /\[DONE\]|message_stop|response\.(completed|incomplete|failed|cancelled)/.test(text);
  const isBroken = decode(script.bytes).at(-1)?.whole === false;
  const until = Math.min(sent.findIndex(isOver) + 1, isBroken ? sent.length - 1 : sent.length);
  // Data that are no object are no event of any endpoint, and only an unguarded answer keeps them.
  const stays = (event: string) => comments(event) && (route.policy === 'observe' || !isNoObject(event));
  const missing = sent.slice(0, until).filter((event) => stays(event) && !got.includes(event));
  if (endpoint.name === 'chat-completions' || endpoint.name === 'completions')
    for (const event of missing)
      hold(event.includes('usage') && !asked.usageWanted, 'without a cut no event is missing');
}

function isNoObject(event: string): boolean {
  // A byte order mark means nothing behind another event.
  const { data = null } = new EventDecoder(1e9).push(Buffer.from(`:\n\n${event}\n\n`, 'latin1'))[1] ?? {};
  if (data === null || data.trim() === '' || data.trim() === '[DONE]') return false;
  try {
    const json: unknown = JSON.parse(data);
    return typeof json !== 'object' || json === null || Array.isArray(json);
  } catch {
    return true;
  }
}

/** Checks that any server text which reaches the client is in the record, or its place is named as unread. */
function checkNamed(bytes: Buffer, record: GatewayRecord, body: AnswerBody): void {
  if (!bytes.includes(CANARY) || Number(record.fields.unreadPlaces) > 0) return;
  if (JSON.stringify(body).includes(CANARY)) return;
  const lines = bytes.toString('utf8').split(/\r\n|\r|\n/);
  for (const line of lines.filter((one) => one.startsWith('data:') && one.includes(CANARY))) {
    let json: unknown = null;
    try {
      json = JSON.parse(line.slice(5));
    } catch {
      continue;
    }
    hold(
      placesOf(CANARY, json).length === 0,
      `a text passes unread and unnamed: ${placesOf(CANARY, json)[0]?.join('.')}`,
    );
  }
}

function checkWhole(happened: Happened, record: GatewayRecord): void {
  const { response, script } = happened;
  const body = bodyOf(record);
  const isCut = body.answers.some(({ released }) => released !== null);
  JSON.parse(response.bytes.toString('utf8'));
  if (!isCut) hold(response.bytes.equals(script.bytes), 'without a cut the body is that of the server');
  checkNamed(Buffer.from(`data:${response.bytes.toString('utf8').replace(/\n/g, ' ')}`), record, body);
}
