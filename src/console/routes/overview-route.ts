import type { Hono } from 'hono';
import { type ConsoleOverview, TOOL } from '../../schema/index.ts';
import { encodeBase64, parseCheckpoint, parseNote } from '../../tlog/index.ts';
import { type ConsoleEnv, requireScope } from '../access/console-env.ts';
import type { ConsoleLog, ConsolePorts } from '../ports.ts';
import { RecentRates } from '../rows/recent-rates.ts';
import type { ConsoleRowSource } from '../rows/row-source.ts';

/** `GET /api/overview`: the current state of everything. */
export function addOverviewRoute(app: Hono<ConsoleEnv>, ports: ConsolePorts, rows: ConsoleRowSource | null): void {
  const { log, control } = ports;
  const rates = log === null || rows === null ? null : new RecentRates(log, rows);
  app.get('/api/overview', async (c) => {
    requireScope(c, 'read-log');
    const by = c.get('session').identity.id;
    const asked = async (path: string): Promise<unknown> => {
      const reply = (await control?.({ method: 'GET', path, body: null, by })) ?? null;
      return reply?.status === 200 ? reply.body : null;
    };
    const rollouts = (await asked('/rollouts')) as { readonly rollouts?: readonly unknown[] } | null;
    const overview: ConsoleOverview = {
      now: ports.now(),
      tool: TOOL,
      log: log === null ? null : await logOf(log),
      rates: rates === null ? [] : await rates.rates(),
      rollouts: rollouts?.rollouts ?? [],
      watch: await asked('/watch'),
      models: ports.models(),
    };
    return c.json(overview);
  });
}

async function logOf(log: ConsoleLog): Promise<NonNullable<ConsoleOverview['log']>> {
  const { origin, vkey } = log;
  const published = await log.publicFile('checkpoint');
  return {
    ...{ origin, vkey, size: await log.size(), first: await log.first() },
    checkpoint: published === null ? null : checkpointOf(published),
  };
}

/** Returns the contents of a checkpoint, or null if invalid. The page verifies it, not the server. */
function checkpointOf(bytes: Uint8Array): NonNullable<ConsoleOverview['log']>['checkpoint'] {
  try {
    const { size, root } = parseCheckpoint(parseNote(bytes).text);
    return { size, root: encodeBase64(root) };
  } catch {
    return null;
  }
}
