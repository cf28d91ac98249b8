import { excerpt, percent } from '../../report/index.ts';
import {
  type Comparison,
  type Evidence,
  evidenceOf,
  type LedgerSummary,
  type LoggedRollout,
  TOOL,
} from '../../schema/index.ts';
import type { EvidenceFilling } from './checklist-entry.ts';
import { gravest, type ResultFilling, referencesTo } from './fill-from.ts';
import { ofVerifiedLog } from './read-ledger.ts';

/**
 * Returns the last rollout of each model, in the order in which the models first appear in the log. Earlier rollouts
 * are history.
 */
function lastRollouts({ rollouts }: LedgerSummary): readonly LoggedRollout[] {
  const last = new Map<string, LoggedRollout>();
  for (const one of rollouts) if (one.steps.length > 0) last.set(one.model, one);
  return [...last.values()];
}

const NO_ROLLOUT: ResultFilling = {
  state: 'open',
  note: { en: 'The log records no rollout.', ja: '証跡に段階的な導入の記録はありません。' },
};

const startsOf = (rollouts: readonly LoggedRollout[]): number[] => rollouts.map(({ steps }) => steps[0]!.index);
const modelsOf = (rollouts: readonly LoggedRollout[]): string => rollouts.map(({ model }) => model).join(', ');

const stagesOf = ({ steps }: LoggedRollout): number => Math.max(0, ...steps.map(({ stage }) => stage?.of ?? 0));

/** Reports whether models went live in stages. */
export const rolloutStaged = ofVerifiedLog((log) => {
  const rollouts = lastRollouts(log);
  if (rollouts.length === 0) return NO_ROLLOUT;
  const atOnce = rollouts.filter((one) => stagesOf(one) === 1);
  if (atOnce.length > 0) {
    const models = modelsOf(atOnce);
    return {
      state: 'lacking',
      note: { en: `One stage only: ${models}.`, ja: `段階が 1 つだけです：${models}。` },
      records: startsOf(atOnce),
    };
  }
  const untold = rollouts.filter((one) => stagesOf(one) === 0);
  if (untold.length > 0) {
    const models = modelsOf(untold);
    return {
      state: 'open',
      note: { en: `The log does not tell the stages of ${models}.`, ja: `証跡から段階が分かりません：${models}。` },
      records: startsOf(untold),
    };
  }
  const plans = rollouts.map((one) => `${one.model} (${stagesOf(one)})`).join(', ');
  return {
    state: 'confirmed',
    note: { en: `Stages planned: ${plans}.`, ja: `段階の計画あり（段階数）：${plans}。` },
    records: startsOf(rollouts),
  };
});

const isShare = (value: number): boolean => value > 0 && value < 1;

/** Reports whether it is on record how often the evidence may decide wrongly. */
export const errorRatesStated = ofVerifiedLog((log) => {
  const rollouts = lastRollouts(log);
  if (rollouts.length === 0) return NO_ROLLOUT;
  const without = rollouts.filter(({ alpha, beta }) => !isShare(alpha) || !isShare(beta));
  if (without.length > 0) {
    const models = modelsOf(without);
    return {
      state: 'lacking',
      note: { en: `No error rates on record: ${models}.`, ja: `誤りの確率の記録がありません：${models}。` },
      records: startsOf(without),
    };
  }
  const alpha = percent(Math.max(...rollouts.map((one) => one.alpha)));
  const beta = percent(Math.max(...rollouts.map((one) => one.beta)));
  return {
    state: 'confirmed',
    note: {
      en: `A sound model is rolled back on the evidence with a probability of at most ${alpha}; a worse one goes on with at most ${beta}.`,
      ja: `問題のないモデルが証拠に基づいて切り戻される確率は最大 ${alpha}、悪化したモデルが先へ進む確率は最大 ${beta} です。`,
    },
    records: startsOf(rollouts),
  };
});

/** Maximum number of changes that are described. */
const MAX_CHANGES = 5;

/**
 * Reports whether the changes of a rollout have a name and a reason. Only people can tell whether the name is a
 * person's and the reason is true.
 */
