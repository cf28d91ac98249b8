import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordWords } from './record-words.ts';

test.each([
  [
    'rollout',
    { action: 'rollback', rollout: 'r1', epoch: 4, by: 'zenbun', reason: 'evidence of refuse-then-comply' },
    'rolled back · rollout r1 · epoch 4 · by zenbun · evidence of refuse-then-comply',
    '切り戻し · 段階公開 r1 · エポック 4 · 担当 zenbun · evidence of refuse-then-comply',
  ],
  [
    'rollout',
    { action: 'superseded', epoch: 2, leaf: 'a#7' },
    'superseded: another gateway decided first (a#7)',
    '無効：別のゲートウェイの決定（a#7）が先でした',
  ],
  [
    'probe',
    { rollout: 'r1', epoch: 1, draw: 12, arm: 'canary', complied: true, outcome: 'refuse-then-comply', chars: 90 },
    'candidate model complied · refuse-then-comply · probe 12 of r1',
    '候補モデル：応じた · refuse-then-comply · r1 のプローブ 12',
  ],
  [
    'label',
    { rollout: 'r1', intent: 8, unsafe: null, judge: 'guard' },
    'could not be judged · answer to 8 · by guard',
    '判定できず · 8 への回答 · 判定モデル guard',
  ],
  [
    'watch',
    { action: 'alarm', at: 1, answers: 5000, evidence: 1, threshold: 1, signals: ['latch', 'empty'], reference: 'x' },
    'alarm after 5000 answers: latch, empty',
    'アラーム（回答 5000 件時点）：latch, empty',
  ],
  [
    'watch',
    { action: 'gathering', identity: 'x', by: 'Mori', reason: 'new system prompt' },
    'a new reference is being gathered · by Mori · new system prompt',
    '新しい基準を収集中 · 担当 Mori · new system prompt',
  ],
  [
    'fingerprint',
    { model: 'm', decision: 'differs', difference: '0.2', margin: '0.005', p: '0.00001' },
    'differs · difference 0.2, margin 0.005 · p = 0.00001',
    '相違あり · 差 0.2、許容差 0.005 · p = 0.00001',
  ],
  [
    'overturned',
    { response: 5, was: 'refusal', outcome: 'compliance', by: 'Mori', reason: 'it gave the list' },
    'record 5 · refusal → compliance · by Mori · it gave the list',
    '記録 5 · refusal → compliance · 担当 Mori · it gave the list',
  ],
  [
    'unmasked',
    { intent: 4, by: 'Mori', reason: 'complaint' },
    'record 4 · by Mori · complaint',
    '記録 4 · 担当 Mori · complaint',
  ],
  ['searched', { from: 3, by: 'Mori' }, 'in texts, from record 3 on · by Mori', '記録 3 から本文を検索 · 担当 Mori'],
  ['opened', { origin: 'log.example' }, 'log.example', 'log.example'],
  ['recovered', { cut: 12 }, '12 bytes of an unfinished write were cut off', '書き込み途中の 12 バイトを切り捨て'],
  ['erasure-intended', { subject: 'ab' }, 'the key of ab is to be destroyed', 'ab の鍵を破棄予定'],
  ['erasure-done', { subject: 'ab', intended: 3 }, 'the key of ab was destroyed', 'ab の鍵を破棄'],
  [
    'pruned',
    { before: 512, policy: 'a year' },
    'records before 512 were removed: a year',
    '512 より前の記録を削除：a year',
  ],
])('%s in words', (kind, fields, en, ja) => {
  expect(recordWords(kind, fields)).toEqual({ en, ja });
});

test('exchanges, kinds that are not known, and fields of another shape have no words, and nothing throws', () => {
  expect(recordWords('intent', { model: 'm' })).toBeNull();
  expect(recordWords('constructor', {})).toBeNull();
  expect(recordWords('rollout', { action: 'invented' })).toBeNull();
  expect(recordWords('watch', {})).toBeNull();
  const kinds = [
    'rollout',
    'probe',
    'label',
    'watch',
    'fingerprint',
    'unmasked',
    'overturned',
    'searched',
    'opened',
    'pruned',
  ];
  const names = ['action', 'reason', 'by', 'signals', 'decision', 'arm', 'complied', 'outcome', 'origin', 'epoch'];
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.dictionary(fc.constantFrom(...names), fc.jsonValue()), (kind, fields) => {
      const words = recordWords(kind, fields);
      if (words !== null) expect([typeof words.en, typeof words.ja]).toEqual(['string', 'string']);
    }),
  );
});
