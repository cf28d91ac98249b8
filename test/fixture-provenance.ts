import { type FingerprintResult, NO_USAGE, TOOL, type TrainingResult, type Verification } from '../src/schema/index.ts';

const HEX = 'ab'.repeat(32);

/** A folder with a valid signature, and one fact that rests only on the supplier's word. */
export const VERIFIED: Verification = {
  schema: 'zenbun.verify/1',
  tool: TOOL,
  verdict: 'valid',
  subject: { kind: 'folder', path: 'model', sha256: HEX, files: 2, bytes: 2048 },
  policy: null,
  statements: [
    {
      path: 'model.sigstore.json',
      sha256: 'cd'.repeat(32),
      predicateType: 'https://model_signing/signature/v1.0',
      subjects: [{ name: 'model', sha256: HEX }],
      signedBy: [{ name: 'supplier.pub', fingerprint: 'ef'.repeat(32) }],
      at: null,
    },
  ],
  checks: [
    {
      check: 'signature',
      state: 'passed',
      path: 'model.sigstore.json',
      detail: { en: 'The signature fits the key supplier.pub.', ja: '署名は鍵 supplier.pub と一致します。' },
      expected: null,
      found: null,
    },
    {
      check: 'licence',
      state: 'claimed',
      path: 'model.sigstore.json',
      detail: { en: 'Licence: Apache-2.0.', ja: 'ライセンス：Apache-2.0。' },
      expected: null,
      found: null,
    },
  ],
};

/** The same, with a file that differs from the signed one. */
export const NOT_AS_SIGNED: Verification = {
  ...VERIFIED,
  verdict: 'invalid',
  checks: [
    ...VERIFIED.checks,
    {
      check: 'file-digest',
      state: 'failed',
      path: 'model.safetensors',
      detail: { en: 'The file is not as it was signed.', ja: 'ファイルが署名時と異なります。' },
      expected: HEX,
      found: 'ba'.repeat(32),
    },
  ],
};

/** The same, with a signature that matches no given key. */
export const UNVOUCHED: Verification = {
  ...VERIFIED,
  verdict: 'incomplete',
  statements: VERIFIED.statements.map((one) => ({ ...one, signedBy: [] })),
  checks: [
    {
      check: 'signature',
      state: 'not-checked',
      path: 'model.sigstore.json',
      detail: { en: 'No key was given.', ja: '鍵が指定されていません。' },
      expected: null,
      found: null,
    },
  ],
};

const trainingCheck = {
  check: 'steps-fit-rows',
  state: 'consistent',
  title: { en: 'Steps fit the rows', ja: '学習ステップ数と行数' },
  detail: { en: '300 steps for 800 rows and 3 epochs.', ja: '800 行・3 エポックに対して 300 ステップ。' },
  meaning: { en: 'Other rows were trained on.', ja: '別の行で学習した可能性があります。' },
  sources: ['trainer_state.json'],
  expected: '300',
  found: '300',
} as const;

/** A training history without contradictions, in which one check could not be made. */
export const TRAINED: TrainingResult = {
  schema: 'zenbun.training/1',
  tool: TOOL,
  verdict: 'pass',
  path: 'run',
  files: [
    { path: 'trainer_state.json', sha256: HEX, kind: 'trainer-state', unread: null },
    {
      path: 'training_args.bin',
      sha256: null,
      kind: null,
      unread: { en: 'Python pickles are not loaded.', ja: 'Python の pickle は読み込みません。' },
    },
  ],
  checks: [
    trainingCheck,
    {
      ...trainingCheck,
      check: 'data-digest',
      state: 'cannot-tell',
      title: { en: 'Data as attested', ja: '申告どおりのデータ' },
      expected: null,
      found: null,
    },
  ],
};

/** The same, with more steps than the rows require. */
export const TRAINED_LONGER: TrainingResult = {
  ...TRAINED,
  verdict: 'block',
  checks: [
    {
      ...trainingCheck,
      state: 'inconsistent',
      detail: { en: '300 steps were expected, 340 were made.', ja: '300 ステップのはずが、340 ステップでした。' },
      found: '340',
    },
    ...TRAINED.checks,
  ],
};

/** A check against a reference that found no difference beyond the margin. */
export const SAME_MODEL: FingerprintResult = {
  schema: 'zenbun.fingerprint/1',
  tool: TOOL,
  decision: 'same-within-margin',
  model: 'http://127.0.0.1:8000/v1#tuned',
  servedModel: 'tuned',
  method: 'logprob',
  reference: { path: 'approved.json', sha256: HEX, at: '2026-11-20T09:00:00.000Z', model: 'tuned', digest: null },
  alpha: 0.01,
  nth: null,
  margin: 0.05,
  floor: 0.005,
  noise: 0.001,
  difference: 0.004,
  interval: [0, 0.02],
  pValue: 0.61,
  eValue: null,
  requests: { reference: 50, check: 10 },
  differing: [],
  notes: [],
  cost: NO_USAGE,
};

export const OTHER_MODEL: FingerprintResult = {
  ...SAME_MODEL,
  decision: 'differs',
  difference: 0.41,
  interval: [0.3, 0.5],
  pValue: 0.0001,
  differing: [{ prompt: 'x', before: 'The -0.21', now: 'The -1.04' }],
};
