import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { ZenbunError } from '../../errors.ts';
import type { ModelAnswer, ModelRequest } from '../model.ts';
import { type AnswerFile, openAnswerFile } from './answer-file.ts';
import { formatRecordedAnswer } from './recorded-answer.ts';

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-answers-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'run', 'before.jsonl');
}

async function open(path: string): Promise<AnswerFile> {
  const file = await openAnswerFile(path);
  let isOpen = true;
  const { close } = file;
  const closeOnce = async () => {
    if (isOpen) await close();
    isOpen = false;
  };
  onTestFinished(closeOnce);
  return Object.assign(file, { close: closeOnce });
}

const question = (text: string, more: Partial<ModelRequest> = {}): ModelRequest => ({
  turns: [{ role: 'user', text }],
  ...more,
});

const answer = (text: string, more: Partial<ModelAnswer> = {}): ModelAnswer => ({
  text,
  finish: 'stop',
  promptTokens: 3,
  completionTokens: 5,
  servedModel: 'm-1',
  ...more,
});

const used = (requests: number) => ({ requests, tokens: 8 * requests, promptTokens: 3 * requests, usd: requests / 4 });

test('what is appended is found again, at once and after opening anew, exactly', async () => {
  const path = place();
  const first = await open(path);
  const asked = fc.record(
    {
      turns: fc.array(
        fc.record({ role: fc.constantFrom('system', 'user', 'assistant'), text: fc.string({ unit: 'binary' }) }),
        { minLength: 1, maxLength: 3 },
      ),
      prefill: fc.string(),
      nth: fc.nat(3),
      sample: fc.record({ temperature: fc.constant(0.7), seed: fc.nat(9), maxTokens: fc.nat(9) }, { requiredKeys: [] }),
      probe: fc.constantFrom('p1', 'p2'),
      condition: fc.constantFrom('plain', 'system-1'),
    },
    { requiredKeys: ['turns'] },
  ) as fc.Arbitrary<ModelRequest>;
  const said = fc.record(
    {
      text: fc.string({ unit: 'binary' }),
      finish: fc.constantFrom('stop', 'length', 'content-filter', 'other'),
      promptTokens: fc.option(fc.nat()),
      completionTokens: fc.option(fc.nat()),
      servedModel: fc.option(fc.string()),
      reasoning: fc.string({ minLength: 1 }),
    },
    { requiredKeys: ['text', 'finish', 'promptTokens', 'completionTokens', 'servedModel'] },
  ) as fc.Arbitrary<ModelAnswer>;
  const whole: [ModelRequest, ModelAnswer][] = [];
  await fc.assert(
    fc.asyncProperty(asked, said, async (request, reply) => {
      const earlier = first.find(request);
      await first.append(request, reply, used(1));
      expect(first.find(request)).toEqual(earlier ?? reply);
      if (earlier === null) whole.push([request, reply]);
    }),
  );
  await first.close();
  const second = await open(path);
  expect(second.damaged).toEqual({ count: 0, first: null });
  for (const [request, reply] of whole) expect(second.find(request)).toEqual(reply);
});

test.each<[string, Partial<ModelRequest>]>([
  ['other turns', { turns: [{ role: 'system', text: 'First?' }] }],
  ['a begun answer', { prefill: '' }],
  ['another of several answers', { nth: 1 }],
  ['another seed', { sample: { seed: 2 } }],
  ['another limit', { sample: { seed: 1, maxTokens: 9 } }],
])('an answer is none to a question with %s', async (_, more) => {
  const file = await open(place());
  const asked = question('First?', { sample: { seed: 1 } });
  await file.append(asked, answer('one'));
  expect(file.find({ ...asked, probe: 'p9', condition: 'c', nth: 0 })).toMatchObject({ text: 'one' });
  expect(file.find({ ...asked, ...more })).toBeNull();
});

