import { checkFingerprint, DEFAULT_RULE, type FingerprintSeries, stepSeries } from '../../fingerprint/index.ts';
import type { Model } from '../../model/index.ts';
import type { FingerprintResult } from '../../schema/index.ts';
import { fingerprintResult } from './fingerprint-result.ts';
import { DEFAULT_REQUESTS, type FingerprintSettings } from './fingerprint-settings.ts';
import { FirstTokenAsker } from './first-token-asker.ts';
import type { SavedReference } from './reference-file.ts';

/** A check, and the state of its series afterwards. */
export interface ModelCheck {
  readonly result: FingerprintResult;
  readonly series: FingerprintSeries | null;
}

/** Seed of the test, which draws splits at random: the same answers must give the same result. */
const SEED = 1;

/**
 * Asks a model the prompts of a reference in the way the reference was asked, and compares.
 *
 * @param series state of repeated checks; null: a single check
 */
export async function checkModel(
  model: Model,
  saved: SavedReference,
  settings: Pick<FingerprintSettings, 'requests' | 'alpha' | 'margin' | 'caps' | 'concurrency'>,
  run: {
    readonly series: FingerprintSeries | null;
    readonly signal: AbortSignal;
    readonly now: () => number;
    readonly onAnswer?: () => void;
  },
): Promise<ModelCheck> {
  const { method, prompts, sampling, samples: reference } = saved.reference;
  const asker = new FirstTokenAsker(model, settings, run.onAnswer);
  const requests = Math.max(settings.requests ?? Math.max(DEFAULT_REQUESTS.check[method], prompts.length), 1);
  const check = await asker.ask({ prompts, requests, sampling }, run.signal);
  const rule = { ...DEFAULT_RULE, alpha: settings.alpha, margin: settings.margin };
  const samples = { method, reference, check };
  const stepped = run.series === null ? null : stepSeries(run.series, samples, rule, SEED);
  const finding = stepped?.found.finding ?? checkFingerprint(samples, rule, SEED);
  const result = fingerprintResult(finding, {
    at: run.now(),
    model: model.id,
    servedModel: asker.servedModel,
    systemFingerprint: asker.systemFingerprint,
    saved,
    alpha: settings.alpha,
    series: stepped?.found ?? null,
    cost: asker.cost,
    caveats: model.caveats?.() ?? [],
  });
  return { result, series: stepped?.series ?? null };
}
