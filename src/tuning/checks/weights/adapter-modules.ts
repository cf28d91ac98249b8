import type { CheckedRun } from '../checked-run.ts';
import {
  type CheckOutcome,
  cannotTell,
  consistent,
  doubtful,
  inconsistent,
  type TrainingCheckUnit,
} from '../training-check-unit.ts';
import {
  adapterParts,
  finalTensors,
  isTarget,
  isUntriedPattern,
  isVocabulary,
  isWithin,
  lowRankModule,
  moduleOfPart,
} from './tensor-names.ts';

/** Compares the modules for which the adapter's file has tensors with those that it declares, and the rank. */
export const adapterModules: TrainingCheckUnit = {
  check: 'adapter-modules',
  question: 'weights',
  title: { en: 'Adapter changes declared modules only', ja: 'アダプターの対象モジュール' },
  meaning: {
    en: 'The adapter has weights for modules that it does not declare, or another rank: it was made by other settings, or something was added to the file.',
    ja: 'アダプターに、宣言にないモジュールの重みがあるか、ランクが異なります。別の設定で作成されたか、ファイルに追加があります。',
  },
  look: lookAtModules,
};

function lookAtModules(run: CheckedRun): CheckOutcome {
  const { adapter } = run;
  const tensors = finalTensors(run.history.records);
  const parts = adapterParts(tensors);
  if (adapter === null) return cannotTell({ en: 'No adapter is declared.', ja: 'アダプターの宣言がありません。' });
  if (parts.size === 0)
    return cannotTell(
      { en: 'No adapter in safetensors was found.', ja: 'アダプターの重み（safetensors）がありません。' },
      [adapter.source],
    );
  const { targetModules, savedModules, rank } = adapter.value;
  const sources = [adapter.source, ...tensors.map(({ file }) => file)];
  const declared = [...targetModules, ...savedModules];
  if (targetModules.length === 0 || isUntriedPattern(targetModules))
    return cannotTell(
      {
        en: 'The adapter does not name its modules, or names them by a pattern that is not tried here.',
        ja: 'アダプターの対象モジュールの記載がないか、対応していないパターンで記載されています。',
      },
      sources,
    );
  const isAll = targetModules.includes('all-linear');
  for (const { name, shape } of tensors) {
    const low = lowRankModule(name);
    const module = low?.module ?? moduleOfPart(name);
    // Added tokens, and parts that all modules share, belong to no module.
    if (module === '' || name.includes('token_adapter')) continue;
    const isDeclared = isAll
      ? low !== null || parts.has(name) || isWithin(module, savedModules)
      : isTarget(module, targetModules) || isTarget(module, declared) || isWithin(module, savedModules);
    const expected = declared.slice(0, 8).join(', ');
    // PEFT saves embeddings and head whole if the vocabulary was resized, whatever is declared.
    if (!isDeclared)
      return (low === null && isVocabulary(`${module}.`) ? doubtful : inconsistent)(
        {
          en: `The file has weights for ${module}; declared are ${expected}.`,
          ja: `ファイルに ${module} の重みがありますが、宣言は ${expected} です。`,
        },
        { expected, found: module, sources },
      );
    const found = low === null ? null : low.side === 'a' ? shape[0] : shape.at(-1);
    // Rank patterns by module are not part of the declaration, so another rank is only reported if all tensors have the
    // same one.
    if (
      rank !== null &&
      found !== null &&
      found !== undefined &&
      found !== rank &&
      allRanks(tensors).size === 1 &&
      !(/experts/.test(module) && found % rank === 0)
    )
      return inconsistent(
        {
          en: `Rank ${rank} is declared; the tensors have ${found}.`,
          ja: `宣言のランクは ${rank}、テンソルのランクは ${found} です。`,
        },
        { expected: rank, found, sources },
      );
  }
  return consistent(
    {
      en: `All ${tensors.length} tensors belong to declared modules.`,
      ja: `${tensors.length} 件のテンソルはすべて宣言されたモジュールのものです。`,
    },
    { expected: declared.slice(0, 8).join(', '), found: `${tensors.length}`, sources },
  );
}

const allRanks = (tensors: ReturnType<typeof finalTensors>): ReadonlySet<number> =>
  new Set(
    tensors.flatMap(({ name, shape }) => {
      const low = lowRankModule(name);
      const rank = low === null ? undefined : low.side === 'a' ? shape[0] : shape.at(-1);
      return rank === undefined ? [] : [rank];
    }),
  );
