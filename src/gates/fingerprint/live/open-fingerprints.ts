import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ZenbunError } from '../../../errors.ts';
import { makeFolder } from '../../../files/index.ts';
import type { Recorder } from '../../../gateway/index.ts';
import { formatModelId, type Model } from '../../../model/index.ts';
import type { FingerprintResult, Message } from '../../../schema/index.ts';
import type { LiveRollouts } from '../../rollout/live-rollouts.ts';
import { durationMs } from '../../rollout/settings/amounts.ts';
import { type SecretSource, secretOf } from '../../secret-of.ts';
import type { ServeOptions } from '../../serve/serve-options.ts';
import { checkModel } from '../check-model.ts';
import { type FingerprintSettings, fingerprintSettings } from '../fingerprint-settings.ts';
import { openAskedModel } from '../open-asked-model.ts';
import { readFingerprintReference, type SavedReference } from '../reference-file.ts';
import { openSeries } from '../series-file.ts';
import { actOnDifference } from './act-on-difference.ts';
import { LiveFingerprints } from './live-fingerprints.ts';

/** Resources for the checks of a gateway. */
export interface FingerprintBase {
  readonly recorder: Recorder;
  /** Folder of the log; the series are kept in a folder beside it. */
  readonly folder: string;
  readonly env: SecretSource;
  readonly now: () => number;
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly rollouts: LiveRollouts;
  readonly tighten: () => void;
  readonly onTrouble: (trouble: ZenbunError) => void;
}

/** A model to check, with everything that the check needs. */
interface CheckedUpstream {
  readonly saved: SavedReference;
  readonly settings: FingerprintSettings;
  readonly model: Model;
  readonly series: string;
}

const DEFAULT_EVERY = '6h';
/** More frequent checks would be a load of their own. */
const LEAST_EVERY_MS = 60_000;

/**
 * Opens the scheduled checks of a configuration, or returns null if none are configured. Throws `usage` for invalid
 * options, and the errors of reading references.
 */
export async function openFingerprints(options: ServeOptions, base: FingerprintBase): Promise<LiveFingerprints | null> {
  const { fingerprint } = options;
  if (fingerprint === undefined) return null;
  const everyMs = durationMs(fingerprint.every ?? DEFAULT_EVERY, 'serve.fingerprint.every');
  if (everyMs < LEAST_EVERY_MS)
    throw wrong('every', { en: 'must be one minute at least', ja: 'は 1 分以上を指定してください' });
  const folder = `${base.folder}-fingerprint`;
  const checked = new Map<string, CheckedUpstream>();
  for (const [name, { reference, requests, margin }] of Object.entries(fingerprint.models)) {
    const { alpha } = fingerprint;
    const settings = fingerprintSettings({
      ...(alpha === undefined ? {} : { alpha }),
      ...(requests === undefined ? {} : { requests }),
      ...(margin === undefined ? {} : { margin }),
    });
    const saved = await readFingerprintReference(reference);
    const model = await upstreamModel(name, options, saved, base.env);
    // Another reference means another series. The name is hashed, since it may contain what file names may not.
    const file = createHash('sha256').update(`${name}\n${saved.sha256}\n${settings.alpha}`).digest('hex').slice(0, 32);
    checked.set(name, { saved, settings, model, series: join(folder, `${file}.json`) });
  }
  if (checked.size > 0) await makeFolder(folder);
  const onTrouble = (cause: unknown) => base.onTrouble(troubleOf(cause));
  return new LiveFingerprints([...checked.keys()], everyMs, {
    now: base.now,
    after: base.after,
    check: (name, signal) => checkUpstream(checked.get(name)!, base.now, signal),
    append: (fields) => base.recorder.record({ kind: 'fingerprint', fields, body: null, subject: null }),
    onDiffers: (name, result, isNew) =>
      actOnDifference(fingerprint.onDiffers ?? 'tell', name, { result, isNew }, { ...base, onTrouble }),
    warn: onTrouble,
  });
}

async function checkUpstream(
  { saved, settings, model, series: path }: CheckedUpstream,
  now: () => number,
  signal: AbortSignal,
): Promise<FingerprintResult> {
  const kept = await openSeries(path, saved, settings.alpha);
  try {
    const { result, series } = await checkModel(model, saved, settings, { series: kept.series, now, signal });
    if (series !== null) await kept.keep(series);
    return result;
  } finally {
    kept.close();
  }
}

/**
 * Opens a model of `serve.models` at its upstream, asked in the way clients are served, and with the upstream's key.
 */
async function upstreamModel(
  name: string,
  options: ServeOptions,
  saved: SavedReference,
  env: SecretSource,
): Promise<Model> {
  const { models = {}, upstreams = {} } = options;
  const served = models[name];
  if (served === undefined)
    throw wrong(`models.${name}`, { en: 'is not one of serve.models', ja: 'は serve.models にありません' });
  const [only] = Object.keys(upstreams).length === 1 ? Object.keys(upstreams) : [];
  const upstream = upstreams[served.upstream ?? only ?? ''];
  if (upstream === undefined)
    throw wrong(`models.${name}`, { en: 'has no upstream', ja: 'の上流サーバーが決まりません' });
  const header = upstream.keyHeader?.toLowerCase() ?? 'authorization';
  if (header !== 'authorization' && header !== 'api-key')
    throw wrong(`models.${name}`, {
      en: `cannot be checked: its upstream takes its key in ${header}`,
      ja: `は確認できません：上流サーバーのキーのヘッダー（${header}）に対応していません`,
    });
  const key =
    upstream.key === undefined ? '' : secretOf(`serve.upstreams.${served.upstream ?? only}.key`, upstream.key, env);
  const proxies = Object.entries(env).filter(([variable]) => /^(https?|no)_proxy$/i.test(variable));
  return openAskedModel(
    formatModelId({ provider: 'http', base: upstream.url.replace(/\/+$/, ''), name: served.model ?? name }),
    {
      env: { ...Object.fromEntries(proxies), ZENBUN_API_KEY: key, AZURE_OPENAI_API_KEY: key },
      endpoint: saved.reference.sampling.endpoint,
      concurrency: 1,
      timeout: upstream.timeout ?? null,
    },
  );
}

const wrong = (where: string, { en, ja }: Message) =>
  new ZenbunError('usage', { en: `serve.fingerprint.${where} ${en}`, ja: `serve.fingerprint.${where} ${ja}` });

const troubleOf = (cause: unknown): ZenbunError =>
  cause instanceof ZenbunError
    ? cause
    : new ZenbunError('internal', {
        en: `fingerprint: ${(cause as Error).message}`,
        ja: `フィンガープリント：${(cause as Error).message}`,
      });
