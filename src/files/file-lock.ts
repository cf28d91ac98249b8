import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readFileSync, renameSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { ZenbunError } from '../errors.ts';

/** This process, apart from an earlier one that had its number (in a container it is 1 each time). */
const SELF = `${process.pid} ${randomUUID()}\n`;

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
export function lockFile(path: string): () => void {
  return takeFile(path).giveBack;
}

/**
 * Takes a file for this process alone, by another one beside it, `PATH.lock`; one that a dead process left is taken over.
 * Throws `usage` where somebody else has it, or `not-written`. Sees processes of this machine only.
 */
export function takeFile(path: string): FileLock {
  const lock = `${path}.lock`;
  while (!taken(lock)) {
    const owner = readOrNull(lock);
    // Given back between two looks.
    if (owner === null) continue;
    if (owner === '' ? isBeingWritten(lock) : isAlive(owner)) throw inUse(path, lock);
    setAside(path, lock, owner);
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

function taken(lock: string): boolean {
  let file: number;
  try {
    file = openSync(lock, 'wx', 0o600);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cannotLock(lock, cause);
  }
  try {
    writeSync(file, SELF);
    return true;
  } catch (cause) {
    unlinkSync(lock);
    throw cannotLock(lock, cause);
  } finally {
    closeSync(file);
  }
}

/** Renamed before it is removed: of two who saw the same dead owner, the second must not remove the lock of the first. */
function setAside(path: string, lock: string, dead: string): void {
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch (failure) {
    if (!isAbsence(failure)) throw cannotLock(lock, failure);
    // The other was quicker.
    return;
  }
  if (readOrNull(aside) === dead) {
    unlinkSync(aside);
    return;
  }
  renameSync(aside, lock);
  throw inUse(path, lock);
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
