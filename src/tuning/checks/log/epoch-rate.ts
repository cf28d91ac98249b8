import type { TrainingRecord } from '../../training-record.ts';
import type { CheckedRun } from '../checked-run.ts';
import {
  type CheckOutcome,
  cannotTell,
  consistent,
  inconsistent,
  type TrainingCheckUnit,
} from '../training-check-unit.ts';

/**
 * Checks that epochs grow with steps at one rate: a trainer divides steps by the length of its data, which does not
 * change within a run.
 */
export const epochRate: TrainingCheckUnit = {
  check: 'epoch-rate',
  question: 'log',
  title: { en: 'Epochs advance evenly', ja: 'エポックの進み方' },
  meaning: {
    en: 'From some step on an epoch has another number of steps: the data were exchanged during the run, or the log was put together from two runs.',
    ja: '途中から 1 エポックのステップ数が変わっています。学習中にデータが入れ替えられたか、2 つの学習のログがつなぎ合わされています。',
  },
  look: lookAtEpochs,
};

interface CountedEpoch {
  readonly step: number;
  readonly epoch: number;
}

/** Returns the counts of all lines and of the totals at the end, which are written separately. */
function countedIn({ steps, totals }: TrainingRecord): readonly CountedEpoch[] {
  return [...steps, { step: totals?.steps ?? null, epoch: totals?.epochs ?? null }].flatMap(({ step, epoch }) =>
    step === null || epoch === null ? [] : [{ step, epoch }],
  );
}

function lookAtEpochs({ log, isStreamed, isPacked }: CheckedRun): CheckOutcome {
  const known = (log?.steps ?? []).flatMap(({ step, epoch }) => (epoch === null ? [] : [{ step, epoch }]));
  const last = known.at(-1);
  if (log === null || last === undefined || known.length < 4 || last.epoch <= 0 || isStreamed)
    return cannotTell(
      { en: 'Too few lines count steps and epochs.', ja: 'ステップとエポックの両方を記録した行が足りません。' },
      log === null ? [] : [log.path],
    );
  const rate = last.epoch / last.step;
  // Two decimals; and at each end of a pass, the rest of an accumulation may be dropped or make a step of its own.
  const slack = 0.011 + Math.max(rate, 0.5 * rate * Math.ceil(last.epoch));
  for (const { step, epoch } of countedIn(log.record)) {
    const expected = rate * step;
    // The number of sequences into which packing turns the rows is only a guess, pass by pass.
    if (Math.abs(epoch - expected) <= slack + (isPacked ? 0.05 * last.epoch : 0)) continue;
    const shown = Number(expected.toPrecision(4));
    return inconsistent(
      {
        en: `At step ${step} the log is at epoch ${epoch}; evenly it would be ${shown}.`,
        ja: `ステップ ${step} でエポック ${epoch} と記録されていますが、均等に進めば ${shown} です。`,
      },
      { expected: shown, found: epoch, sources: [log.path] },
    );
  }
  const pass = Number((1 / rate).toPrecision(4));
  return consistent(
    { en: `Every epoch has about ${pass} steps.`, ja: `1 エポックは一貫して約 ${pass} ステップです。` },
    { expected: pass, found: pass, sources: [log.path] },
  );
}
