import { shownError, shownMessage, type WireProblem } from '../../wire/index.ts';
import { AnswerGuard } from '../guard/answer-guard.ts';
import { Letter } from '../guard/letter.ts';
import { type Exchange, isWithdrawn } from './exchange.ts';
import { jsonOf } from './read-bytes.ts';

/** Said in place of an error of which nothing may be shown. */
const NO_WORDS = 'The model server reported an error.';

/**
 * Returns what of a text under an error may go out. An error is no answer, but could hold one: it is read like one, and
 * what follows a refusal stays here.
 */
function releasedOf(exchange: Exchange, text: string): string {
  const { route, request } = exchange;
  const policy = isWithdrawn(exchange) ? 'final' : route.policy;
  const letter = new Letter();
  const guard = new AnswerGuard({ policy, hold: 'all', prompt: request.prompt, keepsRefusal: true });
  const addition = letter.add({ choice: 0, channel: 'content', part: 'content', text });
  guard.push(addition.text, addition);
  const { cut, refusal, withheldChars } = guard.end();
  return cut === null || withheldChars === 0 ? text : text.slice(0, cut) + refusal;
}

/** Returns an error of the server as the client may see it: its message short, and nothing after a refusal. */
export function shownProblem(exchange: Exchange, { message, type, code }: WireProblem): WireProblem {
  const released = releasedOf(exchange, shownMessage(message));
  return {
    message: released.trim() === '' ? NO_WORDS : released,
    type: labelOf(type),
    code: labelOf(code),
  };
}

/** Returns a type or a code unless it could be a text. */
function labelOf(name: string | null): string | null {
  const { isWhole, text } = shownError({ type: name });
  return isWhole && text === '' ? name : null;
}

/** Reports whether an error may be shown as it came: everything in it is short, and nothing follows a refusal. */
export function isShowable(exchange: Exchange, error: unknown): boolean {
  const { isWhole, text } = shownError(error);
  return isWhole && releasedOf(exchange, text) === text;
}

/**
 * Returns the bytes of an error that the client may see: as they came if everything in them is short, otherwise without
 * what is long, and in the shape of the endpoint if a refusal in it is followed by anything. Returns null if they are
 * no JSON, or hold an answer: unread text must not go out disguised as an error either.
 */
export function shownBytes(exchange: Exchange, bytes: Uint8Array): Uint8Array | null {
  const { endpoint } = exchange;
  const body = jsonOf(bytes);
  if (typeof body !== 'object' || body === null || endpoint.whole(body).pieces.length > 0) return null;
  const { error, isWhole, text } = shownError(body);
  const released = releasedOf(exchange, text);
  if (released !== text) {
    const { type = null, code = null } = endpoint.whole(body).problem ?? {};
    const problem = shownProblem(exchange, { message: released, type, code });
    return Buffer.from(JSON.stringify(endpoint.problem(problem)));
  }
  return isWhole ? bytes : Buffer.from(JSON.stringify(error));
}
