import type { ConsoleIdentity, ConsolePorts } from '../ports.ts';

/** A session of somebody who is signed in. */
export interface OpenSession {
  readonly identity: ConsoleIdentity;
  /** Token that every changing request must send back in a header. */
  readonly csrf: string;
}

interface KeptSession extends OpenSession {
  /** Milliseconds since 1970. */
  readonly ends: number;
}

export const SESSION_SECONDS = 12 * 60 * 60;
export const MAX_OF_KEY = 20;
const TOKEN_BYTES = 32;

/** Open sessions, kept in memory: a restart signs everybody out. */
export class Sessions {
  readonly #ports: Pick<ConsolePorts, 'now' | 'random' | 'current' | 'everybody'>;
  /** By token, the oldest first. */
  readonly #kept = new Map<string, KeptSession>();
  /** Token shared by everybody while no keys are configured. */
  readonly #localCsrf: string;

  constructor(ports: Pick<ConsolePorts, 'now' | 'random' | 'current' | 'everybody'>) {
    this.#ports = ports;
    this.#localCsrf = this.#token();
  }

  /**
   * Signs in and returns the token for the cookie. If a key has too many sessions, its own oldest one is dropped, never
   * somebody else's.
   */
  open(identity: ConsoleIdentity): string {
    const now = this.#ports.now();
    for (const [old, { ends }] of this.#kept) if (ends <= now) this.#kept.delete(old);
    const own = [...this.#kept].filter(([, { identity: one }]) => one.id === identity.id && one.hash === identity.hash);
    for (const [old] of own.slice(0, Math.max(0, own.length - MAX_OF_KEY + 1))) this.#kept.delete(old);
    const token = this.#token();
    this.#kept.set(token, { identity, csrf: this.#token(), ends: now + SESSION_SECONDS * 1000 });
    return token;
  }

  /**
   * Returns the session of a token, with the scopes that its key has now; null if the session is over or the key was
   * removed.
   */
  find(token: string | undefined): OpenSession | null {
    const everybody = this.#ports.everybody();
    if (everybody !== null) return { identity: everybody, csrf: this.#localCsrf };
    const kept = token === undefined ? undefined : this.#kept.get(token);
    if (kept === undefined) return null;
    const identity = kept.ends > this.#ports.now() ? this.#ports.current(kept.identity) : null;
    if (identity !== null) return { identity, csrf: kept.csrf };
    this.close(token);
    return null;
  }

  close(token: string | undefined): void {
    if (token !== undefined) this.#kept.delete(token);
  }

  #token(): string {
    return Buffer.from(this.#ports.random(TOKEN_BYTES)).toString('base64url');
  }
}
