import { createParser } from 'eventsource-parser';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventDecoder } from './event-decoder.ts';
import { encodeComment, encodeEvent } from './event-encoder.ts';
import type { ServerSentEvent } from './server-sent-events.ts';

const LIMIT = 1_000_000;
const utf8 = new TextEncoder();

function decoded(chunks: readonly Uint8Array[], limit = LIMIT): ServerSentEvent[] {
  const decoder = new EventDecoder(limit);
  const events = chunks.flatMap((chunk) => decoder.push(chunk));
  const last = decoder.end();
  return last === null ? events : [...events, last];
}

const eventsOf = (text: string) => decoded([utf8.encode(text)]);
const joined = (events: readonly ServerSentEvent[]) => Buffer.concat(events.map((event) => event.bytes));

function split(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [...places, bytes.length].map((end, i) => bytes.slice(i === 0 ? 0 : places[i - 1]!, end));
}

test('the parts of the standard', () => {
  const cases: [string, string, string | null][] = [
    ['data: a\n\n', '', 'a'],
    ['data:a\r\n\r\n', '', 'a'],
    ['data:  a\r\r', '', ' a'],
    ['data: a\ndata: b\r\ndata:\rdata\n\n', '', 'a\nb\n\n'],
    ['event: error\ndata: {}\n\n', 'error', '{}'],
    ['event:one\nevent:two\ndata:x\n\n', 'two', 'x'],
    [': a comment\n\n', '', null],
    ['id: 1\nretry: 5\nunknown: y\nDATA: no\n data: no\n\n', '', null],
    ['\uFEFFdata: a\n\n', '', 'a'],
    ['data: a: b\n\n', '', 'a: b'],
    ['data\n\n', '', ''],
    ['\n', '', null],
  ];
  for (const [text, event, data] of cases) {
    const read = eventsOf(text);
    expect(
      read.map((one) => [one.event, one.data, one.isFinished]),
      JSON.stringify(text),
    ).toEqual([[event, data, true]]);
  }
});

test('only the BOM of the stream is taken off', () => {
  expect(eventsOf('data: a\n\n\uFEFFdata: b\n\n').map(({ data }) => data)).toEqual(['a', null]);
  expect(eventsOf('data: \uFEFFb\n\n')[0]!.data).toBe('\uFEFFb');
});

test('the LF of a CRLF belongs to the event before it', () => {
  const texts = eventsOf('data: a\r\n\r\ndata: b\r\r\n: c\r\n\r\n').map(({ bytes }) => Buffer.from(bytes).toString());
  expect(texts).toEqual(['data: a\r\n\r\n', 'data: b\r\r\n', ': c\r\n\r\n']);
});

test('a stream without its last blank line says so', () => {
  expect(eventsOf('data: a\n\ndata: [DONE]')[1]).toMatchObject({ data: '[DONE]', isFinished: false });
  expect(eventsOf('data: a\n')[0]).toMatchObject({ data: 'a', isFinished: false });
  expect(eventsOf('data: a\r\r')[0]).toMatchObject({ data: 'a', isFinished: true });
  expect(eventsOf('')).toEqual([]);
});

test('an event ends as soon as its blank line is there', () => {
  const decoder = new EventDecoder(LIMIT);
  expect(decoder.push(utf8.encode('data: a\n'))).toEqual([]);
  expect(decoder.push(utf8.encode('\n'))).toHaveLength(1);
  expect(decoder.push(utf8.encode('data: b\r\n\r\n'))).toHaveLength(1);
  expect(decoder.end()).toBeNull();
});

/** Valid and invalid lines from a server, joined by any of the three line endings. */
const streams = fc
  .array(
    fc.tuple(
      fc.oneof(
        fc.constantFrom(
          'data: x',
          'data:',
          'data',
          'event: e',
          ': c',
          ':',
          '',
          '',
          '',
          'id: 1',
          'x',
          'data: 拒否\u{1F600}',
        ),
        fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/[\r\n]/g, '')),
      ),
      fc.constantFrom('\n', '\r', '\r\n'),
    ),
    { maxLength: 40 },
  )
  .map((lines) => lines.flat().join(''));

test('any chunking gives the same events, and their bytes are the stream', () => {
  fc.assert(
    fc.property(fc.boolean(), streams, fc.array(fc.nat(), { maxLength: 30 }), (hasBom, text, cuts) => {
      const bytes = utf8.encode(hasBom ? `\uFEFF${text}` : text);
      const whole = decoded([bytes]);
      expect(decoded(split(bytes, cuts))).toEqual(whole);
      expect(decoded([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(whole);
      expect(joined(whole).equals(Buffer.from(bytes))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('bytes that are no text, in any chunking', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.array(fc.nat(), { maxLength: 10 }), (bytes, cuts) => {
      const events = decoded(split(bytes, cuts));
      expect(events).toEqual(decoded([bytes]));
      expect(joined(events).equals(Buffer.from(bytes))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('the same events as eventsource-parser', () => {
  fc.assert(
    fc.property(streams, (text) => {
      const theirs: [string, string][] = [];
      const parser = createParser({ onEvent: ({ event, data }) => theirs.push([event ?? '', data]) });
      parser.feed(`${text}\n`);
      const ours = eventsOf(`${text}\n`).filter((event) => event.isFinished && event.data !== null);
      expect(ours.map(({ event, data }) => [event, data])).toEqual(theirs);
    }),
    { numRuns: 1000 },
  );
});

test('an event over the limit is given in parts, marked, and what follows is read', () => {
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 200 }), fc.array(fc.nat(), { maxLength: 30 }), (length, cuts) => {
      const bytes = utf8.encode(`data: a\n\ndata: ${'x'.repeat(length)}\n\ndata: b\n\n`);
      const events = decoded(split(bytes, cuts), 20);
      expect(joined(events).equals(Buffer.from(bytes))).toBe(true);
      expect(events.filter((event) => !event.isOversized).map(({ data }) => data)).toEqual(['a', 'b']);
      const parts = events.filter((event) => event.isOversized);
      expect(parts.every(({ data }) => data === null)).toBe(true);
      expect(parts.map(({ isFinished }) => isFinished)).toEqual(parts.map((_, i) => i === parts.length - 1));
    }),
  );
});

test('an event that never ends does not grow', () => {
  const decoder = new EventDecoder(100);
  const sizes = Array.from({ length: 1000 }, () => decoder.push(new Uint8Array(30).fill(120)))
    .flat()
    .map(({ bytes }) => bytes.length);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(130);
  expect(sizes.reduce((a, b) => a + b)).toBeGreaterThan(30 * 1000 - 130);
});

test('what is encoded is decoded', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('', 'error', 'ping'), (text, name) => {
      const data = text.replace(/\r\n?/g, '\n');
      expect(decoded([encodeEvent(data, name)])).toMatchObject([{ data, event: name, isFinished: true }]);
      expect(decoded([encodeComment(text)])).toMatchObject([{ data: null, isFinished: true }]);
    }),
  );
});
