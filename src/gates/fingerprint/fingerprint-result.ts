import type { FingerprintFinding, TokenDifference } from '../../fingerprint/index.ts';
import {
  counted,
  type FingerprintReference,
  type FingerprintResult,
  type Message,
  TOOL,
  type Usage,
} from '../../schema/index.ts';
import type { SavedReference } from './reference-file.ts';

/** Facts about a check, apart from its findings. */
export interface CheckedModel {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly model: string;
  readonly servedModel: string | null;
  readonly systemFingerprint: string | null;
  readonly saved: SavedReference;
  readonly alpha: number;
  /** null: a single check. */
  readonly series: { readonly nth: number; readonly eValue: number } | null;
  readonly cost: Usage;
  /** Caveats on how the server had to be asked. */
  readonly caveats: readonly Message[];
}

/** Builds the published result of a check. */
export function fingerprintResult(finding: FingerprintFinding, checked: CheckedModel): FingerprintResult {
  const { saved, series } = checked;
  const { reference } = saved;
  return {
    schema: 'zenbun.fingerprint/1',
    at: new Date(checked.at).toISOString(),
    tool: TOOL,
    decision: finding.decision,
    model: checked.model,
    servedModel: checked.servedModel,
    method: reference.method,
    reference: {
      path: saved.path,
      sha256: saved.sha256,
      at: reference.at,
      model: reference.model,
      digest: reference.digest,
    },
    alpha: checked.alpha,
    nth: series?.nth ?? null,
    margin: finding.margin,
    difference: finding.difference,
    floor: finding.floor,
    noise: finding.noise,
    interval: finding.interval,
    pValue: finding.pValue,
    eValue: series?.eValue ?? null,
    requests: finding.requests,
    differing: finding.differing.map((one) => differenceOf(one, reference)),
    notes: notesOf(finding, checked),
    cost: checked.cost,
  };
}

function differenceOf({ prompt, token, before, now }: TokenDifference, { method, prompts }: FingerprintReference) {
  const value = (number: number) => (method === 'logprob' ? number.toFixed(3) : `${(100 * number).toFixed(0)} %`);
  const named = (number: number) => `${JSON.stringify(token.slice(0, MAX_TOKEN_CHARS))} ${value(number)}`;
  return {
    prompt: prompts.find(({ id }) => id === prompt)?.text ?? prompt,
    before: named(before),
    now: named(now),
  };
}

/** A server may answer anything in place of a token. */
const MAX_TOKEN_CHARS = 80;

function notesOf(finding: FingerprintFinding, checked: CheckedModel): Message[] {
  const { reference } = checked.saved;
  const { unread, unpaired } = finding;
  const isNamed = (before: string | null, now: string | null) => before !== null && now !== null && before !== now;
  return [
    ...(finding.decision === 'differs' ? [WHY_DIFFERENT] : []),
    ...(finding.requests.check === 0 ? [nothingCompared(reference.method)] : []),
    ...(unread.check > 0 && finding.requests.check > 0 ? [unreadAnswers(unread.check)] : []),
    ...(unread.reference > 0 ? [unreadReference(unread.reference)] : []),
    ...(unpaired.length > 0 && finding.requests.check > 0 ? [unpairedPrompts(unpaired.length)] : []),
    ...(finding.decision === 'undecided' && finding.requests.check > 0 ? [whyUndecided(finding, checked.alpha)] : []),
    ...(isNamed(reference.servedModel, checked.servedModel)
      ? [otherName(reference.servedModel!, checked.servedModel!)]
      : []),
    ...(isNamed(reference.systemFingerprint, checked.systemFingerprint)
      ? [otherBuild(reference.systemFingerprint!, checked.systemFingerprint!)]
      : []),
    ...(reference.method === 'border' && finding.decision !== 'differs' ? [BORDER_IS_BLUNT] : []),
    ...checked.caveats,
    ...(reference.sampling.endpoint === 'completion' ? [NO_TEMPLATE] : []),
    CANNOT_SHOW,
  ];
}

const WHY_DIFFERENT: Message = {
  en: 'The answers are distributed otherwise than those of the reference. Other weights, another quantisation, another chat template or system prompt, another server version or other hardware can each be the reason: ask the operator which of them changed.',
  ja: '回答の分布が基準と異なります。重み、量子化、チャットテンプレートやシステムプロンプト、サーバーのバージョン、ハードウェアのどれが変わっても起こり得ます。何が変わったかを運用者に確認してください。',
};

