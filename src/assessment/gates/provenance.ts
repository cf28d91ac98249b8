import { chanceInWords, grouped } from '../../report/index.ts';
import {
  counted,
  type Evidence,
  type EvidenceOf,
  evidenceOf,
  type GateState,
  type Message,
} from '../../schema/index.ts';
import { worstState } from '../gate-state.ts';
import { joined, named } from '../in-words.ts';
import { type GateReading, notChecked } from './gate-reading.ts';

type VerifiedEvidence = EvidenceOf<'verification'>;
type TrainedEvidence = EvidenceOf<'training'>;
type Fingerprinted = EvidenceOf<'fingerprint'>;

/** The reading of one result: its state, and a sentence on it. */
interface OriginReading {
  readonly state: GateState;
  readonly because: Message;
  readonly errorRate: Message;
}

/** Maximum number of titles in a sentence. */
const MAX_TITLES = 2;

const STATES = {
  valid: 'pass',
  incomplete: 'review',
  invalid: 'block',
  'same-within-margin': 'pass',
  undecided: 'review',
  differs: 'block',
} as const satisfies Record<string, GateState>;

const NO_SIGNATURES: Message = {
  en: 'Nobody has checked where the training data and the original model came from.',
  ja: '学習データと元のモデルの出所は、まだ確認していません。',
};

/**
 * Reads the provenance gate: signatures and digests, the training history, and whether the model in service is the
 * approved one. It passes only if there is a verification: a consistent history says nothing about who supplied what.
 */
export function provenanceGate(evidence: readonly Evidence[]): GateReading {
  const verified = evidenceOf(evidence, 'verification');
  const trained = evidenceOf(evidence, 'training');
  const compared = evidenceOf(evidence, 'fingerprint');
  const said: OriginReading[] = [
    ...verified.map(ofVerification),
    ...trained.map(ofTraining),
    ...compared.map(ofFingerprint),
  ];
  if (said.length === 0) return notChecked(NO_SIGNATURES);
  const worst = worstState(said.map(({ state }) => state));
  const first = said.find(({ state }) => state === worst)!;
  const isUnsigned = verified.length === 0 && worst === 'pass';
  return {
    state: isUnsigned ? 'review' : worst,
    because: isUnsigned ? together(first.because, NO_SIGNATURES) : first.because,
    errorRate: first.errorRate,
    evidence: [...verified, ...trained, ...compared].map(({ source }) => source.id),
    unchecked: [
      ...(verified.length === 0 ? [NO_SIGNATURES] : verified.flatMap((one) => [...uncheckedOf(one)])),
      ...trained.flatMap((one) => [...untoldOf(one)]),
    ],
  };
}

const together = (a: Message, b: Message): Message => ({ en: `${a.en} ${b.en}`, ja: `${a.ja}${b.ja}` });

const SIGNATURES_PROVE_WHO: Message = {
  en: 'A signature shows who vouches for what, not that what they say is true.',
  ja: '署名で分かるのは「誰が保証したか」までで、申告の内容が正しいことの証明ではありません。',
};

function ofVerification({ result: { verdict, checks }, source: { id } }: VerifiedEvidence): OriginReading {
  const failed = checks.filter(({ state }) => state === 'failed');
  const passed = grouped(checks.filter(({ state }) => state === 'passed').length);
  const open = checks.filter(({ state }) => state === 'not-checked').length;
  const because: Record<typeof verdict, Message> = {
    valid: {
      en: `Signatures and digests fit what was supplied: ${counted(passed, 'check')} passed (${id}).`,
      ja: `署名とハッシュ値は、提供されたものと一致しました。合格した確認：${passed} 件（${id}）。`,
    },
    invalid: {
      en: `What was supplied is not what was signed: ${counted(grouped(failed.length), 'check')} failed (${id}).`,
      ja: `提供されたものが、署名されたものと一致しません。不合格の確認：${grouped(failed.length)} 件（${id}）。`,
    },
    incomplete: {
      en: `Nothing contradicts the signatures, but ${counted(grouped(open), 'check')} could not be made (${id}).`,
      ja: `署名と矛盾する点はありませんが、必要な確認のうち ${grouped(open)} 件は実施できていません（${id}）。`,
    },
  };
  return { state: STATES[verdict], because: because[verdict], errorRate: SIGNATURES_PROVE_WHO };
}

