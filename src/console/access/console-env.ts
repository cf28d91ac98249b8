import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { AccessScope } from '../../schema/index.ts';
import { ConsoleProblem } from './console-problem.ts';
import type { OpenSession } from './sessions.ts';

/** Variables available to every API request that was let in. */
export interface ConsoleEnv {
  readonly Bindings: HttpBindings;
  readonly Variables: {
    readonly session: OpenSession;
    /** Reports whether the session is still open and its key may still read; checked by long-lived responses. */
    readonly isStillIn: () => boolean;
  };
}

export type ConsoleContext = Context<ConsoleEnv>;

/** Throws if the session's key lacks the scope. */
export function requireScope(c: ConsoleContext, scope: AccessScope): void {
  if (c.get('session').identity.scopes.includes(scope)) return;
  throw new ConsoleProblem(403, 'key_not_permitted', {
    en: `Your key lacks the scope "${scope}".`,
    ja: `このキーには ${scope} の権限がありません。`,
  });
}
