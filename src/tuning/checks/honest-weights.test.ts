import { describe, expect, test } from 'vitest';
import type { DeclaredAdapter, KnownBase, TensorEntry, TrainingHistory, TrainingRecord } from '../training-record.ts';
import { checkTraining } from './check-training.ts';
import { knownDataOf, recordOf } from './fixtures/toy-history.ts';
import { compareModelNames } from './origin/model-name.ts';
import { isTarget, isUntriedPattern, lowRankModule, plainModule } from './weights/tensor-names.ts';

const tensor = (name: string, shape: readonly number[], sha256 = 'a', dtype = 'BF16'): TensorEntry => ({
  file: 'model.safetensors',
  name,
  dtype,
  shape,
  sha256,
});

const BASE: readonly TensorEntry[] = [
  tensor('model.embed_tokens.weight', [100, 16]),
  tensor('model.layers.0.self_attn.q_proj.weight', [16, 16]),
  tensor('model.layers.0.mlp.up_proj.weight', [64, 16]),
  tensor('model.norm.weight', [16]),
];

const baseOf = (tensors: readonly TensorEntry[] = BASE): KnownBase => ({
  name: null,
  sha256: null,
  tokenizerSha256: null,
  tensors,
});
const LORA: DeclaredAdapter = {
  kind: 'lora',
  rank: 8,
  alpha: 16,
  targetModules: ['q_proj'],
  savedModules: [],
  baseModel: null,
};

const historyOf = (
  tensors: readonly TensorEntry[],
  adapter: DeclaredAdapter | null = LORA,
  parts: Partial<TrainingHistory> = {},
): TrainingHistory => ({
  records: [recordOf({ kind: 'safetensors', path: 'adapter_model.safetensors', tensors, adapter })],
  data: [],
  base: baseOf(),
  attested: null,
  ...parts,
});

const stateOf = (history: TrainingHistory, check: string) =>
  checkTraining(history).find((one) => one.check === check)!.state;
const wrong = (history: TrainingHistory) =>
  checkTraining(history).flatMap(({ check, state }) => (state === 'inconsistent' ? [check] : []));

const Q = 'base_model.model.model.layers.0.self_attn.q_proj';
const lora = (rank = 8): TensorEntry[] => [
  tensor(`${Q}.lora_A.weight`, [rank, 16]),
  tensor(`${Q}.lora_B.weight`, [16, rank]),
];

describe('adapters', () => {
  test('fits what it declares; another rank, another module and another base do not', () => {
    expect(stateOf(historyOf(lora()), 'adapter-modules')).toBe('consistent');
    expect(stateOf(historyOf(lora()), 'base-shapes')).toBe('consistent');
    expect(wrong(historyOf(lora(4)))).toEqual(['adapter-modules']);
    expect(wrong(historyOf(lora(), { ...LORA, targetModules: ['v_proj'] }))).toEqual(['adapter-modules']);
    const wide = baseOf(BASE.map((one) => ({ ...one, shape: one.shape.map((side) => 3 * side) })));
    expect(wrong(historyOf(lora(), LORA, { base: wide }))).toEqual(['base-shapes']);
    const deep = lora().map((one) => ({ ...one, name: one.name.replace('layers.0', 'layers.7') }));
    expect(
      wrong(
        historyOf([...lora(), ...deep.map((one) => ({ ...one, name: one.name.replace(/lora_[AB]/, 'weight_of') }))]),
      ),
    ).toContain('base-shapes');
  });

  test('embeddings of a resized vocabulary are saved whole, and a LoRA on them has other rows', () => {
    const resized = [
      ...lora(),
      tensor('base_model.model.model.embed_tokens.weight', [104, 16], 'b'),
      tensor('base_model.model.lm_head.weight', [104, 16], 'b'),
    ];
    expect(wrong(historyOf(resized))).toEqual([]);
    expect(wrong(historyOf(resized, { ...LORA, savedModules: ['embed_tokens', 'lm_head'] }))).toEqual([]);
    const onEmbedding = [
      tensor('base_model.model.model.embed_tokens.lora_embedding_A', [8, 104]),
      tensor('base_model.model.model.embed_tokens.lora_embedding_B', [16, 8]),
    ];
    expect(wrong(historyOf(onEmbedding, { ...LORA, targetModules: ['embed_tokens'] }))).toEqual([]);
    const tokens = [
      ...lora(),
      tensor('base_model.model.model.embed_tokens.token_adapter.trainable_tokens_delta', [4, 16]),
    ];
    expect(wrong(historyOf(tokens))).toEqual([]);
  });

  test('a base in 4 bit, DoRA, VeRA, and a head of its own', () => {
    const packed = baseOf(
      BASE.map((one) => ({ ...one, dtype: 'U8', shape: [one.shape.reduce((a, b) => a * b) / 2, 1] })),
    );
    expect(wrong(historyOf(lora(), LORA, { base: packed }))).toEqual([]);
    expect(
      wrong(
        historyOf(
          BASE.map((one) => ({ ...one, sha256: 'b' })),
          LORA,
          { base: packed },
        ),
      ),
    ).toEqual([]);
    expect(wrong(historyOf([...lora(), tensor(`${Q}.lora_magnitude_vector.weight`, [16])]))).toEqual([]);
    const vera = [tensor('base_model.vera_A', [8, 16]), tensor(`${Q}.vera_lambda_b`, [16])];
    expect(wrong(historyOf(vera))).toEqual([]);
    const head = [...lora(), tensor('base_model.model.score.modules_to_save.dense.weight', [2, 16])];
    expect(wrong(historyOf(head, { ...LORA, savedModules: ['score'] }))).toEqual([]);
  });

  test('a pattern that is not tried leaves it open', () => {
    const pattern =
      '(?:.*?(?:language|text).*?(?:self_attn|mlp).*?(?:q_proj|up_proj).*?)|(?:model.layers.[0-9]+.q_proj)';
    expect(isUntriedPattern([pattern])).toBe(true);
    expect(stateOf(historyOf(lora(), { ...LORA, targetModules: [pattern] }), 'adapter-modules')).toBe('cannot-tell');
    expect(isUntriedPattern(['.*q_proj'])).toBe(false);
    expect(isTarget('model.layers.0.self_attn.q_proj', ['.*q_proj'])).toBe(true);
  });
});