const LOGS_CAN_BE_MADE_UP: Message = {
  en: 'A history that fits is not proof: whoever wrote the log can write one that fits.',
  ja: '矛盾がないことは証明ではありません。記録を書いた人は、つじつまの合う記録を作ることもできます。',
};

function ofTraining({ result: { verdict, checks }, source: { id } }: TrainedEvidence): OriginReading {
  const wrong = checks.filter(({ state }) => state === 'inconsistent');
  const fitting = grouped(checks.filter(({ state }) => state === 'consistent').length);
  const titles = joined(
    wrong.map(({ title }) => named(title)),
    MAX_TITLES,
  );
  const because: Record<typeof verdict, Message> = {
    pass: {
      en: `The training history fits what was declared in ${counted(fitting, 'check')} (${id}).`,
      ja: `学習履歴は、申告の内容と ${fitting} 項目で一致しました（${id}）。`,
    },
    block: {
      en: `The training history contradicts what was declared: ${titles.en} (${id}).`,
      ja: `学習履歴が申告の内容と矛盾しています：${titles.ja}（${id}）。`,
    },
    review: {
      en: `The training history does not tell enough: ${counted(fitting, 'check')} fit, the others could not be made (${id}).`,
      ja: `学習履歴の情報が足りません。一致した項目は ${fitting} 件で、ほかは確認できませんでした（${id}）。`,
    },
  };
  return { state: verdict, because: because[verdict], errorRate: LOGS_CAN_BE_MADE_UP };
}

function ofFingerprint({ result: { decision, alpha, requests }, source: { id } }: Fingerprinted): OriginReading {
  const n = grouped(requests.check);
  const because: Record<typeof decision, Message> = {
    'same-within-margin': {
      en: `The model in service answers like the approved one, within the margin (${counted(n, 'request')}, ${id}).`,
      ja: `稼働中のモデルの応答は、承認済みのモデルと許容差の範囲で一致しました（問い合わせ ${n} 件、${id}）。`,
    },
    differs: {
      en: `The model in service does not answer like the approved one (${counted(n, 'request')}, ${id}).`,
      ja: `稼働中のモデルの応答が、承認済みのモデルと異なります（問い合わせ ${n} 件、${id}）。`,
    },
    undecided: {
      en: `Whether the model in service is the approved one could not be decided (${counted(n, 'request')}, ${id}).`,
      ja: `稼働中のモデルが承認済みのものかどうか、判定できませんでした（問い合わせ ${n} 件、${id}）。`,
    },
  };
  const chance = chanceInWords(alpha);
  return {
    state: STATES[decision],
    because: because[decision],
    errorRate: {
      en: `An unchanged model is said to differ at most ${chance.en}. A new server version or other settings can make a difference too.`,
      ja: `変わっていないモデルを「異なる」と誤る確率は最大で${chance.ja}です。サーバーの更新や設定の変更で差が出ることもあります。`,
    },
  };
}

function* uncheckedOf({ result: { checks }, source: { id } }: VerifiedEvidence): Generator<Message> {
  const claimed = checks.filter(({ state }) => state === 'claimed').length;
  const open = checks.filter(({ state }) => state === 'not-checked').length;
  if (claimed > 0)
    yield {
      en: `${counted(grouped(claimed), 'statement')} of the supplier cannot be checked from the files (${id}).`,
      ja: `提供元の申告のうち ${grouped(claimed)} 件は、ファイルからは確かめられません（${id}）。`,
    };
  if (open > 0)
    yield {
      en: `${counted(grouped(open), 'check')} of origin could not be made (${id}).`,
      ja: `出所の確認のうち ${grouped(open)} 件は実施できませんでした（${id}）。`,
    };
}

function* untoldOf({ result: { checks, files }, source: { id } }: TrainedEvidence): Generator<Message> {
  const untold = checks.filter(({ state }) => state === 'cannot-tell').length;
  const unread = files.filter((one) => one.unread !== null).length;
  if (untold > 0)
    yield {
      en: `${counted(grouped(untold), 'check')} of the training history could not be made, for want of something (${id}).`,
      ja: `学習履歴の確認のうち ${grouped(untold)} 件は、必要な情報がないため実施できませんでした（${id}）。`,
    };
  if (unread > 0)
    yield {
      en: `Not read, or not whole: ${counted(grouped(unread), 'file')} of the training run (${id}).`,
      ja: `学習で残されたファイルのうち ${grouped(unread)} 件は、読めないか一部だけ読みました（${id}）。`,
    };
}
