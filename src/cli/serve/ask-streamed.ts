import { ZenbunError } from '../../errors.ts';
import { ENDPOINTS, EventDecoder, isWireProblem } from '../../wire/index.ts';

/** A streamed answer, put together. */
export interface StreamedReply {
  readonly text: string;
  /** Why it ended, in the server's word; `none` where it did not say. */
  readonly finish: string;
  /** Number of its record in the log of a gateway; null where there is none. */
  readonly record: string | null;
  /** Which model answered, as the gateway calls it; null where there is none. */
  readonly stage: string | null;
}

const MAX_EVENT_BYTES = 1024 * 1024;
const CHAT = ENDPOINTS.find(({ name }) => name === 'chat-completions')!;

/** Asks for a streamed chat completion as OpenAI's clients do. `more`: further fields of the request. Throws `upstream` where it does not come. */
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
