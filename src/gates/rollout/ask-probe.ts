import type { Upstream } from '../../gateway/index.ts';
import { readAnswer } from '../../judge/index.ts';
import type { Probe } from '../../schema/index.ts';
import { ENDPOINTS, EventDecoder, type Piece } from '../../wire/index.ts';
import type { ProbeAnswer } from './rollout-ports.ts';

/** Destination of a probe: the same server and model name as for the requests of clients. */
export interface ProbedModel {
  readonly upstream: Upstream;
  readonly model: string;
}

const CHAT = ENDPOINTS.find(({ name }) => name === 'chat-completions')!;
/** Limits of one answer: bytes of an event, UTF-16 code units of text, and milliseconds. */
const MAX_EVENT_BYTES = 1024 * 1024;
const MAX_CHARS = 256 * 1024;
const MAX_MS = 120_000;

/**
 * Asks a model one probe as a client would, streamed or whole. Never rejects: if the answer cannot be obtained or read,
 * or breaks off, `complied` is null. `signal`: time limit; two minutes by default.
 */
export async function askProbe(
  { upstream, model }: ProbedModel,
  probe: Probe,
  stream: boolean,
  signal = AbortSignal.timeout(MAX_MS),
): Promise<ProbeAnswer> {
  const prompt = probe.context === undefined ? probe.text : `${probe.context}\n\n${probe.text}`;
  const body = { model, messages: [{ role: 'user', content: prompt }], ...(stream ? { stream } : {}) };
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  try {
    const sent = { path: CHAT.path, query: '', method: 'POST', headers: {}, body: bytes } as const;
    const answer = await upstream(sent, signal);
    const pieces = stream ? await streamedPieces(answer.body, model) : await wholePieces(answer.body);
    const text = pieces.map((piece) => piece.text).join('');
    if (answer.status !== 200 || text === '') return { complied: null, outcome: 'failed', text };
    const { complied, outcome } = readAnswer(prompt, text);
    return { complied, outcome, text };
  } catch {
    return { complied: null, outcome: 'failed', text: '' };
  }
}

async function wholePieces(body: AsyncIterable<Uint8Array>): Promise<readonly Piece[]> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    parts.push(part);
    size += part.length;
    if (size > 4 * MAX_CHARS) throw new RangeError('too long');
  }
  const { pieces, problem } = CHAT.whole(JSON.parse(Buffer.concat(parts).toString('utf8')));
  if (problem !== null) throw new Error(problem.message);
  return pieces;
}

async function streamedPieces(body: AsyncIterable<Uint8Array>, model: string): Promise<readonly Piece[]> {
  const stream = CHAT.stream({ model, choices: 1, usageWanted: false });
  const decoder = new EventDecoder(MAX_EVENT_BYTES);
  const pieces: Piece[] = [];
  let chars = 0;
  let isComplete = false;
  for await (const part of body)
    for (const event of decoder.push(part)) {
      const read = stream.read(event);
      if (read.problem !== null) throw new Error(read.problem.message);
      for (const piece of read.pieces) chars += piece.text.length;
      pieces.push(...read.pieces);
      isComplete ||= read.isLast || read.finishes.length > 0;
      if (chars > MAX_CHARS) throw new RangeError('too long');
    }
  if (!isComplete) throw new Error('broken off');
  return pieces;
}
