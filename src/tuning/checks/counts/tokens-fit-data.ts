import { type CheckedRun, firstSaid } from '../checked-run.ts';
import {
  type CheckOutcome,
  cannotTell,
  consistent,
  doubtful,
  inconsistent,
  type TrainingCheckUnit,
} from '../training-check-unit.ts';
import { isOtherThanRows } from './steps-for-rows.ts';

/** Compares the trained tokens, as jobs and logs count them, with the data times epochs. */
export const tokensFitData: TrainingCheckUnit = {
  check: 'tokens-fit-data',
  question: 'amount',
  title: { en: 'Trained tokens fit the data', ja: '学習トークン数とデータ量' },
  meaning: {
    en: 'No tokenizer in use makes so many or so few tokens of these data: the job was given other data, or more epochs.',
    ja: '一般的なトークナイザーでは、このデータからこのトークン数にはなりません。別のデータ、または別のエポック数で学習されています。',
  },
  look: lookAtTokens,
};

function lookAtTokens(run: CheckedRun): CheckOutcome {
  const { data, records } = run.history;
  if (data.length === 0 || data.some(({ tokens }) => tokens === undefined))
    return cannotTell({
      en: 'The data are not at hand: give them with --data.',
      ja: '学習データがありません。--data で指定してください。',
    });
  const job = records
    .flatMap((record) => record.jobs.map((one) => ({ ...one, path: record.path })))
    .find(({ trainedTokens }) => trainedTokens !== null);
  const epochs = job?.epochs != null ? { value: job.epochs, source: job.path } : firstSaid(run.said('epochs'));
  const counted = job?.trainedTokens ?? run.log?.record.totals?.tokens ?? null;
  if (counted === null || counted === 0)
    return cannotTell({ en: 'No file counts trained tokens.', ja: '学習トークン数の記載がありません。' });
  if (epochs === null)
    return cannotTell({
      en: 'No file says how many epochs were trained.',
      ja: 'エポック数がどのファイルにも記載されていません。',
    });
  const low = Math.floor(epochs.value * data.reduce((sum, { tokens }) => sum + tokens![0], 0));
  const high = Math.ceil(epochs.value * data.reduce((sum, { tokens }) => sum + tokens![1], 0));
  const expected = `${low}–${high}`;
  const values = { expected, found: counted, sources: [job?.path ?? run.log!.path, ...data.map(({ path }) => path)] };
  const detail = {
    en: `The data make ${expected} tokens in ${epochs.value} epochs; ${counted} were counted.`,
    ja: `このデータは ${epochs.value} エポックで ${expected} トークンになりますが、記録は ${counted} トークンです。`,
  };
  // Rows that are cut, dropped or held out make fewer tokens. Trainers' logs count padding, up to the maximum length.
  const isCut = counted < low && run.said('maxLength').length > 0;
  if (isCut)
    return cannotTell(
      {
        en: `${counted} tokens are fewer than these data make (${expected}); rows may have been cut to the greatest length.`,
        ja: `${counted} トークンはこのデータの見積もり（${expected}）より少ない値です。最大長で切り詰められた可能性があります。`,
      },
      values.sources,
    );
  if (counted >= low && counted <= high) return consistent(detail, values);
  const longest = firstSaid(run.said('maxLength'))?.value ?? null;
  const padded = longest === null ? null : epochs.value * run.mostRows * (longest + 8);
  const isImpossible = counted > high && (job !== undefined || (padded !== null && counted > padded));
  return isImpossible && !isOtherThanRows(run) ? inconsistent(detail, values) : doubtful(detail, values);
}
