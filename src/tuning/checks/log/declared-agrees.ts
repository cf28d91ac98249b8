import type { DeclaredRun } from '../../training-record.ts';
import { type CheckedRun, STATEMENT_SOURCE } from '../checked-run.ts';
import { plainScheduler } from '../schedule/schedules.ts';
import {
  type CheckOutcome,
  cannotTell,
  consistent,
  doubtful,
  inconsistent,
  type TrainingCheckUnit,
} from '../training-check-unit.ts';

/** Compares what statements, configurations and the trainer's own arguments declare. */
export const declaredAgrees: TrainingCheckUnit = {
  check: 'declared-agrees',
  question: 'log',
  title: { en: 'Declared settings agree', ja: '宣言された設定の一致' },
  meaning: {
    en: 'Two places declare different settings for one run: it was not made as one of them says.',
    ja: '同じ学習について、異なる設定が宣言されています。少なくとも一方は実際の学習と異なります。',
  },
  look: lookAtSettings,
};

/** Settings that a trainer keeps as given, so that two different values are a contradiction. */
const COMPARED = [
  'epochs',
  'deviceBatch',
  'accumulation',
  'totalBatch',
  'learningRate',
  'scheduler',
  'warmupSteps',
  'warmupRatio',
  'seed',
  'isPacked',
] as const satisfies readonly (keyof DeclaredRun)[];

function lookAtSettings(run: CheckedRun): CheckOutcome {
  const ofCheckpoints = new Set(run.logs.slice(1).map(({ path }) => path));
  const ofTrainer = new Set(run.logs.map(({ path }) => path));
  let both = 0;
  const sources = new Set<string>();
  for (const setting of COMPARED) {
    if (setting === 'epochs' && run.setSteps !== null) continue;
    // A checkpoint keeps the settings from before a run was resumed, and a stream has no length in epochs.
    const [first, ...others] = run
      .said(setting)
      .filter(
        ({ source, value }) => !ofCheckpoints.has(source) && !(setting === 'epochs' && run.isStreamed && value !== 0),
      );
    if (first === undefined) continue;
    for (const other of others) {
      both++;
      sources.add(first.source).add(other.source);
      const [expected, found] = [first, other].map(({ value }) =>
        setting === 'scheduler' ? plainScheduler(String(value)) : String(value),
      ) as [string, string];
      const isAlike =
        Number.isFinite(Number(expected)) && Number.isFinite(Number(found))
          ? Math.abs(Number(expected) - Number(found)) <= 1e-9 + 1e-6 * Math.abs(Number(expected))
          : expected === found;
      // A trainer rounds epochs up if steps were set, and knows about devices what a configuration does not.
      const isRounded = setting === 'epochs' && Math.ceil(Number(expected)) === Number(found);
      const isByDevices =
        setting === 'deviceBatch' && other.source === run.log?.path && Number(found) % Number(expected) === 0;
      if (isAlike || isRounded || isByDevices) continue;
      const [one, two] = [first.source, other.source];
      // If a folder holds several configurations, it is unknown which one was used.
      const isOfTwoFiles = first.source !== STATEMENT_SOURCE && !ofTrainer.has(other.source);
      return (isOfTwoFiles ? doubtful : inconsistent)(
        {
          en: `${setting} is ${expected} in ${one} and ${found} in ${two}.`,
          ja: `${setting} は ${one} では ${expected}、${two} では ${found} です。`,
        },
        { expected, found, sources: [one, two] },
      );
    }
  }
  if (both === 0)
    return cannotTell({ en: 'No setting is declared in two places.', ja: '2 か所以上で宣言された設定がありません。' });
  return consistent(
    {
      en: `${both} settings that are declared more than once agree.`,
      ja: `複数か所で宣言された ${both} 件の設定が一致しています。`,
    },
    { expected: both, found: both, sources: [...sources] },
  );
}
