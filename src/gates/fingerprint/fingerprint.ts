import { lstat } from 'node:fs/promises';
import { ZenbunError } from '../../errors.ts';
import { writeWhole } from '../../files/index.ts';
import { interruptible } from '../../scan/index.ts';
import type { FingerprintResult } from '../../schema/index.ts';
import { checkModel } from './check-model.ts';
import { type FingerprintFlags, fingerprintSettings } from './fingerprint-settings.ts';
import { type MadeReference, makeReference } from './make-reference.ts';
import { openAskedModel } from './open-asked-model.ts';
import { readFingerprintReference } from './reference-file.ts';
import { openSeries } from './series-file.ts';

/** A model, and the reference to check it against. */
export interface FingerprintOptions extends Omit<FingerprintFlags, 'method' | 'digest'> {
  /** As in `compare`: `https://host/v1#model`, `openai:gpt-…`, `toy:aligned`. */
  readonly model: string;
  /** File of a reference, as `saveFingerprint` writes it. */
  readonly against: string;
  /**
   * File that keeps the evidence of repeated checks, so that the error rate holds for all of them together. If absent,
   * this is a single check.
   */
  readonly series?: string | undefined;
}

/** An approved model, and where to write its reference. */
export interface SaveFingerprintOptions extends Omit<FingerprintFlags, 'alpha' | 'margin'> {
  readonly model: string;
  readonly output: string;
}

/** Environment of a fingerprint. */
export interface FingerprintRun {
  /** Keys, hosts and proxies; usually the process environment. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
  /** Clock for the time of a reference, in milliseconds since 1970. */
  readonly now?: () => number;
  /** Called after every answer. */
  readonly onAnswer?: () => void;
}

/**
 * Makes the reference of an approved model and writes it to a file. Throws `usage` for invalid options and for a file
 * that already exists, and the errors of models and files; in these cases nothing is written.
 */
export async function saveFingerprint(
  { model, output, ...flags }: SaveFingerprintOptions,
  run: FingerprintRun = {},
): Promise<MadeReference> {
  const settings = fingerprintSettings(flags);
  // Check before asking questions that cost money, and again afterwards, as they take a while.
  await refuseExisting(output);
  const signal = run.signal ?? new AbortController().signal;
  const asked = await interruptible(openAskedModel(model, { ...settings, env: run.env ?? {} }), signal);
  const made = await makeReference(asked, settings, { ...run, signal, now: run.now ?? Date.now });
  await refuseExisting(output);
  await writeWhole(output, `${JSON.stringify(made.reference)}\n`);
  return made;
}

/** Refuses to replace an approved reference: checks against it would change without anyone's approval. */
async function refuseExisting(path: string): Promise<void> {
  const isThere = await lstat(path).then(Boolean, () => false);
  if (!isThere) return;
  throw new ZenbunError(
    'usage',
    { en: `${path} is already there and was not changed`, ja: `${path} はすでにあります（変更していません）` },
    {
      advice: {
        en: 'Name another file, or move the old reference away.',
        ja: '別のファイルを指定するか、古い基準を移動してください。',
      },
    },
  );
}

/**
 * Checks a model against a reference: `same-within-margin`, `differs` or `undecided`. Throws as `saveFingerprint` does.
 */
export async function fingerprint(
  { model, against, series: seriesFile, ...flags }: FingerprintOptions,
  run: FingerprintRun = {},
): Promise<FingerprintResult> {
  const settings = fingerprintSettings(flags);
  const signal = run.signal ?? new AbortController().signal;
  const saved = await readFingerprintReference(against);
  const { endpoint } = saved.reference.sampling;
  const asked = await interruptible(openAskedModel(model, { ...settings, endpoint, env: run.env ?? {} }), signal);
  const kept = seriesFile === undefined ? null : await openSeries(seriesFile, saved, settings.alpha);
  try {
    const { result, series } = await checkModel(asked, saved, settings, {
      ...run,
      now: run.now ?? Date.now,
      signal,
      series: kept?.series ?? null,
    });
    if (series !== null) await kept?.keep(series);
    return result;
  } finally {
    kept?.close();
  }
}
