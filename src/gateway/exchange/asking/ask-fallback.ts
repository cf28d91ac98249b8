import type { WireContent } from '../../../wire/index.ts';
import { AnswerGuard } from '../../guard/answer-guard.ts';
import { Letter } from '../../guard/letter.ts';
import type { Exchange, ExchangePorts } from '../exchange.ts';
import type { FallbackAnswer } from '../exchange-records.ts';
import { jsonOf, readAnswer } from '../read-bytes.ts';
import { askWithDeadline } from './answer-deadline.ts';

/**
 * Asks the fallback of a route to answer the same turn. Reads its whole answer, and lets it out only if it is a single
 * plain-text answer, read throughout, that a `judged` guard passes. Returns null if the route has no fallback. Never
 * rejects.
 */
export async function askFallback(
  exchange: Exchange,
  { clock }: ExchangePorts,
  maxBytes: number,
): Promise<FallbackAnswer | null> {
  const { endpoint, route, abort, headers, query } = exchange;
  if (route.fallback === null) return null;
  const { name, model, upstream } = route.fallback;
  try {
    const body = new TextEncoder().encode(JSON.stringify(endpoint.wholeBody(exchange.body, model)));
    const answer = await askWithDeadline(
      upstream,
      { path: endpoint.path, query, method: 'POST', headers, body },
      abort.signal,
      clock,
    );
    const bytes = await readAnswer(answer, maxBytes);
    const parsed = answer.status === 200 && bytes !== null ? jsonOf(bytes) : undefined;
    if (typeof parsed === 'object' && parsed !== null) return readFallback(exchange, name, endpoint.whole(parsed));
  } catch {
    // Whatever went wrong there, the answer ends without it.
  }
  return { name, outcome: 'failed', text: null, finish: null };
}

function readFallback({ request }: Exchange, name: string, content: WireContent): FallbackAnswer {
  const letter = new Letter();
  const guard = new AnswerGuard({ policy: 'judged', hold: 'all', prompt: request.prompt, keepsRefusal: true });
  for (const piece of content.pieces) {
    const addition = letter.add(piece);
    guard.push(addition.text, addition);
  }
  const { reading, cut } = guard.end();
  const isText = content.pieces.every(({ choice, channel }) => choice === 0 && channel !== 'tool');
  const isWhole = isText && content.unread.length === 0 && content.problem === null;
  const text = letter.spokenBefore(letter.length);
  const { outcome } = reading;
  const mayGo = isWhole && cut === null && text.trim() !== '' && outcome !== 'empty' && outcome !== 'unread';
  const finish = content.finishes[0]?.reason ?? null;
  return { name, outcome, text: mayGo ? text : null, finish };
}
