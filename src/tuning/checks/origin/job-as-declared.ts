import { type CheckedRun, firstSaid } from '../checked-run.ts';
import { hasFailed, hostedJobs } from '../hosted-jobs.ts';
import {
  type CheckOutcome,
  cannotTell,
  consistent,
  inconsistent,
  type TrainingCheckUnit,
} from '../training-check-unit.ts';

/**
 * Compares the job object of a hosted trainer with what was declared: epochs and rows per step. Other checks cover base
 * and tokens.
 */
export const jobAsDeclared: TrainingCheckUnit = {
  check: 'job-as-declared',
  question: 'amount',
  title: { en: 'Hosted job as declared', ja: '宣言どおりのジョブ' },
  meaning: {
    en: 'The job at the provider ran with other settings than declared, or did not succeed.',
    ja: 'プロバイダーのジョブが、宣言と異なる設定で実行されたか、成功していません。',
  },
  look(run: CheckedRun): CheckOutcome {
    const found = hostedJobs(run.history);
    // Lists of jobs also contain the attempts that failed before the one that counts.
    const made = found.filter(({ job }) => !hasFailed(job));
    const first = made[0] ?? found[0];
    if (first === undefined)
      return cannotTell({
        en: 'No job of a hosted trainer was found.',
        ja: 'ホスト型サービスのジョブの記録がありません。',
      });
    const { job, path } = first;
    const { id, status } = job;
    if (status !== null && hasFailed(job)) {
      return inconsistent(
        { en: `The job ${id} is ${status}.`, ja: `ジョブ ${id} の状態は ${status} です。` },
        { expected: 'succeeded', found: status, sources: [path] },
      );
    }
    const pairs = [
      ['epochs', firstSaid(run.said('epochs').filter(({ source }) => source !== path)), job.epochs],
      ['batch', firstSaid(run.said('totalBatch').filter(({ source }) => source !== path)), job.totalBatch],
    ] as const;
    if (made.length > 1)
      return cannotTell(
        {
          en: `${made.length} jobs were found; which one made the model is not said.`,
          ja: `ジョブが ${made.length} 件あり、どれがこのモデルのものか記載がありません。`,
        },
        made.map((one) => one.path),
      );
    const compared = pairs.flatMap(([setting, declared, own]) =>
      declared === null || own === null ? [] : [{ setting, declared, own }],
    );
    const wrong = compared.find(({ declared, own }) => declared.value !== own) ?? compared[0];
    if (wrong === undefined)
      return cannotTell(
        { en: 'Nothing is declared that the job could be compared with.', ja: 'ジョブと比較できる宣言がありません。' },
        [path],
      );
    const { setting, declared, own } = wrong;
    const detail = {
      en: `${setting} is declared as ${declared.value}; the job has ${own}.`,
      ja: `${setting} の宣言は ${declared.value}、ジョブの記録は ${own} です。`,
    };
    const values = { expected: declared.value, found: own, sources: [declared.source, path] };
    return declared.value === own ? consistent(detail, values) : inconsistent(detail, values);
  },
};
