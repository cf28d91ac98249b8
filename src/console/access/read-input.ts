import * as z from 'zod';
import type { ConsoleContext } from './console-env.ts';
import { badRequest, ConsoleProblem } from './console-problem.ts';

const MAX_BODY_BYTES = 64 * 1024;
/** Maximum length of a reason in characters, and the bytes it may take in a leaf. */
const MAX_REASON = 200;
const MAX_REASON_BYTES = 700;

/**
 * Characters that show nothing or reverse their surroundings: controls, formats, line ends, and fillers that Unicode
 * counts as letters.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}\u{115F}\u{1160}\u{2800}\u{3164}\u{FFA0}]/u;

/** A person's reason for an act, as the log keeps it: one line with some content. */
export const REASON = z
  .string()
  .trim()
  .min(1)
  .max(MAX_REASON)
  .refine(
    (text) =>
      !UNSEEN.test(text) && /[\p{L}\p{N}]/u.test(text) && Buffer.byteLength(JSON.stringify(text)) <= MAX_REASON_BYTES,
  );

/** Reads the body of a request, which must match this shape. Throws a problem that says what is wanted. */
export async function readBody<T>(c: ConsoleContext, shape: z.ZodType<T>, wanted: string): Promise<T> {
  if (!/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? ''))
    throw new ConsoleProblem(415, 'unsupported_media_type', {
      en: 'The body must be application/json.',
      ja: '本文は application/json で送ってください。',
    });
  const read = shape.safeParse(jsonOf(await bytesOf(c)));
  if (read.success) return read.data;
  throw badRequest({ en: `The body must be ${wanted}.`, ja: `本文は ${wanted} の形にしてください。` });
}

/** Reads all bytes of the body. Throws as soon as there are too many, without reading the rest. */
async function bytesOf(c: ConsoleContext): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of c.req.raw.body ?? []) {
    length += piece.length;
    if (length > MAX_BODY_BYTES) throw tooLarge();
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

const tooLarge = () =>
  new ConsoleProblem(413, 'request_too_large', {
    en: `A request may be at most ${MAX_BODY_BYTES} bytes long.`,
    ja: `リクエストは ${MAX_BODY_BYTES} バイトまでです。`,
  });

const INDEX = /^\d{1,15}$/;

/** Parses an index from a path or a query. Throws if it is none. */
export function indexOf(text: string): number {
  if (INDEX.test(text)) return Number(text);
  throw badRequest({ en: 'An index is a whole number.', ja: '番号は 0 以上の整数で指定してください。' });
}

/** Returns an index from a query, or `otherwise` if absent. */
export function indexIn(c: ConsoleContext, name: string, otherwise: number): number {
  const text = c.req.query(name);
  return text === undefined ? otherwise : indexOf(text);
}

/** Maximum and default number of rows per request. */
const MAX_ROWS = 500;
const PAGE_ROWS = 100;

/** Returns the number of rows that a query asks for. Throws if it is out of range. */
export function rowsIn(limit: string | undefined): number {
  if (limit === undefined) return PAGE_ROWS;
  const rows = indexOf(limit);
  if (rows >= 1 && rows <= MAX_ROWS) return rows;
  throw badRequest({ en: `limit is 1 to ${MAX_ROWS}.`, ja: `limit は 1 から ${MAX_ROWS} までです。` });
}
