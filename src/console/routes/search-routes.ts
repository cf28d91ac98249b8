import type { Hono } from 'hono';
import * as z from 'zod';
import { type ConsoleContext, type ConsoleEnv, requireScope } from '../access/console-env.ts';
import { badRequest } from '../access/console-problem.ts';
import { indexOf, readBody, rowsIn } from '../access/read-input.ts';
import { type RecordQuery, searchRecords } from '../log/record-search.ts';
import type { ConsoleLog, ConsolePorts } from '../ports.ts';
import type { ConsoleRowSource } from '../rows/row-source.ts';
import { recorded } from './recorded-act.ts';

const MAX_TEXT = 200;
const NAME = z.string().optional();
const WORDS = z.strictObject({
  text: z
    .string()
    .max(MAX_TEXT)
    .refine((text) => text.trim() !== ''),
  ...{ from: NAME, direction: NAME, limit: NAME },
  ...{ kind: NAME, model: NAME, outcome: NAME, latched: NAME, unread: NAME },
});

type SearchNames = Readonly<Partial<Record<keyof z.infer<typeof WORDS>, string | undefined>>>;

/**
 * Search: criteria on leaves in the address, words in texts only in a body, since intermediaries keep addresses and a
 * link can request them.
 */
export function addSearchRoutes(
  app: Hono<ConsoleEnv>,
  { now }: Pick<ConsolePorts, 'now'>,
  log: ConsoleLog,
  rows: ConsoleRowSource,
): void {
  app.get('/api/search', async (c) => {
    requireScope(c, 'read-log');
    const asked: SearchNames = c.req.query();
    if (asked.text !== undefined) throw inBody();
    return c.json(await searchRecords(log, rows, queryOf(asked), rangeOf(asked), now));
  });

  app.post('/api/search', async (c: ConsoleContext) => {
    requireScope(c, 'administer');
    const asked = await readBody(c, WORDS, `{"text": "…"} (1-${MAX_TEXT}), "from", "direction", "limit", …`);
    const range = rangeOf(asked);
    // Looking into texts is recorded, but not the words, which may be personal.
    const from = Math.min(range.from, await log.size());
    await recorded(log, 'searched', { by: c.get('session').identity.id, from, direction: range.direction });
    return c.json(await searchRecords(log, rows, { ...queryOf(asked), text: asked.text }, range, now));
  });
}

function rangeOf({ from, direction = 'back', limit }: SearchNames) {
  if (direction !== 'back' && direction !== 'forward')
    throw badRequest({ en: 'direction is back or forward.', ja: 'direction は back か forward です。' });
  const first = direction === 'back' ? Number.MAX_SAFE_INTEGER : 0;
  return { from: from === undefined ? first : indexOf(from), direction, limit: rowsIn(limit) } as const;
}

const queryOf = ({ kind, model, outcome, latched, unread }: SearchNames): RecordQuery => ({
  ...{ kind, model, outcome, latched: latched === '1', unread: unread === '1' },
});

const inBody = () =>
  badRequest({
    en: 'Words to search for in texts are sent by POST, in the body.',
    ja: '本文の検索語は、POST の本文で送ってください。',
  });
