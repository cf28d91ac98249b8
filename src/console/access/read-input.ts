import * as z from 'zod';
import type { ConsoleContext } from './console-env.ts';
import { badRequest, ConsoleProblem } from './console-problem.ts';

/** Characters of a reason, and bytes that it takes in a leaf. */
const MAX_REASON = 200;
const MAX_REASON_BYTES = 700;

/** Why somebody does something, as the log keeps it. */
export const REASON = z
  .string()
  .trim()
  .min(1)
  .max(MAX_REASON)
  .refine((text) => !/\p{Surrogate}/u.test(text) && Buffer.byteLength(JSON.stringify(text)) <= MAX_REASON_BYTES);

/** The body of a request, of this shape and nothing besides. Throws a problem that says what is wanted. */
export async function readBody<T>(c: ConsoleContext, shape: z.ZodType<T>, wanted: string): Promise<T> {
  if (!/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? ''))
    throw new ConsoleProblem(415, 'unsupported_media_type', {
      en: 'The body must be application/json.',
      ja: '本文は application/json で送ってください。',
    });
  const body: unknown = await c.req.json().catch((cause: unknown) => {
    // The bound of the body is told by a problem of its own.
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  });
  const read = shape.safeParse(body);
  if (read.success) return read.data;
  throw badRequest({ en: `The body must be ${wanted}.`, ja: `本文は ${wanted} の形にしてください。` });
}

const INDEX = /^\d{1,15}$/;

/** An index in a path or a query. Throws where it is none. */
export function indexOf(text: string): number {
  if (INDEX.test(text)) return Number(text);
  throw badRequest({ en: 'An index is a whole number.', ja: '番号は 0 以上の整数で指定してください。' });
}

/** An index in a query; `otherwise` where there is none. */
export function indexIn(c: ConsoleContext, name: string, otherwise: number): number {
  const text = c.req.query(name);
  return text === undefined ? otherwise : indexOf(text);
}
