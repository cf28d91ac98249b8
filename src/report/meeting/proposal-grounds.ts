import type {
  Comparison,
  Evidence,
  FingerprintResult,
  LedgerSummary,
  LoggedAnswers,
  Message,
  ScanResult,
  TrainingResult,
  Verification,
} from '../../schema/index.ts';
import { evidenceOf } from '../../schema/index.ts';
import { points } from '../comparison/numbers.ts';
import { mostTelling } from '../comparison/verdict.ts';
import {
  most,
  worstComparison,
  worstFingerprint,
  worstLedger,
  worstScan,
  worstTraining,
  worstVerification,
  worstWatch,
} from '../given-evidence.ts';
import { NOTHING, say } from '../say.ts';
import { noneOr, partRead } from './in-words.ts';

/** Answers that people got from the new model, as counted by a log. */
export interface CanaryAnswers {
  readonly n: number;
  readonly refusedThenComplied: number;
  /** Answers in which text was held back. */
  readonly withheld: number;
}

/** Returns the counts of one log; null if it contains no answer of a canary. */
export function canaryAnswers({ models }: LedgerSummary): CanaryAnswers | null {
  const canary = models.filter(({ stage }) => stage === 'canary').map(({ answers }) => answers);
  const sum = (of: (answers: LoggedAnswers) => number) => canary.reduce((total, one) => total + of(one), 0);
  const n = sum((one) => one.n);
  if (n === 0) return null;
  return {
    n,
    refusedThenComplied: sum(({ outcomes }) => outcomes['refuse-then-comply']),
    withheld: sum(({ withheld }) => withheld),
  };
}

/**
 * Returns what a proposal rests on, with its numbers: the worst result of each kind, " Grounds: (1) …; (2) …." If
 * something speaks against going on, results that do not are left out.
 */
export function groundsOf(evidence: readonly Evidence[], isAllWell: boolean): Message {
  const [verification, training, fingerprint, scan, comparison, ledger, watch] = [
    worstVerification(evidence)?.result,
    worstTraining(evidence)?.result,
    worstFingerprint(evidence)?.result,
    worstScan(evidence)?.result,
    worstComparison(evidence)?.result,
    worstLedger(evidence)?.result,
    worstWatch(evidence)?.result,
  ];
  const canary = most(evidenceOf(evidence, 'ledger'), ({ result }) => canaryAnswers(result)?.n ?? 0);
  const told = <T>(one: T | undefined, isWell: (one: T) => boolean, words: (one: T) => Message): Message[] =>
    one === undefined || (isWell(one) && !isAllWell) ? [] : [words(one)];
  const grounds = [
    ...told(verification, ({ verdict }) => verdict === 'valid', ofVerification),
    ...told(training, ({ verdict }) => verdict === 'pass', ofTraining),
    ...told(
      fingerprint,
      ({ decision }) => decision === 'same-within-margin',
      ({ decision }) => FINGERPRINT[decision],
    ),
    ...told(scan, ({ verdict }) => verdict === 'pass', ofScan),
    ...told(comparison, ({ decision }) => decision === 'not-worse', ofComparison),
    ...(canary === undefined ? [] : [ofCanary(canaryAnswers(canary.result)!)]),
    ...told(ledger, ({ integrity }) => integrity.verdict === 'ok', ofLog),
    ...told(
      watch,
      ({ verdict }) => verdict === 'quiet',
      ({ verdict }) => WATCH[verdict],
    ),
  ];
  if (grounds.length === 0) return NOTHING;
  const numbered = (lang: 'en' | 'ja') =>
    grounds.map((one, i) => (grounds.length === 1 ? one[lang] : `${NUMBERS[lang][i]}${one[lang]}`));
  return { en: ` Grounds: ${numbered('en').join('; ')}.`, ja: `根拠は、${numbered('ja').join('、')}です。` };
}

const NUMBERS = {
  en: ['(1) ', '(2) ', '(3) ', '(4) ', '(5) ', '(6) ', '(7) ', '(8) '],
  ja: ['（1）', '（2）', '（3）', '（4）', '（5）', '（6）', '（7）', '（8）'],
} as const;

function ofVerification({ verdict, checks }: Verification): Message {
  const n = checks.filter(({ state }) => state === STATE_TOLD[verdict]).length;
  return say(VERIFICATION[verdict], { n });
}

const STATE_TOLD = { invalid: 'failed', incomplete: 'not-checked', valid: 'passed' } as const;

const VERIFICATION: Readonly<Record<Verification['verdict'], Message>> = {
  valid: {
    en: '{n} {n:check|checks} of signatures and files passed',
    ja: '署名とファイルの確認 {n} 件に合格したこと',
  },
  incomplete: {
    en: '{n} {n:check|checks} of origin could not be made',
    ja: '出所の確認のうち {n} 件が未実施であること',
  },
  invalid: {
    en: 'in {n} {n:check|checks}, what was supplied is not what was signed',
    ja: '提供されたものと署名されたものの不一致が {n} 件あること',
  },
};

function ofTraining({ verdict, checks }: TrainingResult): Message {
  const n = checks.filter(({ state }) => state === TRAINING_TOLD[verdict]).length;
  return say(TRAINING[verdict], { n });
}

