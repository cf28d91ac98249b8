import { writeWhole } from '../../files/index.ts';
import { interruptible } from '../../scan/index.ts';
import type { FingerprintResult } from '../../schema/index.ts';
import { checkModel } from './check-model.ts';
import { type FingerprintFlags, fingerprintSettings } from './fingerprint-settings.ts';
import { openAskedModel } from './open-asked-model.ts';
import { readFingerprintReference } from './reference-file.ts';
import { type MadeReference, saveFingerprint } from './save-fingerprint.ts';
import { openSeries } from './series-file.ts';

/** What a fingerprint needs of the world. */
export interface FingerprintRun {
  /** Keys, hosts and proxies; as a rule, those of the process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
  /** Unix time in milliseconds: when a reference was made. */
  readonly now?: () => number;
  /** Called after every answer. */
  readonly onAnswer?: () => void;
}

/**
 * Makes the reference of an approved model, and writes it to a file. Throws `usage` for options that cannot be meant, and as models and files do; then
 * nothing is written.
 */
export async function saveReference(
  model: string,
  path: string,
  flags: FingerprintFlags,
  run: FingerprintRun = {},
): Promise<MadeReference> {
  const settings = fingerprintSettings(flags);
  const signal = run.signal ?? new AbortController().signal;
  const asked = await interruptible(openAskedModel(model, { ...settings, env: run.env ?? {} }), signal);
  const made = await saveFingerprint(asked, settings, { ...run, signal, now: run.now ?? Date.now });
  await writeWhole(path, `${JSON.stringify(made.reference)}\n`);
  return made;
}

/**
 * Checks a model against a reference: `same-within-margin`, `differs` or `undecided`.
 *
 * @param series file that keeps the evidence of repeated checks, so that their error rate holds for all of them together; null: a single check
 */
export async function checkReference(
  model: string,
  paths: { readonly against: string; readonly series: string | null },
  flags: FingerprintFlags,
  run: FingerprintRun = {},
): Promise<FingerprintResult> {
  const settings = fingerprintSettings(flags);
  const signal = run.signal ?? new AbortController().signal;
  const saved = await readFingerprintReference(paths.against);
  const { endpoint } = saved.reference.sampling;
  const asked = await interruptible(openAskedModel(model, { ...settings, endpoint, env: run.env ?? {} }), signal);
  const kept = paths.series === null ? null : await openSeries(paths.series, saved, settings.alpha);
  try {
    const { result, series } = await checkModel(asked, saved, settings, {
      ...run,
      signal,
      series: kept?.series ?? null,
    });
    if (series !== null) await kept?.keep(series);
    return result;
  } finally {
    kept?.close();
  }
}
