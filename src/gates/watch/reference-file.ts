import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { ZenbunError } from '../../errors.ts';
import type { WatchReference } from '../../watch/index.ts';

const count = z.int().nonnegative();
const isShare = ({ hits, of }: { readonly hits: number; readonly of: number }) => hits <= of;
const hours = z
  .array(z.object({ hits: count, of: count }).refine(isShare))
  .max(24)
  .optional();
const cell = z.object({ hits: count, of: count, threshold: z.number().nullable(), hours }).refine(isShare);
const part = { model: z.string(), language: z.string().nullable() };
const REFERENCE = z.object({
  schema: z.literal('zenbun.watch-reference/1'),
  identity: z.string(),
  timeZone: z.string(),
  hours: z.int().min(1).max(24),
  perUnit: z.object({ answers: z.int().positive(), windowMs: z.int().positive() }),
  from: z.number(),
  to: z.number(),
  answers: count,
  collapsed: count,
  strata: z.array(
    z.object({
      ...part,
      hour: z.int().min(0).max(23),
      isWeekend: z.boolean(),
      answers: count,
      cells: z.record(z.string(), cell),
    }),
  ),
  openings: z.array(z.object({ ...part, opening: z.int().min(0).max(4095) })),
});

/** Returns the text of a reference's file. */
export const referenceText = (reference: WatchReference): string => `${JSON.stringify(reference)}\n`;

/** Returns the SHA-256 of a reference's file, in hexadecimal digits, by which logs refer to it. */
export const referenceSha256 = (reference: WatchReference): string =>
  createHash('sha256').update(referenceText(reference)).digest('hex');

/** Reads a reference written by `zenbun watch reference`. Throws `not-found`, and `unreadable` for anything else. */
export async function readReference(path: string): Promise<WatchReference> {
  const text = await readFile(path, 'utf8').catch((cause: Error) => {
    throw new ZenbunError(
      'not-found',
      { en: `${path}: ${cause.message}`, ja: `${path}：読み込めません（${cause.message}）` },
      { cause },
    );
  });
  const parsed = REFERENCE.safeParse(jsonIn(text));
  if (parsed.success) return JSON.parse(text) as WatchReference;
  const { path: at = [], message = '' } = parsed.error.issues[0] ?? {};
  throw new ZenbunError(
    'unreadable',
    {
      en: `${path} is not a reference (${at.join('.') || 'the file'}: ${message})`,
      ja: `${path} は基準のファイルではありません（${at.join('.') || '全体'}：${message}）`,
    },
    {
      advice: {
        en: 'Write one with: zenbun watch reference --log FILE -o reference.json',
        ja: '次のコマンドで作成してください：zenbun watch reference --log FILE -o reference.json',
      },
    },
  );
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
