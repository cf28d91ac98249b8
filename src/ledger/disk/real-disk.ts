import fs from 'node:fs';
import { lockFile } from '../../files/index.ts';
import type { DiskFile, LedgerDisk } from './ledger-disk.ts';

type Callback<T> = (failure: NodeJS.ErrnoException | null, result: T) => void;

/**
 * Promisifies a callback call: `node:fs` promises cost a handle and a tick per call, and the hot path makes two per
 * batch.
 */
const asked = <T = void>(call: (done: Callback<T>) => void): Promise<T> =>
  new Promise((resolve, reject) => {
    call((failure, result) => {
      if (failure) reject(failure);
      else resolve(result);
    });
  });

const orNull = <T>(work: Promise<T>): Promise<T | null> =>
  work.catch((failure: NodeJS.ErrnoException) => {
    if (failure.code === 'ENOENT') return null;
    throw failure;
  });

/** The file system of this machine. */
export const realDisk: LedgerDisk = {
  lock: (path, named) => lockFile(path, named),
  makeFolder: (path) =>
    asked((done) => fs.mkdir(path, done as Callback<void>)).catch((failure: NodeJS.ErrnoException) => {
      if (failure.code !== 'EEXIST') throw failure;
    }),
  list: async (path) => (await orNull(asked<string[]>((done) => fs.readdir(path, done)))) ?? [],
  size: async (path) => (await orNull(asked<fs.Stats>((done) => fs.stat(path, done))))?.size ?? null,
  readFile: async (path, from = 0, bytes) => {
    const fd = await orNull(asked<number>((done) => fs.open(path, 'r', done)));
    return fd === null ? null : whole(fd, from, bytes);
  },
  open: async (path, how, mode) =>
    fileOf(await asked<number>((done) => fs.open(path, how === 'create' ? 'w' : 'r+', mode, done))),
  rename: (from, to) => asked((done) => fs.rename(from, to, done as Callback<void>)),
  unlink: async (path) => {
    await orNull(asked((done) => fs.unlink(path, done as Callback<void>)));
  },
  removeFolder: (path) =>
    asked((done) => fs.rmdir(path, done as Callback<void>)).catch((failure: NodeJS.ErrnoException) => {
      if (failure.code !== 'ENOENT' && failure.code !== 'ENOTEMPTY') throw failure;
    }),
  syncFolder: async (path) => {
    const fd = await asked<number>((done) => fs.open(path, 'r', done));
    try {
      await asked((done) => fs.fsync(fd, done as Callback<void>));
    } finally {
      await asked((done) => fs.close(fd, done as Callback<void>));
    }
  },
};

async function whole(fd: number, from: number, bytes: number | undefined): Promise<Uint8Array> {
  try {
    const size = bytes ?? Math.max(0, (await asked<fs.Stats>((done) => fs.fstat(fd, done))).size - from);
    const buffer = Buffer.allocUnsafe(size);
    let done = 0;
    while (done < size) {
      const read = await asked<number>((told) => fs.read(fd, buffer, done, size - done, from + done, told));
      if (read === 0) break;
      done += read;
    }
    return buffer.subarray(0, done);
  } finally {
    await asked((done) => fs.close(fd, done as Callback<void>));
  }
}

function fileOf(fd: number): DiskFile {
  return {
    write: async (buffers, position) => {
      let rest = buffers;
      let at = position;
      while (rest.length > 0) {
        const written = await asked<number>((done) => fs.writev(fd, rest as Uint8Array[], at, done));
        at += written;
        rest = unwritten(rest, written);
      }
    },
    datasync: () => asked((done) => fs.fdatasync(fd, done as Callback<void>)),
    truncate: (bytes) => asked((done) => fs.ftruncate(fd, bytes, done as Callback<void>)),
    close: () => asked((done) => fs.close(fd, done as Callback<void>)),
  };
}

/** Returns what is left to write: a write may take fewer bytes than it was given. */
function unwritten(buffers: readonly Uint8Array[], written: number): readonly Uint8Array[] {
  let left = written;
  let i = 0;
  while (i < buffers.length && left >= buffers[i]!.length) {
    left -= buffers[i]!.length;
    i += 1;
  }
  if (i === buffers.length) return [];
  return left === 0 ? buffers.slice(i) : [buffers[i]!.subarray(left), ...buffers.slice(i + 1)];
}