export const changesAccounted = ofVerifiedLog(({ rollouts }) => {
  const steps = rollouts.flatMap((one) => one.steps);
  if (steps.length === 0) return NO_ROLLOUT;
  const byPeople = steps.filter(({ by }) => by !== TOOL.name);
  const silent = byPeople.filter(({ by, reason }) => by.trim() === '' || reason.trim() === '');
  const [all, without] = [byPeople.length, silent.length];
  if (without > 0) {
    return {
      state: 'lacking',
      note: {
        en: `Changes without a name or a reason: ${without} of ${all}.`,
        ja: `人による変更 ${all} 件のうち ${without} 件に、名前または理由がありません。`,
      },
      records: silent.map(({ index }) => index),
    };
  }
  if (all === 0)
    return {
      state: 'open',
      note: { en: 'The log records no change by a person.', ja: '人による変更の記録はありません。' },
    };
  const more = all > MAX_CHANGES;
  const told = byPeople
    .slice(0, MAX_CHANGES)
    .map(({ by, reason, index }) => `${excerpt(by, 60)}: "${excerpt(reason, 80)}" (#${index})`)
    .join('; ');
  return {
    state: 'open',
    note: {
      en: `Recorded names and reasons: ${told}${more ? '; …' : ''}. A program cannot tell whether these are people and their reasons; somebody has to confirm it.`,
      ja: `記録された名前と理由：${told}${more ? '; …' : ''}。実在の担当者と実際の理由かどうかはプログラムでは分からないため、人による確認が必要です。`,
    },
    records: byPeople.map(({ index }) => index),
  };
});

/** Reports whether a rollback was carried out at least once, for real or in a drill. */
export const wayBackTaken = ofVerifiedLog(({ rollouts, drills, records }) => {
  if (records === 0) return null;
  const back = [...rollouts, ...drills].flatMap(({ model, steps }) =>
    steps.filter(({ action }) => action === 'rollback').map((step) => ({ ...step, model })),
  );
  const last = back.reduce<(typeof back)[number] | undefined>(
    (latest, step) => (latest === undefined || step.index > latest.index ? step : latest),
    undefined,
  );
  if (last === undefined) {
    return {
      state: 'open',
      note: {
        en: 'The log records no rollback and no drill.',
        ja: '証跡に、切り戻しや訓練の記録はありません。',
      },
    };
  }
  const [day, what] = [last.time.slice(0, 10), last.model];
  return {
    state: 'confirmed',
    note: { en: `Last rollback: ${day} (${what}).`, ja: `最後の切り戻し：${day}（${what}）。` },
    records: [last.index],
  };
});

/**
 * Reports whether the weights being rolled out are those that a comparison found to be not worse; null unless there are
 * both a comparison and a ledger.
 */
export function comparedIsServed(evidence: readonly Evidence[]): EvidenceFilling | null {
  const comparisons = evidenceOf(evidence, 'comparison');
  const sound = comparisons.filter(({ result }) => isNotWorse(result));
  const compared = new Map(sound.map((one) => [one.result.run.digests.after?.trim() ?? '', one]));
  if (comparisons.length === 0) return null;
  const read = ofVerifiedLog((log) => {
    const served = lastRollouts(log).filter(({ state }) => state !== 'rolled-back');
    if (served.length === 0) return null;
    const other = served.filter(({ canary }) => canary.digest === null || !compared.has(canary.digest.trim()));
    const models = modelsOf(other.length > 0 ? other : served);
    return other.length > 0
      ? {
          state: 'lacking',
          note: {
            en: `No comparison given here found these weights not worse: ${models}.`,
            ja: `次のモデルの重みを「悪化なし」と判定した比較が、指定された結果にありません：${models}。`,
          },
          records: startsOf(other),
        }
      : {
          state: 'confirmed',
          note: {
            en: `The digests are those of a comparison with the result "not worse": ${models}.`,
            ja: `「悪化なし」と判定された比較のダイジェストと一致します：${models}。`,
          },
          records: startsOf(served),
        };
  });
  return gravest(
    evidenceOf(evidence, 'ledger').map((one) => {
      const found = read(one.result);
      if (found === null) return null;
      const beside = found.state === 'confirmed' ? [...compared.values()].flatMap((by) => referencesTo(by)) : [];
      return { state: found.state, note: found.note, evidence: [...referencesTo(one, found.records), ...beside] };
    }),
  );
}

function isNotWorse({ decision, paired, saturated, run }: Comparison): boolean {
  const after = run.digests.after?.trim() ?? '';
  return decision === 'not-worse' && paired.asked > 0 && saturated === null && after !== '';
}
