import type { TensorEntry, TensorLikeness } from '../../training-record.ts';
import type { CheckedRun } from '../checked-run.ts';
import {
  type CheckOutcome,
  cannotTell,
  consistent,
  doubtful,
  inconsistent,
  type TrainingCheckUnit,
} from '../training-check-unit.ts';
import { finalTensors, isTarget, isUntriedPattern, isVocabulary, isWithin, plainModule } from './tensor-names.ts';

/** Compares digests of whole tensors, base against tuned: what is not declared as trained must have the same bytes. */
export const changedWeights: TrainingCheckUnit = {
  check: 'changed-weights',
  question: 'weights',
  title: { en: 'Weights outside the declared modules unchanged', ja: '宣言外の重みの変更' },
  meaning: {
    en: 'Weights that the declared training cannot have moved are not those of the base model: another base, another training, or weights edited afterwards.',
    ja: '宣言された学習では変わらないはずの重みが、ベースモデルと異なります。別のベースモデル、別の学習、または後からの書き換えが考えられます。',
  },
  look: lookAtWeights,
};

/** Kinds of adapters that change the modules they name, and nothing else. */
const PEFT = /lora|ia3|loha|lokr|oft|vera|dora|fourierft/i;

const isResized = (now: TensorEntry, was: TensorEntry): boolean =>
  isVocabulary(now.name) && now.shape[0] !== was.shape[0];

/**
 * The 1 - cosine that a 16-bit type loses by being saved via another type; training that changes a hundredth of the
 * values is far above it.
 */
const STORED_ANEW = 1e-9;

function isOnlyStoredAnew(names: readonly string[], likeness: readonly TensorLikeness[]): boolean {
  const known = new Map(likeness.map(({ name, cosine }) => [name, cosine]));
  const cosines = names.flatMap((name) => known.get(name) ?? []);
  return cosines.length > 0 && cosines.every((cosine) => cosine >= 1 - STORED_ANEW);
}

function lookAtWeights(run: CheckedRun): CheckOutcome {
  const { base, records } = run.history;
  if (base === null || !base.tensors.some(({ sha256 }) => sha256 !== null))
    return cannotTell({
      en: 'The base model is not at hand: give its folder with --base.',
      ja: 'ベースモデルがありません。--base でフォルダーを指定してください。',
    });
  const before = new Map(base.tensors.map((tensor) => [plainModule(tensor.name), tensor]));
  const tuned = finalTensors(records);
  const pairs = tuned.flatMap((now) => {
    const was = before.get(plainModule(now.name));
    return was === undefined ||
      was.sha256 === null ||
      now.sha256 === null ||
      was.dtype !== now.dtype ||
      isResized(now, was)
      ? []
      : [{ now, was }];
  });
  if (pairs.length === 0)
    return cannotTell({
      en: 'The run has no whole tensors that the base model has too, in the same type.',
      ja: 'ベースモデルと同じ型で比較できるテンソルがありません。',
    });
  const declared = run.adapter?.value;
  const sources = ['--base', ...pairs.map(({ now }) => now.file), ...(run.adapter ? [run.adapter.source] : [])];
  const changed = pairs.filter(({ now, was }) => now.sha256 !== was.sha256);
  const allowed = declared === undefined ? [] : [...declared.targetModules, ...declared.savedModules];
  if (declared === undefined || (declared.kind === 'full' && allowed.length === 0))
    return changed.length === 0
      ? (pairs.length === tuned.length ? inconsistent : doubtful)(
          {
            en: `All ${pairs.length} tensors are those of the base model: nothing was trained.`,
            ja: `${pairs.length} 件のテンソルはすべてベースモデルと同じです。学習されていません。`,
          },
          { expected: '> 0', found: 0, sources },
        )
      : cannotTell(
          {
            en: `${changed.length} of ${pairs.length} tensors changed; no file declares which may.`,
            ja: `${pairs.length} 件中 ${changed.length} 件のテンソルが変わっています。変更してよい範囲の宣言がありません。`,
          },
          sources,
        );
  if (allowed.includes('all-linear'))
    return cannotTell(
      {
        en: 'All linear modules are declared; names do not tell which are.',
        ja: '全線形層（all-linear）の宣言です。名称だけでは対象を判別できません。',
      },
      sources,
    );
  if (isUntriedPattern(declared.targetModules) || !PEFT.test(declared.kind))
    return cannotTell(
      {
        en: `Which tensors may change is declared in a way that is not known here (${declared.kind}).`,
        ja: `変更してよいテンソルの宣言の形式に対応していません（${declared.kind}）。`,
      },
      sources,
    );
  const outside = changed.filter(({ now: { name } }) => {
    const module = plainModule(name);
    return (
      !isTarget(module, declared.targetModules) &&
      !isTarget(module, allowed) &&
      !isWithin(module, declared.savedModules)
    );
  });
  const expected = allowed.slice(0, 8).join(', ');
  if (outside.length > 0) {
    const found = plainModule(outside[0]!.now.name);
    const names = outside.map(({ now: { name } }) => name);
    const isHarmless = isOnlyStoredAnew(names, run.history.likeness ?? []);
    return (isHarmless ? doubtful : inconsistent)(
      {
        en: `${outside.length} tensors outside ${expected} differ from the base model, ${found} first.`,
        ja: `${expected} 以外の ${outside.length} 件のテンソルがベースモデルと異なります（先頭：${found}）。`,
      },
      { expected, found, sources },
    );
  }
  const same = pairs.length - changed.length;
  return consistent(
    {
      en: `${changed.length} tensors changed, all in ${expected}; ${same} are those of the base model.`,
      ja: `変更は ${changed.length} 件で、すべて ${expected} の範囲内です。${same} 件はベースモデルと同じです。`,
    },
    { expected, found: `${changed.length}`, sources },
  );
}
