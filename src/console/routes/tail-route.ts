import { setMaxListeners } from 'node:events';
import type { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { type ConsoleContext, type ConsoleEnv, requireScope } from '../access/console-env.ts';
import { ConsoleProblem } from '../access/console-problem.ts';
import { indexIn } from '../access/read-input.ts';
import { TailPlaces } from '../log/tail-places.ts';
import { type TailEvent, tailRows } from '../log/tail-stream.ts';
import type { ConsoleLog, ConsolePorts } from '../ports.ts';
import type { ConsoleRowSource } from '../rows/row-source.ts';

/** Streams the rows of the log as they arrive. */
export function addTailRoute(
  app: Hono<ConsoleEnv>,
  ports: ConsolePorts,
  log: ConsoleLog,
  rows: ConsoleRowSource,
): void {
  const places = new TailPlaces();
  // Every follower adds a listener; their number is limited here.
  setMaxListeners(0, ports.closing);
  app.get('/api/tail', (c) => {
    requireScope(c, 'read-log');
    const from = beginning(c);
    const { identity, csrf } = c.get('session');
    const leavePlace = places.take(`${identity.id} ${identity.hash}`, csrf);
    if (leavePlace === null) throw tooManyTails();
    const { outgoing } = c.env;
    // Whatever happens to the stream, the place is free again when the response is over.
    outgoing.once('close', leavePlace);
    const isStillIn = c.get('isStillIn');
    // Proxies would otherwise wait for more before passing this on.
    c.header('X-Accel-Buffering', 'no');
    const response = streamSSE(c, async (stream) => {
      const reader = {
        write: ({ event, id, data }: TailEvent) =>
          event === undefined ? stream.write(':\n\n') : stream.writeSSE({ event, id: String(id), data }),
        get isGone() {
          return stream.aborted || outgoing.destroyed;
        },
        onGone(listener: () => void) {
          stream.onAbort(listener);
          outgoing.once('close', listener);
        },
      };
      // The stream has no end to read to: a client that returns continues where this ended.
      const leave = () => outgoing.destroy();
      ports.closing.addEventListener('abort', leave);
      try {
        await tailRows(reader, from, { ...ports, log, rows, isStillIn });
      } catch {
        leave();
      } finally {
        ports.closing.removeEventListener('abort', leave);
        leavePlace();
      }
    });
    response.headers.set('Cache-Control', 'no-store');
    return response;
  });
}

/** Returns the index to continue from; null for new records only. */
function beginning(c: ConsoleContext): number | null {
  const last = c.req.header('last-event-id');
  if (last !== undefined && /^\d{1,15}$/.test(last)) return Number(last) + 1;
  return c.req.query('from') === undefined ? null : indexIn(c, 'from', 0);
}

const tooManyTails = () =>
  new ConsoleProblem(503, 'too_many_streams', {
    en: 'Too many pages follow the log already. Close some of them.',
    ja: 'ログを追っている画面が多すぎます。不要な画面を閉じてください。',
  });