const TRAINING_TOLD = { block: 'inconsistent', review: 'cannot-tell', pass: 'consistent' } as const;

const TRAINING: Readonly<Record<TrainingResult['verdict'], Message>> = {
  pass: {
    en: 'the training records fit what was declared in {n} {n:point|points}',
    ja: '学習の記録が {n} 項目で申告と一致したこと',
  },
  review: {
    en: '{n} {n:check|checks} of the training records could not be made',
    ja: '学習の記録の確認のうち {n} 件が未実施であること',
  },
  block: {
    en: 'the training records contradict what was declared in {n} {n:point|points}',
    ja: '学習の記録が {n} 項目で申告と矛盾していること',
  },
};

const FINGERPRINT: Readonly<Record<FingerprintResult['decision'], Message>> = {
  'same-within-margin': {
    en: 'the model in service answers like the approved one',
    ja: '稼働中のモデルの応答が承認済みのものと一致したこと',
  },
  undecided: {
    en: 'it is undecided whether the model in service is the approved one',
    ja: '稼働中のモデルが承認済みのものか判定できていないこと',
  },
  differs: {
    en: 'the model in service does not answer like the approved one',
    ja: '稼働中のモデルの応答が承認済みのものと異なること',
  },
};

function ofScan({ verdict, coverage, flagged }: ScanResult): Message {
  const { read, rows, enough } = coverage;
  return verdict === 'pass'
    ? say(
        {
          en: '{part} of the training data were checked, and nothing speaks against training',
          ja: '学習データ {part}を確認し、止めるべき問題は見つからなかったこと',
        },
        { part: partRead(coverage) },
      )
    : enough || flagged.rows > 0
      ? say(
          {
            en: '{flagged} of {read} {read:row|rows} of training data checked {flagged:is|are} suspect',
            ja: '確認した学習データ {read} 行のうち疑わしい行が {flagged} 行あること',
          },
          { flagged: flagged.rows, read },
        )
      : say(
          {
            en: 'too little of the training data could be read ({read} of {rows} {rows:row|rows}, and not every field or file)',
            ja: '学習データに読み取れていない部分が多いこと（{rows} 行のうち {read} 行。読み取れていない項目・ファイルもあり）',
          },
          { read, rows },
        );
}

function ofComparison(result: Comparison): Message {
  const { asked, tolerance } = result.paired;
  if (result.decision === 'undecided')
    return say(
      {
        en: 'after {asked} harmful test {asked:question|questions} it is undecided whether the model got worse',
        ja: '有害な質問 {asked} 問では悪化の有無を判定できていないこと',
      },
      { asked },
    );
  if (result.decision === 'not-worse')
    return say(
      {
        en: 'over {asked} harmful test {asked:question|questions}, the model did not get worse by {points} percentage {points:point|points} or more',
        ja: '有害な質問 {asked} 問の比較で {points} ポイント以上の悪化はないと判定されたこと',
      },
      { asked, points: points(tolerance) },
    );
  const { before, after } = mostTelling(result);
  return say(
    {
      en: 'the model now answers {ak} of {an} harmful test {an:question|questions}, and answered {bk} of {bn} before',
      ja: '有害な質問に応じた数が {bn} 問中 {bk} 問から {an} 問中 {ak} 問に増えたこと',
    },
    { bk: before.k, bn: before.n, ak: after.k, an: after.n },
  );
}

const ofCanary = ({ n, refusedThenComplied, withheld }: CanaryAnswers): Message =>
  say(
    {
      en: 'people got {n} {n:answer|answers} from the new model, of which {k} refused at first and then complied, and {w} had text held back',
      ja: '新しいモデルが利用者に {n} 件回答し、いったん断った後に応じた回答が {k} 件、本文を止めた回答が {w} 件あること',
    },
    { n, k: noneOr(refusedThenComplied), w: noneOr(withheld) },
  );

const ofLog = ({ integrity, records }: LedgerSummary): Message =>
  say(LOG[integrity.verdict], { records, problems: integrity.problems });

const LOG: Readonly<Record<LedgerSummary['integrity']['verdict'], Message>> = {
  ok: {
    en: 'the operation log ({records} {records:record|records}) shows no sign of a change',
    ja: '運用の証跡（記録 {records} 件）に改変の形跡がないこと',
  },
  unknown: {
    en: 'the operation log ({records} {records:record|records}) could not be verified in full',
    ja: '運用の証跡（記録 {records} 件）を完全には検証できていないこと',
  },
  broken: {
    en: 'the verification of the operation log found {problems} {problems:problem|problems}',
    ja: '運用の証跡の検証で問題が {problems} 件見つかったこと',
  },
};

const WATCH = {
  alarm: { en: 'monitoring raised an alarm', ja: '監視で警報が出たこと' },
  learning: { en: 'monitoring has seen too few answers to compare', ja: '監視の回答数が比較には足りないこと' },
  quiet: { en: 'monitoring saw no sign of a change', ja: '監視で変化の兆候が見つからなかったこと' },
} as const satisfies Record<string, Message>;
