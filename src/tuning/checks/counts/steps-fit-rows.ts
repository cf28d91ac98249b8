import { type CheckedRun, firstSaid, type SaidValue } from '../checked-run.ts';
import {
  type CheckOutcome,
  cannotTell,
  consistent,
  doubtful,
  inconsistent,
  type TrainingCheckUnit,
} from '../training-check-unit.ts';
import { epochsReached, hostedEpochs } from './counted-epochs.ts';
import { factorThatFits, isOtherThanRows, OTHER_THAN_ROWS, stepSizeOf, stepsOfRun } from './steps-for-rows.ts';

/** Compares rows times epochs with steps times rows per step. */
export const stepsFitRows: TrainingCheckUnit = {
  check: 'steps-fit-rows',
  question: 'amount',
  title: { en: 'Steps fit the rows of the data', ja: 'ステップ数と学習データの行数' },
  meaning: {
    en:
      'More steps than the data need: other or more rows were trained, or more epochs than declared. Fewer: rows were held out, dropped for their ' +
      'length, or the data given here are not those of the run. Ask for the data and the configuration as they were used.',
    ja:
      'ステップ数が多い場合は、別のデータや追加の行が使われたか、宣言より多いエポック数で学習されています。少ない場合は、検証用に除いた行、長さで除外した行があるか、' +
      '渡されたデータが実際のものと異なります。実際に使ったデータと設定の提出を求めてください。',
  },
  look: lookAtSteps,
};

function lookAtSteps(run: CheckedRun): CheckOutcome {
  const { rows, steps } = run;
  const size = stepSizeOf(run);
  const epochs = epochsOf(run);
  if (rows === null) return cannotTell(NO_DATA);
  if (steps === null) return cannotTell(NO_LOG);
  if (size === null) return cannotTell(NO_BATCH, [steps.source]);
  if (epochs === null) return cannotTell(NO_EPOCHS, [steps.source]);
  const sources = [steps.source, epochs.source, ...size.sources, ...run.history.data.map(({ path }) => path)];
  if (run.isPacked) return cannotTell(PACKED, sources);
  if (isOtherThanRows(run)) return cannotTell(OTHER_THAN_ROWS, sources);
  const [low] = stepsOfRun(rows, epochs.value, size);
  const [, high] = stepsOfRun(run.mostRows, epochs.value, size);
  const found = steps.value;
  const expected = low === high ? String(low) : `${low}–${high}`;
  const { deviceBatch: batch, accumulation, devices } = size;
  const product = {
    en: `${rows} rows × ${epochs.value} epochs at ${batch} × ${accumulation} × ${devices} rows a step need ${expected} steps; the run had ${found}.`,
    ja: `${rows} 行 × ${epochs.value} エポック、1 ステップ ${batch} × ${accumulation} × ${devices} 行では ${expected} ステップが必要です。実際は ${found} ステップです。`,
  };
  if (found >= low && found <= high) return consistent(product, { expected, found, sources });
  if (found > high) return inconsistent(product, { expected, found, sources });
  // Rows held out for validation or dropped for their length make fewer steps, and so does a run that was stopped
  // early.
  const factor = size.isWhole ? null : factorThatFits(rows, epochs.value, size, found);
  if (factor === null) return doubtful(product, { expected, found, sources });
  return cannotTell(
    {
      en: `${found} steps fit ${rows} rows only if accumulation times devices is ${factor} times what is said (${accumulation} × ${devices}); a part of that is not said.`,
      ja: `${found} ステップが ${rows} 行と合うのは、勾配累積 × デバイス数が記載（${accumulation} × ${devices}）の ${factor} 倍の場合だけです。記載が足りません。`,
    },
    sources,
  );
}

/** Returns the declared epochs, or those of the log if a number of steps was set, since that overrides them. */
function epochsOf(run: CheckedRun): SaidValue<number> | null {
  const written = run.written('epochs');
  const isBySteps = run.setSteps !== null;
  if (!isBySteps && written.length > 0) return written[0]!;
  const reached = epochsReached(run);
  if (reached !== null && reached.value > 0) return reached;
  return isBySteps ? null : (firstSaid(run.said('epochs')) ?? hostedEpochs(run));
}

const NO_DATA = {
  en: 'The data are not at hand: give them with --data.',
  ja: '学習データがありません。--data で指定してください。',
};
const NO_LOG = {
  en: 'No log with steps was found.',
  ja: 'ステップを記録したログが見つかりません。',
};
const NO_BATCH = {
  en: 'No file says how many rows a step has.',
  ja: '1 ステップの行数がどのファイルにも記載されていません。',
};
const NO_EPOCHS = {
  en: 'No file says how many epochs were trained.',
  ja: 'エポック数がどのファイルにも記載されていません。',
};
const PACKED = {
  en: 'Rows were packed into common sequences, so steps do not follow from rows.',
  ja: '複数の行を 1 つの系列にまとめる設定（packing）のため、行数からステップ数は決まりません。',
};
