import type { CheckedRun } from '../checked-run.ts';
import {
  type CheckOutcome,
  cannotTell,
  consistent,
  inconsistent,
  type TrainingCheckUnit,
} from '../training-check-unit.ts';
import { finalTensors, isTarget, plainModule } from './tensor-names.ts';

/** Digests of whole tensors, base against tuned: what is not declared as trained must be the same bytes. */
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

function lookAtWeights(run: CheckedRun): CheckOutcome {
  const { base, records } = run.history;
  if (base === null || !base.tensors.some(({ sha256 }) => sha256 !== null))
    return cannotTell({
      en: 'The base model is not at hand: give its folder with --base.',
      ja: 'ベースモデルがありません。--base でフォルダーを指定してください。',
    });
  const before = new Map(base.tensors.map((tensor) => [plainModule(tensor.name), tensor]));
  const pairs = finalTensors(records).flatMap((now) => {
    const was = before.get(plainModule(now.name));
    return was === undefined || was.sha256 === null || now.sha256 === null || was.dtype !== now.dtype
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
  const isFull = declared === undefined || declared.kind === 'full';
  const allowed = declared === undefined ? [] : [...declared.targetModules, ...declared.savedModules];
  if (isFull && allowed.length === 0)
    return changed.length === 0
      ? inconsistent(
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
  const outside = changed.filter(({ now }) => !isTarget(plainModule(now.name), allowed));
  const expected = allowed.slice(0, 8).join(', ');
  if (outside.length > 0) {
    const found = plainModule(outside[0]!.now.name);
    return inconsistent(
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