const CANNOT_SHOW: Message = {
  en: 'One token after a few known prompts was compared. A server that treats these prompts specially, sends only some requests to another model, or changed in what these prompts do not touch would not show.',
  ja: '比較したのは既知の少数の質問に続く最初の 1 トークンです。これらの質問だけを特別に扱うサーバー、一部のリクエストだけを別のモデルに送るサーバー、これらの質問に影響しない変更は検出できません。',
};

const BORDER_IS_BLUNT: Message = {
  en: 'Border inputs show only what turns the likeliest first token over: another quantisation or a light tuning can pass as the same. Use a server that lists log-probabilities where that matters.',
  ja: '境界入力で分かるのは、最も確率の高い最初のトークンが変わる場合だけです。量子化の違いや軽いファインチューニングは「同じ」と判定されることがあります。それが問題になる場合は、対数確率を返すサーバーを使ってください。',
};

const NO_TEMPLATE: Message = {
  en: 'The bare text was asked for (completions): a changed chat template would not show.',
  ja: 'チャットテンプレートを通さずに質問しました（completions）。テンプレートの変更は検出できません。',
};

const nothingCompared = (method: FingerprintReference['method']): Message =>
  method === 'logprob'
    ? {
        en: 'The server lists no log-probabilities any more, so that nothing could be compared. Save a reference with --method border for this server.',
        ja: 'サーバーが対数確率を返さなくなったため、比較できませんでした。このサーバーには --method border で基準を保存してください。',
      }
    : { en: 'No answer could be compared.', ja: '比較できる回答がありませんでした。' };

const unreadAnswers = (count: number): Message => ({
  en: `${counted(count, 'answer')} came without log-probabilities and could not be compared.`,
  ja: `${count} 件の回答には対数確率がなく、比較していません。`,
});

const unreadReference = (count: number): Message => ({
  en: `${counted(count, 'answer')} of the reference came without log-probabilities and could not be compared.`,
  ja: `基準の回答のうち ${count} 件には対数確率がなく、比較していません。`,
});

const unpairedPrompts = (count: number): Message => ({
  en: `${counted(count, 'prompt')} of the reference could not be compared: too few requests, or no list of tokens.`,
  ja: `基準の質問のうち ${count} 件は、リクエストの不足またはトークン一覧がないため比較していません。`,
});

function whyUndecided(finding: FingerprintFinding, alpha: number): Message {
  if (finding.leastPValue > alpha)
    return {
      en: `So few requests cannot show a difference at alpha ${alpha}: use more (--requests).`,
      ja: `このリクエスト数では alpha ${alpha} で差を示せません。--requests を増やしてください。`,
    };
  if (finding.pValue > alpha)
    return {
      en: 'No difference was shown, and none that would matter was ruled out: the answers vary too much for so many requests. Use more (--requests).',
      ja: '差は示されませんでしたが、許容差を超える差がないことも示せません。回答のばらつきに対してリクエストが足りません。--requests を増やしてください。',
    };
  return {
    en: 'There is a difference, and it is not clear whether it exceeds the margin. Use more requests, or find out what changed.',
    ja: '差はありますが、許容差を超えるかどうかを判断できません。リクエストを増やすか、変更点を確認してください。',
  };
}

const otherName = (before: string, now: string): Message => ({
  en: `The server now calls the model ${JSON.stringify(now.slice(0, 200))}; in the reference it was ${JSON.stringify(before.slice(0, 200))}.`,
  ja: `サーバーが示すモデル名は ${JSON.stringify(now.slice(0, 200))} です（基準では ${JSON.stringify(before.slice(0, 200))}）。`,
});

const otherBuild = (before: string, now: string): Message => ({
  en: `The server gives another build: ${JSON.stringify(now.slice(0, 200))} (system_fingerprint); in the reference it was ${JSON.stringify(before.slice(0, 200))}.`,
  ja: `サーバーが示すビルド（system_fingerprint）は ${JSON.stringify(now.slice(0, 200))} です（基準では ${JSON.stringify(before.slice(0, 200))}）。`,
});
