import type { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import * as z from 'zod';
import type { ConsoleSession, ConsoleView } from '../../schema/index.ts';
import type { ConsoleContext, ConsoleEnv } from '../access/console-env.ts';
import { ConsoleProblem } from '../access/console-problem.ts';
import { readBody } from '../access/read-input.ts';
import { type OpenSession, SESSION_SECONDS, type Sessions } from '../access/sessions.ts';
import { SignInAttempts } from '../access/sign-in-attempts.ts';
import type { ConsolePorts } from '../ports.ts';

const COOKIE = 'zenbun_console';
const COOKIE_PATH = '/console';
const KEY = z.strictObject({ key: z.string().min(1).max(1000) });

/**
 * Returns the session of a request. Returns null if there is none, or if the request has two session cookies: one of
 * them is not the console's doing.
 */
export const sessionOf = (c: ConsoleContext, sessions: Sessions): OpenSession | null =>
  cookiesIn(c.req.header('cookie') ?? '') > 1 ? null : sessions.find(getCookie(c, COOKIE));

const cookiesIn = (header: string): number =>
  header.split(';').filter((pair) => pair.split('=')[0]!.trim() === COOKIE).length;

/** `GET`, `POST` and `DELETE /api/session`: current user, sign in, sign out. */
export function addSessionRoutes(app: Hono<ConsoleEnv>, ports: ConsolePorts, sessions: Sessions): void {
  const attempts = new SignInAttempts(ports.now);
  const shown = (session: OpenSession): ConsoleSession => ({
    by: session.identity.id,
    scopes: session.identity.scopes,
    csrf: session.csrf,
    views: viewsOf(ports),
    isServing: ports.control !== null,
  });

  app.get('/api/session', (c) => c.json(shown(c.get('session'))));

  app.post('/api/session', async (c) => {
    const address = c.env.incoming.socket.remoteAddress ?? '';
    const attempt = attempts.begin(address);
    const { key } = await readBody(c, KEY, '{"key": "zk_…"}');
    const identity = ports.everybody() ?? ports.signIn(key);
    if (identity === null) {
      if (attempt.waitSeconds === null) throw unknownKey();
      c.header('Retry-After', String(attempt.waitSeconds));
      throw tooMany(attempt.waitSeconds);
    }
    attempt.succeeded();
    if (!identity.scopes.includes('read-log')) throw notPermitted();
    sessions.close(getCookie(c, COOKIE));
    const token = sessions.open(identity);
    setCookie(c, COOKIE, token, {
      path: COOKIE_PATH,
      httpOnly: true,
      sameSite: 'Strict',
      secure: ports.isSecure || c.req.header('x-forwarded-proto') === 'https',
      maxAge: SESSION_SECONDS,
    });
    return c.json(shown(sessions.find(token)!));
  });

  app.delete('/api/session', (c) => {
    sessions.close(getCookie(c, COOKIE));
    deleteCookie(c, COOKIE, { path: COOKIE_PATH });
    return c.body(null, 204);
  });
}

/** Returns the available views; a view with nothing to show is not offered. */
function viewsOf({ log, control, runs }: ConsolePorts): ConsoleView[] {
  return [
    'overview',
    ...(log === null ? [] : (['live', 'answer'] as const)),
    ...(log === null && control === null ? [] : (['rollout'] as const)),
    ...(control === null ? [] : (['watch'] as const)),
    ...(runs === null ? [] : (['runs'] as const)),
    ...(log === null ? [] : (['evidence'] as const)),
  ];
}

const tooMany = (seconds: number) =>
  new ConsoleProblem(429, 'too_many_attempts', {
    en: `Too many failed attempts to sign in. Try again in ${seconds} seconds.`,
    ja: `ログインの失敗が続いたため、${seconds} 秒待ってからやり直してください。`,
  });

const unknownKey = () =>
  new ConsoleProblem(401, 'invalid_key', { en: 'This key is not known.', ja: 'このキーは登録されていません。' });

const notPermitted = () =>
  new ConsoleProblem(403, 'key_not_permitted', {
    en: 'The console needs a key with the scope "read-log".',
    ja: 'コンソールには、read-log の権限を持つキーが必要です。',
  });
