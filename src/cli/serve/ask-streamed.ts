import { ZenbunError } from '../../errors.ts';
import { ENDPOINTS, EventDecoder, isWireProblem } from '../../wire/index.ts';

/** A streamed answer, joined together. */
export interface StreamedReply {
  readonly text: string;
  /** Reason why the answer ended, in the server's word; `none` if it gave none. */
  readonly finish: string;
  /** Number of the answer's record in the log of a gateway; null if absent. */
  readonly record: string | null;
  /** The stage that answered, as the gateway calls it; null if absent. */
  readonly stage: string | null;
}

const MAX_EVENT_BYTES = 1024 * 1024;
const CHAT = ENDPOINTS.find(({ name }) => name === 'chat-completions')!;

/**
 * Requests a streamed chat completion like OpenAI's clients. `more` adds fields to the request. Throws `upstream` if no
 * answer arrives.
 */
export async function askStreamed(
  baseUrl: string,
  model: string,
  question: string,
  signal: AbortSignal,
  more: Readonly<Record<string, unknown>> = {},
): Promise<StreamedReply> {
  const body = {
    model,
    stream: true,
    temperature: 0,
    seed: 1,
    messages: [{ role: 'user', content: question }],
    ...more,
  };
  const response = await fetch(`${baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  });
  const request = CHAT.request(body);
  if (response.status !== 200 || response.body === null || isWireProblem(request))
    throw new ZenbunError('upstream', {
      en: `${baseUrl} answered with status ${response.status}`,
      ja: `${baseUrl} がステータス ${response.status} を返しました`,
    });
  const decoder = new EventDecoder(MAX_EVENT_BYTES);
  const stream = CHAT.stream(request);
  let text = '';
  let finish = 'none';
  for await (const bytes of response.body)
    for (const event of decoder.push(bytes)) {
      const { pieces, finishes } = stream.read(event);
      text += pieces.map((piece) => piece.text).join('');
      finish = finishes[0]?.reason ?? finish;
    }
  return {
    text,
    finish,
    record: response.headers.get('x-zenbun-record'),
    stage: response.headers.get('x-zenbun-stage'),
  };
}
