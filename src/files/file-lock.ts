import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { ZenbunError } from '../errors.ts';

/** This process, apart from an earlier one that had its number (in a container it is 1 each time). */
const TOKEN = randomUUID();
const SELF = `${process.pid} ${TOKEN}\n`;

/** A lock that has no owner for longer will not get one. */
const MOST_WRITING_MS = 60_000;

/** A file that was taken. */
export interface FileLock {
  /** Looks at the disk: false once it was given back, or somebody else took it over. Throws `not-written` where that cannot be seen. */
  isHeld(): boolean;
  /** Once: a second call does nothing, also where the file was taken anew since. */
  giveBack(): void;
}

/** As `takeFile`; returns what gives it back. */
export function lockFile(path: string, named?: string): () => void {
  return takeFile(path, named).giveBack;
}

/**
 * Takes a file for this process alone, by another one beside it, `PATH.lock`; one that a dead process left is taken over.
 * Throws `usage` where somebody else has it, or `not-written`. Sees processes of this machine only.
 * `named`: what it stands for, for messages, where there is no such file.
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
    removeDead(path, lock, owner);
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

/** Whether this process has it now. It is there with its owner or not at all: who is killed in between leaves none without an owner. */
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

/** What file systems without hard links answer. */
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
 * Removes the lock of a dead process. One process at a time does so: of several who saw the same dead owner, the later ones must not remove the
 * lock that the first has taken since.
 */
function removeDead(path: string, lock: string, dead: string): void {
  const guard = `${lock}.guard`;
  if (!taken(guard)) {
    const owner = readOrNull(guard);
    if (owner !== null && isAlive(owner)) throw inUse(path, lock);
    rmSync(guard, { force: true });
    return;
  }
  try {
    if (readOrNull(lock) === dead) rmSync(lock, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

/** A lock without an owner; or a disk has lost its content when the power failed. */
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
    // It is there, and another user's.
    return (failure as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Dead, but nobody has asked after it: so it stays where the parent does not reap (node as the first process of a container). */
function isZombie(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    // No such place on this system.
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
