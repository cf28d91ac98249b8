import * as z from 'zod';
import { jsonOf } from './json-body.ts';

/** The server's own words in a refusal. They exclude what it quotes of the request, which names every parameter. */
const REFUSAL = z.object({
  error: z
    .union([z.string(), z.object({ message: z.string().catch(''), param: z.string().nullish().catch(null) })])
    .optional()
    .catch(undefined),
  message: z
    .union([z.string(), z.object({ detail: z.unknown() })])
    .optional()
    .catch(undefined),
  detail: z.unknown().optional(),
});
const DETAILS = z.array(
  z.object({ loc: z.array(z.union([z.string(), z.number()])).catch([]), msg: z.string().catch('') }),
);

const MAX_WORDS_CHARS = 1_000;

/** Returns what the body of a refusal says, without what it quotes. */
export function refusalWords(body: string): string {
  const read = REFUSAL.safeParse(jsonOf(body));
  if (!read.success) return body.slice(0, MAX_WORDS_CHARS);
  const { error, message, detail } = read.data;
  const own = typeof error === 'string' ? error : error === undefined ? '' : `${error.message} ${error.param ?? ''}`;
  const said = typeof message === 'string' ? message : '';
  const details = DETAILS.safeParse(typeof message === 'object' ? message.detail : detail);
  const places = details.success ? details.data.map(({ loc, msg }) => `${loc.join('.')}: ${msg}`).join('; ') : '';
  const plain = typeof detail === 'string' ? detail : '';
  return [own, said, places, plain].join(' ').slice(0, MAX_WORDS_CHARS);
}
