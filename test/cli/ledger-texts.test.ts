import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readLedger } from '../../src/ledger/index.ts';
import { leafHash, parseCheckpoint, parseLeafProof, parseNote, verifyInclusion } from '../../src/tlog/index.ts';
import { folderWith, zenbun } from './command.ts';
import { ANSWER, ledgerFolder, QUESTION, REFUSAL, record, withLedger } from './ledger-folders.ts';

const ledger = (...args: string[]) => zenbun(['ledger', ...args]);
const SECRET_WORDS = ['paper boat', 'small pond', 'unsafe content'];

describe('show', () => {
  test('one line for each of the latest records, without texts', async () => {
    const folder = await ledgerFolder();
    const { code, out, err } = await ledger('show', folder, '--last', '3');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(
      [
        '      4  2026-01-05T00:00:00Z  response  answers 3  my-model  complete  refuse-then-comply (bare)  latched at 38  67 withheld',
        '      5  2026-01-05T00:00:00Z  intent  my-model  guard final',
        '      6  2026-01-05T00:00:00Z  response  answers 5  my-model  complete  refuse-then-comply (bare)  latched at 38  67 withheld',
        '',
      ].join('\n'),
    );
    expect((await ledger('show', folder)).out.split('\n')).toHaveLength(8);
    expect((await ledger('show', folder, '--last', '1', '--lang', 'ja')).out).toContain(
      '5 への回答  my-model  完了  refuse-then-comply (bare)  38 文字目で停止  67 文字を非公開',
    );
  });

  test('a record in full has its texts masked, and never a key', async () => {
    const folder = await ledgerFolder();
    const request = await ledger('show', folder, '1');
    const response = await ledger('show', folder, '2');
    expect(request.out).toContain('Record: 1 · intent\nTime: 2026-01-05T00:00:00.000Z\n');
    expect(request.out).toContain('Last turn of the user:\n  How do ███\n');
    expect(response.out).toContain(REFUSAL);
    expect(response.out).toContain('Texts are masked; --unmask shows them.');
    const reader = await readLedger(folder);
    const body = await reader.body(2);
    const key = body.state === 'open' ? Buffer.from(body.recordKey) : Buffer.alloc(0);
    expect(key).toHaveLength(32);
    for (const { out } of [request, response]) {
      for (const word of SECRET_WORDS) expect(out).not.toContain(word);
      for (const form of ['hex', 'base64'] as const) expect(out).not.toContain(key.toString(form));
      expect(out).not.toContain('PRIVATE');
    }
  });

  test('--unmask shows them, and says that this is to be noted down', async () => {
    const folder = await ledgerFolder();
    const { code, out, err } = await ledger('show', folder, '2', '--unmask');
    expect(code).toBe(0);
    expect(out).toContain(ANSWER);
    expect(err).toContain('The ledger does not record that: note down who looked at them');
    expect((await ledger('show', folder, '1', '--unmask')).out).toContain(QUESTION);
    expect(await ledger('show', folder, '--unmask')).toMatchObject({ code: 2, out: '' });
  });

  test('a text cannot steer the terminal', async () => {
    const folder = await ledgerFolder({ exchanges: 1, answer: 'Fold it.\u001b[2J\u202egnp' });
    const { out } = await ledger('show', folder, '2', '--unmask');
    expect(out).toContain('Fold it.\ufffd[2J\ufffdgnp');
  });

  test('in Japanese', async () => {
    const folder = await ledgerFolder();
    const { out } = await ledger('show', folder, '2', '--lang', 'ja');
    expect(out).toContain('記録：2 · response');
    expect(out).toContain('クライアントに出した内容：\n');
    expect(out).toMatch(/［伏せ字：\d+ 文字］/);
    expect(out).toContain('本文は伏せ字です。--unmask で表示できます。');
  });

  test('what is not there', async () => {
    const folder = await ledgerFolder();
    expect((await ledger('show', folder, '99')).err).toContain(
      'there is no record 99\n  next: It holds records 0 to 6.',
    );
    expect((await ledger('show', folder, 'x')).err).toContain('index x is not a whole number');
    expect((await ledger('show', folder, '1', '--last', '2')).code).toBe(2);
    expect((await ledger('show', join(folder, 'log'))).err).toContain('there is no ledger in ');
  });
});

