import { readResponse } from '../../reader/index.ts';
import { Letter } from '../guard/letter.ts';
import type { Exchange } from './exchange.ts';
import type { FallbackAnswer } from './exchange-records.ts';
import { jsonOf, readBytes } from './read-bytes.ts';

/**
 * Asks the fallback of a route for the same turn. Its whole answer is read; one that refuses and then complies, or that
 * holds anything that is not read, does not go out. null where the route has none; never rejects, but with the reason of the exchange's end.
 */
export async function askFallback(exchange: Exchange, maxChars: number): Promise<FallbackAnswer | null> {
  const { endpoint, route, abort, request, headers } = exchange;
  if (route.fallback === null) return null;
  const { name, model, upstream } = route.fallback;
  const failed = (outcome: string): FallbackAnswer => ({ name, outcome, text: null });
  try {
    const body = new TextEncoder().encode(JSON.stringify(endpoint.wholeBody(exchange.body, model)));
    const answer = await upstream({ path: endpoint.path, method: 'POST', headers, body }, abort.signal);
    const bytes = await readBytes(answer.body, maxChars);
    const parsed = answer.status === 200 && bytes !== null ? jsonOf(bytes) : undefined;
    if (parsed === undefined) return failed('failed');
    const content = endpoint.whole(parsed);
    const letter = new Letter();
    for (const piece of content.pieces) letter.add(piece);
    const isText = content.pieces.every(({ choice, channel }) => choice === 0 && channel !== 'tool');
    const { outcome } = readResponse(letter.text(), { prompt: request.prompt });
    const said = content.pieces.filter(({ channel }) => channel !== 'reasoning').map(({ text }) => text);
    const mayGo = isText && content.unread.length === 0 && outcome !== 'refuse-then-comply' && outcome !== 'empty';
    return { name, outcome, text: mayGo ? said.join('') : null };
  } catch {
    abort.signal.throwIfAborted();
    return failed('failed');
  }
}
