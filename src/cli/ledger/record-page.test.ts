import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ExchangeTexts } from '../../gates/index.ts';
import type { LedgerRecord } from '../../ledger/index.ts';
import { recordPage } from './record-page.ts';

const BYTES = Buffer.from('{"kind":"intent"}');
const RECORD = {
  index: 6,
  bytes: BYTES,
  leaf: {
    kind: 'intent',
    time: Date.UTC(2026, 10, 20, 9, 0, 0, 250),
    fields: { model: 'm', more: { a: [1] } },
    body: { bytes: 42, sha256: 'ab12' },
  },
} as unknown as LedgerRecord;

/** RFC 6962, section 2.1: the hash of a leaf is SHA-256 of the byte 0 and the data. */
const LEAF_HASH = createHash('sha256')
  .update(Buffer.concat([Buffer.of(0), BYTES]))
  .digest('hex');

const requestTexts = (request: Partial<ExchangeTexts['request']>, masked = true): ExchangeTexts => ({
  masked,
  request: { state: 'open', prompt: null, body: null, ...request },
  response: null,
});
const responseTexts = (response: Partial<NonNullable<ExchangeTexts['response']>>, masked = true): ExchangeTexts => ({
  masked,
  request: { state: 'open', prompt: 'not shown', body: null },
  response: { state: 'open', answers: null, problem: null, ...response },
});
const answer = (more: object) => ({ choice: 0, finish: 'stop', said: [], released: null, fallback: null, ...more });
const pageLines = (texts: ExchangeTexts | null, lang: 'en' | 'ja' = 'en') =>
  recordPage(RECORD, texts, lang).split('\n').slice(0, -1);
const textLines = (texts: ExchangeTexts, lang: 'en' | 'ja' = 'en') => pageLines(texts, lang).slice(7);

test('a record without texts: index, kind, time, fields, the hash of its leaf, and its body', () => {
  expect(pageLines(null)).toEqual([
    'Record: 6 · intent',
    'Time: 2026-11-20T09:00:00.250Z',
    '  model: "m"',
    '  more: {"a":[1]}',
    `Leaf hash: ${LEAF_HASH}`,
    'Encrypted text: 42 bytes, SHA-256 ab12',
  ]);
  expect(pageLines(null, 'ja')).toEqual([
    '記録：6 · intent',
    '時刻：2026-11-20T09:00:00.250Z',
    '  model: "m"',
    '  more: {"a":[1]}',
    `記録のハッシュ：${LEAF_HASH}`,
    '暗号化した本文：42 バイト、SHA-256 ab12',
  ]);
});

test('a record without a body says so', () => {
  const bare = { ...RECORD, leaf: { ...RECORD.leaf, body: null } };
  expect(recordPage(bare, null, 'en')).toMatch(/\nEncrypted text: none\n$/);
  expect(recordPage(bare, null, 'ja')).toMatch(/\n暗号化した本文：なし\n$/);
});

describe('a request', () => {
  test('its last turn, then the whole of it, indented, and no hint where nothing is masked', () => {
    expect(textLines(requestTexts({ prompt: 'Hello\n\nthere', body: { a: 1 } }, false))).toEqual([
      'Last turn of the user:',
      '  Hello',
      '',
      '  there',
      'Request:',
      '  {',
      '    "a": 1',
      '  }',
    ]);
  });

  test('masks are told in the language of the reader, with how to see more', () => {
    const texts = requestTexts({ prompt: 'How [masked: 9 characters]' });
    expect(textLines(texts)).toEqual([
      'Last turn of the user:',
      '  How [masked: 9 characters]',
      '',
      'Texts are masked; --unmask shows them.',
    ]);
    expect(textLines(texts, 'ja')).toEqual([
      '利用者の最後の発言：',
      '  How ［伏せ字：9 文字］',
      '',
      '本文は伏せ字です。--unmask で表示できます。',
    ]);
  });
});

describe('a text that is not there is told with its reason, and --unmask is not promised to help', () => {
  test.each([
    ['unreadable', 'was destroyed', '破棄されている'],
    ['damaged', 'is damaged', '壊れていて'],
    ['none', 'has no text', '本文はありません'],
    ['missing', 'not there any more', '残っていません'],
  ] as const)('%s', (state, en, ja) => {
    for (const texts of [requestTexts({ state }), responseTexts({ state })]) {
      expect(textLines(texts)).toEqual([expect.stringContaining(en)]);
      expect(textLines(texts, 'ja')).toEqual([expect.stringContaining(ja)]);
    }
  });
});

describe('a response', () => {
  test('what was said by channel, what went out, and the answer of the fallback', () => {
    const said = [
      { channel: 'thinking', part: '', text: 'Hm.' },
      { channel: 'text', part: '', text: 'I cannot.\nSure.' },
    ];
    const whole = answer({ said, released: 'I cannot.', fallback: { name: 'safe', text: 'No.' } });
    expect(textLines(responseTexts({ answers: [whole, answer({ choice: 1, finish: null })] }, false))).toEqual([
      'Answer 0 · ended with stop',
      '  thinking:',
      '    Hm.',
      '  text:',
      '    I cannot.',
      '    Sure.',
      '  released to the client:',
      '    I cannot.',
      '  fallback safe:',
      '    No.',
      'Answer 1 · ended with -',
    ]);
  });

  test('says that it is masked, too', () => {
    expect(textLines(responseTexts({ answers: [answer({})] }))).toEqual([
      'Answer 0 · ended with stop',
      '',
      'Texts are masked; --unmask shows them.',
    ]);
  });

  test('an empty text that went out is not the same as none', () => {
    expect(textLines(responseTexts({ answers: [answer({ released: '' })] }, false))).toContain(
      '  released to the client:',
    );
    const silent = answer({ fallback: { name: 'safe', text: null } });
    expect(textLines(responseTexts({ answers: [silent] }, false))).toHaveLength(1);
  });

  test('a problem is shown under its own heading, an empty one is none', () => {
    expect(textLines(responseTexts({ problem: 'reset' }, false))).toEqual(['Problem:', '  reset']);
    expect(textLines(responseTexts({ problem: '' }, false), 'ja')).toEqual([]);
    expect(textLines(responseTexts({ problem: 'reset' }, false), 'ja')[0]).toBe('エラー：');
  });
});

test('nothing in a record steers the terminal', () => {
  const evil = '\u001b[2J\u202e';
  const hostile = {
    ...RECORD,
    leaf: { ...RECORD.leaf, kind: `${evil}\n`, fields: { [evil]: evil }, body: { bytes: 1, sha256: evil } },
  } as unknown as LedgerRecord;
  const texts = responseTexts({
    problem: evil,
    answers: [
      answer({
        finish: evil,
        said: [{ channel: evil, part: '', text: evil }],
        released: evil,
        fallback: { name: evil, text: evil },
      }),
    ],
  });
  for (const lang of ['en', 'ja'] as const)
    for (const shown of [texts, requestTexts({ prompt: evil, body: { [evil]: evil } })])
      expect(recordPage(hostile, shown, lang)).not.toMatch(/[\u001b\u202e]/);
});
