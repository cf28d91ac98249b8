import { ZenbunError } from '../../errors.ts';
import { nearestTies } from '../../fingerprint/index.ts';
import type { Model } from '../../model/index.ts';
import {
  counted,
  type FingerprintMethod,
  type FingerprintPrompt,
  type FingerprintReference,
  type FingerprintSampling,
  type Message,
  TOOL,
} from '../../schema/index.ts';
import { DEFAULT_REQUESTS, type FingerprintSettings } from './fingerprint-settings.ts';
import { FirstTokenAsker } from './first-token-asker.ts';
import { BORDER_CANDIDATES, LOGPROB_PROMPTS } from './prompts.ts';

/** A reference that was made, and what a person should know about it. */
export interface MadeReference {
  readonly reference: FingerprintReference;
  readonly requests: number;
  readonly notes: readonly Message[];
}

/** Every server that lists tokens accepts twenty, or says how many it accepts. */
const TOP_LOGPROBS = 20;

/** Number of border inputs to keep. */
const BORDER_PROMPTS = 10;

/**
 * Steps of the search for border inputs. A model whose two likeliest tokens are g nats apart gives both in some answers
 * at temperatures of about g and above, so each step narrows the candidates to closer ties. At 0.03 the two are hardly
 * further apart than the shift caused by a light tuning.
 */
const SEARCH = [
  { temperature: 1, prompts: Number.POSITIVE_INFINITY, times: 3 },
  { temperature: 0.3, prompts: 60, times: 6 },
  { temperature: 0.1, prompts: 30, times: 8 },
  { temperature: 0.03, prompts: 16, times: 8 },
] as const;

/**
 * Asks an approved model for its first tokens: with log-probabilities if the server lists them. Otherwise it searches
 * for inputs at which the model hesitates, and keeps its answers to those at temperature 0. Throws `usage` if `logprob`
 * is required and the server lists none.
 */
export async function makeReference(
  model: Model,
  settings: FingerprintSettings,
  run: { readonly signal: AbortSignal; readonly now: () => number; readonly onAnswer?: () => void },
): Promise<MadeReference> {
  const asker = new FirstTokenAsker(model, settings, run.onAnswer);
  const notes: Message[] = [];
  const listed = await listedPrompts(asker, settings, run.signal);
  const method = listed.length > 0 ? 'logprob' : 'border';
  if (method === 'logprob' && listed.length < LOGPROB_PROMPTS.length) notes.push(leftOut(listed.length));
  if (method === 'border' && settings.method === 'auto') notes.push(NO_LISTS);
  const sampling = samplingOf(method, settings.endpoint);
  const prompts = method === 'logprob' ? listed : await borderPrompts(asker, sampling, run.signal, notes);
  const requests = settings.requests ?? DEFAULT_REQUESTS.save[method];
  if (requests < 2 * prompts.length) throw tooFew(requests, prompts.length);
  const samples = await asker.ask({ prompts, requests, sampling }, run.signal);
  const without = samples.filter(({ top }) => top === null).length;
  if (method === 'logprob' && without > 0) notes.push(someWithout(without, samples.length));
  notes.push(...(model.caveats?.() ?? []));
  const reference: FingerprintReference = {
    schema: 'zenbun.fingerprint-reference/1',
    tool: TOOL,
    at: new Date(run.now()).toISOString(),
    model: model.id,
    servedModel: asker.servedModel,
    systemFingerprint: asker.systemFingerprint,
    digest: settings.digest,
    method,
    sampling,
    prompts,
    samples,
  };
  return { reference, requests: asker.cost.requests, notes };
}

/**
 * Returns the sampling of a reference. At temperature 0, too, the lists hold the log-probabilities before any scaling
 * (llama.cpp, vLLM, TGI, OpenAI). At 1, an answer that happens to end at once would come without a list and leave an
 * unchanged model undecided.
 */
const samplingOf = (method: FingerprintMethod, endpoint: 'chat' | 'completion'): FingerprintSampling => ({
  temperature: 0,
  topLogprobs: method === 'logprob' ? TOP_LOGPROBS : null,
  endpoint,
});

