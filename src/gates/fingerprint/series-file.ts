import * as z from 'zod';
import { ZenbunError } from '../../errors.ts';
import { lockFile, writeWhole } from '../../files/index.ts';
import { type FingerprintSeries, startSeries } from '../../fingerprint/index.ts';
import { bytesOf, jsonOf, notReadable, SAMPLES, type SavedReference } from './reference-file.ts';

const SERIES = z.object({
  schema: z.literal('zenbun.fingerprint-series/1'),
  /** SHA-256 of the reference's file: a series belongs to one reference. */
  reference: z.string(),
  /** Error rate of all checks together; it is chosen once. */
  alpha: z.number(),
  series: z.object({
    evidence: z.object({ checks: z.int().nonnegative(), logProducts: z.number().nullable() }),
    checks: z.int().nonnegative(),
    pool: SAMPLES,
    alarm: z.int().nullable(),
  }),
});

/** A series kept in a file, which is locked while this process uses it. */
export interface OpenSeries {
  readonly series: FingerprintSeries;
  keep(series: FingerprintSeries): Promise<void>;
  close(): void;
}

/**
 * Opens a series, or starts one if there is no file. Throws `usage` for a series of another reference or alpha,
 * `unreadable` for a damaged one, and as `lockFile` does while another process uses it.
 */
export async function openSeries(
  path: string,
  { sha256, reference }: SavedReference,
  alpha: number,
): Promise<OpenSeries> {
  const giveBack = lockFile(path);
  try {
    const kept = await keptSeries(path);
    if (kept !== null && kept.reference !== sha256) throw anotherReference(path);
    if (kept !== null && kept.alpha !== alpha) throw anotherAlpha(path, kept.alpha, alpha);
    return {
      series: kept?.series ?? startSeries(reference.samples),
      keep: (series) =>
        writeWhole(
          path,
          `${JSON.stringify({ schema: 'zenbun.fingerprint-series/1', reference: sha256, alpha, series })}\n`,
        ),
      close: giveBack,
    };
  } catch (failure) {
    giveBack();
    throw failure;
  }
}

async function keptSeries(path: string): Promise<z.infer<typeof SERIES> | null> {
  const bytes = await bytesOf(path, '').catch((failure) => {
    if (failure instanceof ZenbunError && failure.code === 'not-found') return null;
    throw failure;
  });
  if (bytes === null) return null;
  const read = SERIES.safeParse(jsonOf(bytes));
  if (read.success) return read.data;
  throw notReadable(path, z.prettifyError(read.error).split('\n')[0] ?? '');
}

const anotherReference = (path: string) =>
  new ZenbunError(
    'usage',
    {
      en: `${path} is a series of another reference`,
      ja: `${path} は別の基準に対する一連の確認です`,
    },
    {
      advice: {
        en: 'Use one file for each reference; begin a new series with a new file.',
        ja: '基準ごとに別のファイルを使ってください。新しく始めるときは新しいファイルを指定します。',
      },
    },
  );

const anotherAlpha = (path: string, was: number, is: number) =>
  new ZenbunError(
    'usage',
    {
      en: `${path} was begun with alpha ${was}, not ${is}`,
      ja: `${path} は alpha ${was} で始めたもので、${is} ではありません`,
    },
    {
      advice: {
        en: 'Alpha holds for all checks of a series together and is chosen once. Begin a new series to change it.',
        ja: 'alpha は一連の確認全体に対する値で、最初に決めます。変えるときは新しいファイルで始めてください。',
      },
    },
  );
