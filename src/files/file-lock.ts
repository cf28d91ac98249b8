import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { ZenbunError } from '../errors.ts';

/** Distinguishes this process from an earlier one with the same PID (in a container, the PID is 1 every time). */
const TOKEN = randomUUID();
const SELF = `${process.pid} ${TOKEN}\n`;

/** A lock file that stays empty for longer than this will never get an owner. */
const MOST_WRITING_MS = 60_000;

/** A lock that this process has taken on a file. */
export interface FileLock {
  /**
   * Checks the disk: false once the lock was given back or taken over by another process. Throws `not-written` if the
   * lock cannot be read.
   */
  isHeld(): boolean;
  /**
   * Releases the lock. Only the first call counts: a second one does nothing, even if the file was locked again since.
   */
  giveBack(): void;
}

/** Like `takeFile`, but returns only the function that releases the lock. */
export function lockFile(path: string, named?: string): () => void {
  return takeFile(path, named).giveBack;
}

/**
 * Locks a file for this process alone by creating `PATH.lock` beside it. Takes over a lock left behind by a dead
 * process. Throws `usage` if another process holds the lock, or `not-written`. Only sees processes on this machine.
 * `named`: the name to use in messages if `path` is not an actual file.
 */
export function takeFile(path: string, named = path): FileLock {
  const lock = `${path}.lock`;
  for (;;) {
    const owner = readOrNull(lock);
    if (owner === null) {
      if (taken(lock)) break;
      continue;
    }
    if (owner === '' ? isBeingWritten(lock) : isAlive(owner)) throw inUse(named, lock);
    removeDead(lock, owner, named);
  }
  let isGiven = false;
  const isHeld = () => !isGiven && readOrNull(lock) === SELF;
  return {
    isHeld,
    giveBack: () => {
      if (isHeld()) unlinkSync(lock);
      isGiven = true;
    },
  };
}

/**
 * Tries to create the lock for this process. The lock file appears together with its owner or not at all, so a process
 * killed halfway never leaves a lock without an owner.
 */
function taken(lock: string): boolean {
  const own = `${lock}.${TOKEN}`;
  try {
    writeFileSync(own, SELF, { mode: 0o600 });
    linkSync(own, lock);
    return true;
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (WITHOUT_LINKS.has(code)) return takenInSteps(lock);
    throw cannotLock(lock, cause);
  } finally {
    rmSync(own, { force: true });
  }
}

/** Error codes returned by file systems without hard links. */
const WITHOUT_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

function takenInSteps(lock: string): boolean {
  try {
    writeFileSync(lock, SELF, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cannotLock(lock, cause);
  }
}

/**
 * Removes the lock of a dead process. Only one process may do so at a time: if several saw the same dead owner, the
 * later ones must not remove the lock that the first has taken since.
 */
function removeDead(lock: string, dead: string, named: string): void {
  const guard = `${lock}.guard`;
  if (!taken(guard)) {
    const owner = readOrNull(guard);
    if (owner !== null && isAlive(owner)) throw inUse(named, lock);
    rmSync(guard, { force: true });
    return;
  }
  try {
    if (readOrNull(lock) === dead) rmSync(lock, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

/**
 * True while an empty lock file is young enough to be still being written. An older one lost its content in a power
 * failure.
 */
function isBeingWritten(lock: string): boolean {
  const { mtimeMs } = statSync(lock, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
  return Date.now() - mtimeMs < MOST_WRITING_MS;
}

function isAlive(owner: string): boolean {
  const pid = Number.parseInt(owner, 10);
  if (Number.isNaN(pid)) return true;
  if (pid === process.pid) return owner === SELF;
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (failure) {
    // The process exists but belongs to another user.
    return (failure as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * True if the process is dead but not yet reaped. It stays that way if the parent never reaps (node as the first
 * process of a container).
 */
function isZombie(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    // This system has no /proc.
    return false;
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (failure) {
    if (isAbsence(failure)) return null;
    throw cannotLock(path, failure);
  }
}

const isAbsence = (failure: unknown) => (failure as NodeJS.ErrnoException).code === 'ENOENT';

const inUse = (path: string, lock: string) =>
  new ZenbunError(
    'usage',
    { en: `${path} is in use by another zenbun process`, ja: `${path} は別の zenbun が使用中です` },
    {
      advice: {
        en: `Wait until it has ended; if no other process is running, remove ${lock}.`,
        ja: `終了を待ってください。動いている zenbun がなければ ${lock} を削除してください。`,
      },
    },
  );

function cannotLock(lock: string, cause: unknown): ZenbunError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ZenbunError(
    'not-written',
    { en: `${lock} cannot be written: ${why}`, ja: `${lock} を作成できません：${why}` },
    { cause },
  );
}