/**
 * Returns the prompts whose answers come with a list of tokens; if there are none, border inputs are needed. A list of
 * one token would show no more than the text. A server sends no list if the answer ends at once, and llama.cpp sends
 * none if the first token is part of a character.
 */
async function listedPrompts(
  asker: FirstTokenAsker,
  { method, endpoint }: FingerprintSettings,
  signal: AbortSignal,
): Promise<readonly FingerprintPrompt[]> {
  if (method === 'border') return [];
  const sampling = samplingOf('logprob', endpoint);
  const answers = await asker.ask({ prompts: LOGPROB_PROMPTS, requests: LOGPROB_PROMPTS.length, sampling }, signal);
  const listed = LOGPROB_PROMPTS.filter((_, i) => (answers[i]?.top?.length ?? 0) > 1);
  if (listed.length > 0 || method === 'auto') return listed;
  throw new ZenbunError(
    'usage',
    {
      en: 'this server lists no log-probabilities',
      ja: 'このサーバーは対数確率（logprobs）を返しません',
    },
    {
      advice: {
        en: 'Use --method border (text only), or try --endpoint completion.',
        ja: '--method border（文章だけで比較）を使うか、--endpoint completion を試してください。',
      },
    },
  );
}

/** Returns the candidates at which the model hesitates most, starting with ties that only chance decides. */
async function borderPrompts(
  asker: FirstTokenAsker,
  { endpoint }: FingerprintSampling,
  signal: AbortSignal,
  notes: Message[],
): Promise<readonly FingerprintPrompt[]> {
  let ranked = BORDER_CANDIDATES;
  let hesitates = 0;
  for (const { temperature, prompts: most, times } of SEARCH) {
    const prompts = ranked.slice(0, most);
    const requests = prompts.length * times;
    const samples = await asker.ask(
      { prompts, requests, sampling: { temperature, topLogprobs: null, endpoint } },
      signal,
    );
    const tied = nearestTies(samples, prompts.length).filter(({ isTied }) => isTied);
    hesitates = Math.max(hesitates, tied.length);
    // An input that is never tied at one temperature is not tied at a lower one.
    if (tied.length === 0) break;
    const first = tied.map(({ prompt }) => BORDER_CANDIDATES.find(({ id }) => id === prompt)!);
    ranked = [...first, ...ranked.filter((prompt) => !first.includes(prompt))];
  }
  if (hesitates < BORDER_PROMPTS) notes.push(fewTies(hesitates, BORDER_PROMPTS));
  return ranked.slice(0, BORDER_PROMPTS);
}

const NO_LISTS: Message = {
  en: 'The server lists no log-probabilities: the reference holds answers to border inputs instead. They show small changes less surely.',
  ja: 'サーバーが対数確率を返さないため、境界入力への回答を基準にしました。小さな変化を見つける力は弱くなります。',
};

const someWithout = (without: number, of: number): Message => ({
  en: `${without} of ${counted(of, 'answer')} came without log-probabilities and will not be compared.`,
  ja: `${of} 件中 ${without} 件の回答には対数確率がなく、比較に使いません。`,
});

const leftOut = (kept: number): Message => ({
  en: `${LOGPROB_PROMPTS.length - kept} of ${LOGPROB_PROMPTS.length} prompts were left out: the server lists no tokens for this model's answers to them.`,
  ja: `質問 ${LOGPROB_PROMPTS.length} 件のうち ${LOGPROB_PROMPTS.length - kept} 件は、このモデルの回答にトークン一覧が付かないため除外しました。`,
});

const fewTies = (tied: number, of: number): Message => ({
  en: `Only ${tied} of ${of} border inputs had more than one answer while searching: the model hardly hesitates, and small changes will not show.`,
  ja: `境界入力 ${of} 件のうち、探索中に回答が分かれたのは ${tied} 件だけです。モデルの回答がほぼ決まっており、小さな変化は表れません。`,
});

const tooFew = (requests: number, prompts: number) =>
  new ZenbunError('usage', {
    en: `--requests ${requests} is too few for a reference: ${prompts} prompts, at least twice each`,
    ja: `--requests ${requests} では基準に足りません。質問 ${prompts} 件に各 2 回以上が必要です`,
  });
