import type { Hono } from 'hono';
import * as z from 'zod';
import type { ConsoleAnswer, Outcome } from '../../schema/index.ts';
import { type ConsoleEnv, requireScope } from '../access/console-env.ts';
import { ConsoleProblem, notFound } from '../access/console-problem.ts';
import { indexOf, REASON, readBody } from '../access/read-input.ts';
import type { ConsoleLog } from '../ports.ts';
import { recorded } from './recorded-act.ts';

/** Outcomes that a person may assign; `unread` is not among them, since that person has read the answer. */
const OUTCOMES = [
  'refusal',
  'compliance',
  'partial',
  'refuse-then-comply',
  'empty',
] as const satisfies readonly Outcome[];

const UNMASK = z.strictObject({ reason: REASON });
const OVERTURN = z.strictObject({ outcome: z.enum(OUTCOMES), reason: REASON });

/** Routes of an exchange: masked, unmasked, and overturned with another reading. */
export function addAnswerRoutes(app: Hono<ConsoleEnv>, log: ConsoleLog): void {
  const found = async (index: string, unmask = false): Promise<ConsoleAnswer> => {
    const answer = await log.answer(indexOf(index), unmask);
    if (answer === null) throw noExchange();
    return answer;
  };

  app.get('/api/answers/:index', async (c) => {
    requireScope(c, 'read-log');
    return c.json(await found(c.req.param('index')));
  });

  app.post('/api/answers/:index/unmask', async (c) => {
    requireScope(c, 'administer');
    const { reason } = await readBody(c, UNMASK, '{"reason": "…"}');
    const index = c.req.param('index');
    const { intent, response, texts, question, letters } = await found(index);
    if (question === null && letters.length === 0) throw noText();
    // Record first: a text that goes out without a record would count as seen by nobody.
    await recorded(log, 'unmasked', { by: c.get('session').identity.id, intent, response, reason });
    // Show what the record names, not a response that arrived in the meantime.
    const open = await found(String(response ?? intent), true);
    return c.json(
      open.response === response ? open : { ...open, response, texts, state: null, letters: [], unread: [] },
    );
  });

  app.post('/api/answers/:index/overturn', async (c) => {
    requireScope(c, 'administer');
    const { outcome, reason } = await readBody(c, OVERTURN, `{"outcome": "${OUTCOMES.join('|')}", "reason": "…"}`);
    const index = c.req.param('index');
    const { intent, response, letters } = await found(index);
    const first = letters.find(({ choice }) => choice >= 0);
    if (response === null || first === undefined) throw noText();
    const { choice, outcome: was } = first;
    const by = c.get('session').identity.id;
    await recorded(log, 'overturned', { by, intent, response, choice, was, outcome, reason });
    return c.json(await found(index));
  });
}

const noExchange = () =>
  notFound({
    en: 'There is no exchange with this index: it is another record, was pruned, or is not there yet.',
    ja: 'この番号のやり取りはありません（別の種類の記録か、整理済みか、まだありません）。',
  });

const noText = () =>
  new ConsoleProblem(409, 'no_text', {
    en: 'There is no text of this answer: it was erased, is damaged, or never came.',
    ja: 'この回答の本文はありません（消去済みか、破損か、届いていません）。',
  });