describe('whole weights', () => {
  const merged = (changed: Readonly<Record<string, string>>) =>
    BASE.map((one) => ({ ...one, sha256: changed[one.name] ?? one.sha256 }));

  test('merged: only declared modules changed', () => {
    expect(stateOf(historyOf(merged({ 'model.layers.0.self_attn.q_proj.weight': 'b' })), 'changed-weights')).toBe(
      'consistent',
    );
    expect(wrong(historyOf(merged({ 'model.layers.0.mlp.up_proj.weight': 'b' })))).toEqual(['changed-weights']);
  });

  test('stored by way of another type: the bytes differ, the weights do not', () => {
    const likeness = (cosine: number) => ({ likeness: [{ name: 'model.layers.0.mlp.up_proj.weight', cosine }] });
    const up = merged({ 'model.layers.0.mlp.up_proj.weight': 'b' });
    expect(wrong(historyOf(up, LORA, likeness(1 - 1e-12)))).toEqual([]);
    expect(wrong(historyOf(up, LORA, likeness(0.9999)))).toEqual(['changed-weights']);
    expect(wrong(historyOf(merged({}).map((one) => ({ ...one, dtype: 'F16', sha256: 'b' }))))).toEqual([]);
  });

  test('a head that is tied in the base, and frozen layers', () => {
    expect(wrong(historyOf([...merged({}), tensor('lm_head.weight', [100, 16], 'c')]))).toEqual([]);
    const freeze = { ...LORA, kind: 'freeze', targetModules: ['mlp'] };
    expect(wrong(historyOf(merged({ 'model.layers.0.mlp.up_proj.weight': 'b' }), freeze))).toEqual([]);
  });

  test('nothing was trained', () => {
    expect(wrong(historyOf(merged({}), null))).toEqual(['changed-weights']);
  });

  test('checkpoints: without values, and the best one deleted since', () => {
    const at = (checkpoint: number | null, sha256: string, shape: readonly number[] = [4]): TrainingRecord =>
      recordOf({ path: `${checkpoint}`, checkpoint, tensors: [tensor('w', shape, sha256)], kind: 'safetensors' });
    const only = (records: readonly TrainingRecord[]) => wrong({ records, data: [], base: null, attested: null });
    expect(only([at(10, 'a', [0]), at(20, 'a', [0])])).toEqual([]);
    expect(only([at(10, 'a'), at(20, 'a')])).toEqual(['checkpoints']);
    const log = recordOf({
      totals: { steps: 20, epochs: 1, rows: null, tokens: null, seconds: null },
      steps: [{ step: 20, epoch: 1, loss: 1, learningRate: null, gradNorm: null, time: null, tokens: null }],
    });
    expect(only([log, at(20, 'a'), at(null, 'b')])).toEqual(['checkpoints']);
    expect(only([{ ...log, bestCheckpoint: 10 }, at(20, 'a'), at(null, 'b')])).toEqual([]);
  });
});