describe('export', () => {
  const linesOf = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

  test('joins intents and responses, one exchange a line, texts masked', async () => {
    const folder = await ledgerFolder({ open: true });
    const file = join(folderWith({}), 'exchanges.jsonl');
    const { code, out, err } = await ledger('export', folder, '-o', file);
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toBe('zenbun: 4 exchanges exported, 1 of them without a response (texts masked)\n');
    const text = readFileSync(file, 'utf8');
    for (const word of SECRET_WORDS) expect(text).not.toContain(word);
    const lines = linesOf(text);
    expect(lines.map(({ intent, response }) => [intent.index, response?.index ?? null])).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
      [7, null],
    ]);
    expect(lines[0]).toMatchObject({
      schema: 'zenbun.ledger-exchange/1',
      masked: true,
      intent: { time: '2026-01-05T00:00:00.000Z', fields: { model: 'my-model', guard: 'final' } },
      response: { fields: { intent: 1, answers: [{ outcome: 'refuse-then-comply', latch: 38 }] } },
      texts: {
        request: { state: 'open', prompt: 'How do ███', body: null },
        response: { state: 'open', answers: [{ choice: 0, finish: 'stop', released: REFUSAL }], problem: '' },
      },
    });
  });

  test('of a range, and as they are', async () => {
    const folder = await ledgerFolder();
    const { out, err } = await ledger('export', folder, '--from', '2', '--to', '3', '--unmask');
    expect(err).toContain('note down who looked');
    const lines = linesOf(out);
    expect(lines.map(({ intent, response }) => [intent.index, response.index])).toEqual([[3, 4]]);
    expect(lines[0]).toMatchObject({
      masked: false,
      texts: {
        request: { prompt: QUESTION, body: { model: 'my-model' } },
        response: { answers: [{ said: [{ channel: 'content', text: ANSWER }] }] },
      },
    });
  });

  test('a range without exchanges is empty', async () => {
    const folder = await ledgerFolder();
    expect(await ledger('export', folder, '--from', '90')).toMatchObject({ code: 0, out: '' });
    expect(await ledger('export', folder, '--to', '0', '--lang', 'ja')).toMatchObject({
      code: 0,
      out: '',
      err: 'zenbun: 0 件のやり取りを書き出しました（本文は伏せ字）\n',
    });
  });

  test('a proof of a record is checked without the log', async () => {
    const folder = await ledgerFolder({ exchanges: 150 });
    const file = join(folderWith({}), '260.tlog-proof');
    expect(await ledger('export', folder, '--proof', '260', '-o', file)).toMatchObject({ code: 0, out: '' });
    const bytes = readFileSync(file);
    expect(bytes.toString()).toMatch(/^c2sp\.org\/tlog-proof@v1\nextra [^\n]+\nindex 260\n/);
    const { index, proof, checkpoint, extra } = parseLeafProof(bytes);
    const sha256 = (data: Uint8Array) => hash('sha256', data, 'buffer');
    const { size, root } = parseCheckpoint(parseNote(checkpoint).text);
    expect(verifyInclusion(sha256, { index, size, root, proof, leafHash: leafHash(sha256, extra!) })).toBe(true);
    expect(JSON.parse(Buffer.from(extra!).toString())).toMatchObject({ kind: 'response', intent: 259 });
    expect((await ledger('export', folder, '--proof', '9999')).err).toContain('there is no record 9999');
    expect((await ledger('export', folder, '--proof', '1', '--unmask')).code).toBe(2);
  });
});

test('a log that grows while it is exported and checked is whole', async () => {
  const folder = await ledgerFolder({ exchanges: 1, now: Date.now });
  await withLedger(
    folder,
    async (open) => {
      let isDone = false;
      const growing = (async () => {
        while (!isDone) await record(open, { exchanges: 20 });
      })();
      const runs = await Promise.all([ledger('verify', folder, '--json', '-'), ledger('export', folder, '--to', '1')]);
      isDone = true;
      await growing;
      expect(runs.map(({ code, err }) => [code, err.includes('error')])).toEqual([
        [0, false],
        [0, false],
      ]);
    },
    { now: Date.now },
  );
});
