import type { TensorEntry } from '../../training-record.ts';
import type { CheckedRun } from '../checked-run.ts';
import {
  type CheckOutcome,
  cannotTell,
  consistent,
  inconsistent,
  type TrainingCheckUnit,
} from '../training-check-unit.ts';
import { adapterParts, finalTensors, isVocabulary, lowRankModule, plainModule } from '../weights/tensor-names.ts';

/**
 * Compares the shapes of the trained tensors with those of the base: whole tensors by name, adapters by the module they
 * belong to.
 */
export const baseShapes: TrainingCheckUnit = {
  check: 'base-shapes',
  question: 'base',
  title: { en: 'Tensors fit the base model', ja: 'テンソルの形状とベースモデル' },
  meaning: {
    en: 'The trained tensors do not fit the base model that was given: the run started from another model.',
    ja: '学習後のテンソルは、渡されたベースモデルと形状が合いません。別のモデルから学習されています。',
  },
  look: lookAtShapes,
};

function lookAtShapes(run: CheckedRun): CheckOutcome {
  const { base, records } = run.history;
  if (base === null || base.tensors.length === 0)
    return cannotTell({
      en: 'The base model is not at hand: give its folder with --base.',
      ja: 'ベースモデルがありません。--base でフォルダーを指定してください。',
    });
  const tuned = finalTensors(records);
  if (tuned.length === 0)
    return cannotTell({ en: 'No weights of the run in safetensors.', ja: '学習後の重み（safetensors）がありません。' });
  const byName = new Map(base.tensors.map((tensor) => [plainModule(tensor.name), tensor]));
  const parts = adapterParts(tuned);
  const sources = ['--base', ...tuned.map(({ file }) => file)];
  const layers = layersOf(base.tensors);
  let fitting = 0;
  for (const tensor of tuned) {
    const expected = expectedShape(tensor, byName);
    // Heads that are tied in the base, new heads and other libraries' names need no counterpart; a further layer does.
    if (expected === null && (parts.has(tensor.name) || !isBeyond(tensor.name, layers))) continue;
    const found = tensor.shape.join('×');
    const shown = expected?.shape.join('×') ?? '–';
    const detail = {
      en: `${tensor.name} is ${found}; the base model has ${shown}.`,
      ja: `${tensor.name} の形状は ${found}、ベースモデルでは ${shown} です。`,
    };
    if (expected === null || !expected.isFit) return inconsistent(detail, { expected: shown, found, sources });
    fitting++;
  }
  if (fitting === 0)
    return cannotTell(
      {
        en: 'No tensor could be matched with one of the base model.',
        ja: 'ベースモデルと対応するテンソルがありません。',
      },
      sources,
    );
  const all = tuned.length;
  return consistent(
    {
      en: `${fitting} of ${all} tensors fit the base model.`,
      ja: `${all} 件中 ${fitting} 件のテンソルがベースモデルと合います。`,
    },
    { expected: all, found: fitting, sources },
  );
}

const LAYER = /(?:^|\.)(?:layers|h|blocks?)\.(\d+)\./;

/** Counts the layers by the numbers in names. */
const layersOf = (tensors: readonly TensorEntry[]): number =>
  tensors.reduce((most, { name }) => Math.max(most, Number(LAYER.exec(name)?.[1] ?? -1) + 1), 0);

const isBeyond = (name: string, layers: number): boolean => layers > 0 && Number(LAYER.exec(name)?.[1] ?? -1) >= layers;

/**
 * Returns null if the base has no such module, or if the tensor is of a kind of adapter whose shape says nothing.
 * Vocabularies may grow.
 */
function expectedShape(
  tensor: TensorEntry,
  base: ReadonlyMap<string, TensorEntry>,
): { shape: readonly number[]; isFit: boolean } | null {
  const part = lowRankModule(tensor.name);
  if (part !== null) {
    const whole = base.get(part.module);
    if (whole === undefined) return null;
    // LoRA's A is [rank × inputs], B [outputs × rank]; a base stored in 4 bits or as inputs × outputs fits the other
    // way round or not at all.
    const side = part.side === 'a' ? tensor.shape.at(-1) : tensor.shape[0];
    // Only weights stored as plain numbers keep their shape, and rows may have been added to a vocabulary.
    const isPacked = !/^(?:F|BF)/.test(whole.dtype) || isVocabulary(tensor.name);
    return { shape: whole.shape, isFit: isPacked || whole.shape.some((one) => one === side) };
  }
  const whole = base.get(plainModule(tensor.name));
  if (whole === undefined) return null;
  const isFit =
    !/^(?:F|BF)/.test(whole.dtype) ||
    (whole.shape.length === tensor.shape.length &&
      whole.shape.every((length, i) => length === tensor.shape[i] || (isVocabulary(tensor.name) && i === 0)));
  return { shape: whole.shape, isFit };
}
