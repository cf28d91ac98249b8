import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { AccessScope } from '../../schema/index.ts';
import { ConsoleProblem } from './console-problem.ts';
import type { OpenSession } from './sessions.ts';

/** What every request to the API brings along, once it was let in. */
export interface ConsoleEnv {
  readonly Bindings: HttpBindings;
  readonly Variables: {
    readonly session: OpenSession;
    /** Whether the session is still open, and its key may still read: asked by whatever lasts. */
    readonly isStillIn: () => boolean;
  };
}

export type ConsoleContext = Context<ConsoleEnv>;

/** Throws where the key of the session may not do this. */
export function requireScope(c: ConsoleContext, scope: AccessScope): void {
  if (c.get('session').identity.scopes.includes(scope)) return;
  throw new ConsoleProblem(403, 'key_not_permitted', {
    en: `Your key lacks the scope "${scope}".`,
    ja: `このキーには ${scope} の権限がありません。`,
  });
}