describe('names and digests', () => {
  test.each([
    ['meta-llama/Llama-3.1-8B', 'meta-llama/Meta-Llama-3.1-8B', 'same'],
    ['meta-llama/Llama-3.1-8B', 'unsloth/Meta-Llama-3.1-8B-unsloth-bnb-4bit', 'maybe'],
    ['Qwen/Qwen2.5-7B', '/models/qwen', 'maybe'],
    ['Qwen/Qwen2.5-7B', 'models/qwen', 'maybe'],
    ['Qwen/Qwen2.5-7B', '~/.cache/huggingface/hub/models--Qwen--Qwen2.5-7B/snapshots/abc', 'same'],
    ['Qwen/Qwen2.5-7B', 'https://huggingface.co/Qwen/Qwen2.5-7B', 'same'],
    ['Qwen/Qwen2.5-7B', 'C:\\models\\Qwen2.5-7B\\', 'same'],
    ['Qwen/Qwen2.5-7B', 'Qwen/Qwen2.5-7B-Instruct', 'other'],
    ['gpt-4o-mini', 'gpt-4o-mini-2024-07-18', 'same'],
    ['gpt-4o-mini', 'gpt-4o-2024-08-06', 'other'],
  ] as const)('%s and %s: %s', (a, b, how) => {
    expect(compareModelNames(a, b)).toBe(how);
    expect(compareModelNames(b, a)).toBe(how);
  });

  const named = (...names: readonly string[]) => ({
    records: names.map((baseModel, i) => recordOf({ path: `${i}`, adapter: { ...LORA, baseModel } })),
    data: [],
    base: null,
    attested: null,
  });

  test('two models of a hub contradict; a path does not', () => {
    expect(stateOf(named('a/one', 'a/two'), 'base-name')).toBe('inconsistent');
    expect(stateOf(named('a/one', '/mnt/base'), 'base-name')).toBe('cannot-tell');
    expect(stateOf(named('a/one', 'a/one'), 'base-name')).toBe('consistent');
    const ancestor = { ...named('a/one'), base: { ...baseOf(), name: 'b/ancestor' } };
    expect(stateOf(ancestor, 'base-name')).toBe('cannot-tell');
  });

  test('the base as attested, and its tokenizer', () => {
    const attested = { baseSha256: 'a'.repeat(64), baseName: null, data: [], declared: null };
    const at = (sha256: string) =>
      stateOf({ records: [], data: [], base: { ...baseOf(), sha256 }, attested }, 'base-digest');
    expect([at('a'.repeat(64)), at('b'.repeat(64))]).toEqual(['consistent', 'inconsistent']);
    const tokenizer = (sha256: string) =>
      stateOf(
        {
          ...named(),
          records: [recordOf({ digests: [{ name: 'tokenizer.json', sha256 }] })],
          base: { ...baseOf(), tokenizerSha256: 'a' },
        },
        'tokenizer',
      );
    expect([tokenizer('a'), tokenizer('b')]).toEqual(['consistent', 'cannot-tell']);
  });

  test('data by either digest of a statement; a file for validation beside; other bytes under the same name', () => {
    const [own, oms, other] = ['a', 'b', 'c'].map((letter) => letter.repeat(64)) as [string, string, string];
    const data = (path: string, sha256: string) => knownDataOf({ path, sha256 });
    const attested = {
      baseSha256: null,
      baseName: null,
      declared: null,
      data: [
        { name: 'train.jsonl', sha256: oms },
        { name: 'train.jsonl', sha256: own },
      ],
    };
    const at = (...given: readonly ReturnType<typeof data>[]) =>
      stateOf({ records: [], data: given, base: null, attested }, 'data-digest');
    expect(at(data('x/train.jsonl', own))).toBe('consistent');
    expect(at(data('x/train.jsonl', other))).toBe('inconsistent');
    expect(at(data('x/train.jsonl', own), data('x/eval.jsonl', other))).toBe('cannot-tell');
  });

  test('names of tensors without what libraries put around them', () => {
    expect(plainModule('_orig_mod.base_model.model.lm_head.modules_to_save.default.weight')).toBe('lm_head');
    expect(plainModule('module.model.layers.0.q_proj.base_layer.weight')).toBe('model.layers.0.q_proj');
    expect(lowRankModule(`${Q}.lora_A.default.weight`)).toEqual({
      module: 'model.layers.0.self_attn.q_proj',
      side: 'a',
    });
    expect(lowRankModule('model.embed_tokens.weight')).toBeNull();
  });

  test('weights of a model that was started apart', () => {
    const at = (cosine: number) => stateOf({ ...named(), likeness: [{ name: 'w', cosine }] }, 'base-likeness');
    expect([at(0.99), at(0.01)]).toEqual(['consistent', 'inconsistent']);
  });
});
