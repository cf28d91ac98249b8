import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ENDPOINTS, EventDecoder, type ServerSentEvent, type WireEvent } from '../../src/wire/index.ts';
import { RECORDED_STREAMS, type RecordedStream } from './recorded-streams.ts';

const asked = { model: 'm', stream: true, choices: 1, usageWanted: true, prompt: '', maxTokens: null };

function eventsOf(chunks: readonly Uint8Array[]): ServerSentEvent[] {
  const decoder = new EventDecoder(1e6);
  const events = chunks.flatMap((chunk) => decoder.push(chunk));
  const last = decoder.end();
  return last === null ? events : [...events, last];
}

function passed({ endpoint }: RecordedStream, events: readonly ServerSentEvent[]) {
  const stream = ENDPOINTS.find(({ name }) => name === endpoint)!.stream(asked);
  const read: WireEvent[] = [];
  const bytes: Uint8Array[] = [];
  for (const event of events) {
    read.push(stream.read(event));
    bytes.push(stream.forward(read.at(-1)!) ?? new Uint8Array(0));
  }
  return { read, bytes: Buffer.concat(bytes) };
}

test.each(RECORDED_STREAMS)('$endpoint, $server: all is read, and the bytes go through', (recorded) => {
  const { read, bytes } = passed(recorded, eventsOf([Buffer.from(recorded.body)]));
  const texts: Record<string, string> = {};
  for (const { channel, text } of read.flatMap(({ pieces }) => pieces)) texts[channel] = (texts[channel] ?? '') + text;
  expect(texts).toEqual(recorded.read);
  expect(read.flatMap(({ finishes }) => finishes.map(({ reason }) => reason))).toEqual(recorded.finishes);
  expect(read.flatMap(({ unread }) => unread)).toEqual(recorded.unread ?? []);
  expect(read.map(({ problem }) => problem?.message).find((message) => message !== undefined)).toBe(recorded.problem);
  expect(bytes.toString()).toBe(recorded.body);
  const isWhole = recorded.problem === undefined;
  expect(read.map(({ isLast }) => isLast)).toEqual(read.map((_, i) => isWhole && i === read.length - 1));
});

test('however the bytes come, the same is read and sent', () => {
  const cuts = fc.array(fc.nat(), { maxLength: 40 });
  fc.assert(
    fc.property(fc.constantFrom(...RECORDED_STREAMS), cuts, (recorded, at) => {
      const bytes = new Uint8Array(Buffer.from(recorded.body));
      const places = [...new Set(at.map((cut) => cut % bytes.length))].sort((a, b) => a - b);
      const chunks = [...places, bytes.length].map((end, i) => bytes.subarray(i === 0 ? 0 : places[i - 1]!, end));
      expect(passed(recorded, eventsOf(chunks))).toEqual(passed(recorded, eventsOf([bytes])));
    }),
  );
});