test('failed questions have no answer, and what they used counts', async () => {
  const path = place();
  const first = await open(path);
  await first.append(question('First?'), new ZenbunError('upstream', { en: 'gone', ja: '失敗しました' }), used(3));
  await first.append(question('Second?'), answer('two'), used(1));
  await first.append(question('Third?'), answer('three'));
  await first.close();
  const { find, used: all } = await open(path);
  expect(find(question('First?'))).toBeNull();
  expect(find(question('Second?'))).toEqual(answer('two'));
  expect(all).toEqual(used(4));
});

test('killed at any byte: what was whole is found, the rest is not, and appending goes on', {
  timeout: 60_000,
}, async () => {
  const path = place();
  const texts = ['one', '二つ目\u2028', '"\\\n'];
  const first = await open(path);
  for (const text of texts) await first.append(question(text), answer(text), used(1));
  await first.close();
  const bytes = readFileSync(path);
  const ends = [...bytes.keys()].filter((i) => bytes[i] === 0x0a);
  for (let cut = 0; cut <= bytes.length; cut += 1) {
    writeFileSync(path, bytes);
    truncateSync(path, cut);
    // A line that lacks only its line break was not cut.
    const whole = ends.filter((end) => end <= cut).length;
    const file = await open(path);
    expect(texts.map((text) => file.find(question(text)) !== null)).toEqual(texts.map((_, i) => i < whole));
    expect(file).toMatchObject({ damaged: { count: 0 }, used: used(whole) });
    expect(file.isTorn).toBe(cut > (ends[whole - 1] ?? -1) + 1);
    await file.append(question('more'), answer('more'), used(1));
    await file.close();
    const again = await open(path);
    expect(again).toMatchObject({ damaged: { count: 0 }, isTorn: false, used: used(whole + 1) });
    expect(again.find(question('more'))).toEqual(answer('more'));
    await again.close();
  }
});

test('a damaged line costs its own answer only, and is named', async () => {
  const path = place();
  const first = await open(path);
  await first.append(question('First?'), answer('one'));
  await first.close();
  appendFileSync(path, '{"id": "p\n\n');
  appendFileSync(path, Buffer.from('7b2269ff227d0a', 'hex'));
  appendFileSync(path, '{"id":"p1","response":"of nobody knows what"}\r\n');
  appendFileSync(path, `${formatRecordedAnswer(question('Second?'), answer('two'))}\n`);
  const second = await open(path);
  expect(second.damaged).toEqual({ count: 3, first: { line: 2, why: 'not valid JSON' } });
  expect(second.isTorn).toBe(false);
  expect(second.find(question('First?'))).toEqual(answer('one'));
  expect(second.find(question('Second?'))).toEqual(answer('two'));
});

test('any bytes can be opened and appended to', async () => {
  const path = place();
  const line = Buffer.from(`${formatRecordedAnswer(question('First?'), answer('one'), used(1))}\n`);
  await (await open(path)).close();
  const piece = fc.oneof(fc.uint8Array({ maxLength: 20 }), fc.constant(line), fc.constant(line.subarray(0, -1)));
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 4 }), async (pieces) => {
      writeFileSync(path, Buffer.concat(pieces));
      const file = await open(path);
      await file.append(question('more'), answer('more'));
      await file.close();
      const again = await open(path);
      expect(again.find(question('more'))).toEqual(answer('more'));
      expect(again.used).toEqual(file.used);
      await again.close();
    }),
  );
});

test('lines of appends at the same time stay whole, in order, and few writes do', async () => {
  const path = place();
  const file = await open(path);
  const texts = Array.from({ length: 500 }, (_, i) => `${i} `.repeat(i));
  await Promise.all(texts.map((text) => file.append(question(text), answer(text))));
  expect(file.find(question(texts[499]!))).toEqual(answer(texts[499]!));
  await file.close();
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).response)).toEqual(texts);
});

test('nobody else can read it', async () => {
  const path = place();
  const file = await open(path);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
  await file.close();
});

test('a place that cannot be written is told', async () => {
  const path = place();
  await (await open(path)).close();
  await expect(openAnswerFile(join(path, 'below.jsonl'))).rejects.toMatchObject({ code: 'not-written' });
  await expect(openAnswerFile(join(path, '..'))).rejects.toMatchObject({ code: 'not-written' });
});
