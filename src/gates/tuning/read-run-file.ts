import { createHash, type Hash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import {
  bytesToRead,
  type FileReading,
  type GivenFile,
  readSafetensorsHeader,
  readTrainerFile,
  type TensorEntry,
} from '../../tuning/index.ts';
import { TRAINER_FORMATS } from './trainer-formats.ts';

const BLOCK = 2 ** 20;
const LARGE = 2 ** 20;
/** A file of a run, read, with its digest; null if its kind is not read. */
export interface ReadRunFile {
  readonly reading: FileReading;
  readonly sha256: string | null;
}

/**
 * Reads one file. `path` is its name in the result. Throws the errors of opening it. Never follows a link in the last
 * part of `place`.
 */
export async function readRunFile(place: string, path: string, signal?: AbortSignal): Promise<ReadRunFile> {
  const handle = await open(place, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const { size } = await handle.stat();
    const first = await readHead(handle, Math.min(8, size));
    const wanted = bytesToRead(path, size, first);
    if (wanted === 0) return await readUnopened(handle, { path, size, bytes: first, sha256: null }, signal);
    const bytes = await readHead(handle, wanted);
    const isWeights = path.toLowerCase().endsWith('.safetensors');
    const header = isWeights
      ? readSafetensorsHeader(bytes, size, (part) => TRAINER_FORMATS.decode(part, 'utf-8'))
      : null;
    const spans = header?.isRead ? header.tensors : [];
    const { sha256, parts } = await digestsOf(handle, size, spans, signal);
    const made = readTrainerFile({ path, size, bytes, sha256 }, TRAINER_FORMATS);
    // A substring keeps its whole text in memory, so the record of a large file is copied.
    const reading = size > LARGE ? structuredClone(made) : made;
    return { reading: parts.size === 0 ? reading : withDigests(reading, parts), sha256 };
  } finally {
    await handle.close();
  }
}

/** Reads only the digest of tokenizer files, and nothing of other kinds. */
async function readUnopened(handle: FileHandle, given: GivenFile, signal?: AbortSignal): Promise<ReadRunFile> {
  const reading = readTrainerFile(given, TRAINER_FORMATS);
  if (reading.kind !== 'tokenizer') return { reading, sha256: null };
  const { sha256 } = await digestsOf(handle, given.size, [], signal);
  return { reading: readTrainerFile({ ...given, sha256 }, TRAINER_FORMATS), sha256 };
}

function withDigests(reading: FileReading, digests: ReadonlyMap<string, string>): FileReading {
  if (reading.state !== 'read') return reading;
  const tensors = reading.record.tensors.map(
    (tensor): TensorEntry => ({ ...tensor, sha256: digests.get(tensor.name) ?? null }),
  );
  return { ...reading, record: { ...reading.record, tensors } };
}

async function readHead(handle: FileHandle, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let at = 0;
  while (at < length) {
    const { bytesRead } = await handle.read(bytes, at, length - at, at);
    if (bytesRead === 0) break;
    at += bytesRead;
  }
  return bytes.subarray(0, at);
}

interface ByteSpan {
  readonly name: string;
  readonly begin: number;
  readonly end: number;
}

/** Returns the SHA-256 of the file and of each span, in one pass. Spans get none if any of them overlap. */
async function digestsOf(
  handle: FileHandle,
  size: number,
  spans: readonly ByteSpan[],
  signal: AbortSignal | undefined,
): Promise<{ sha256: string; parts: ReadonlyMap<string, string> }> {
  const whole = createHash('sha256');
  const parts = new Map<string, string>();
  const sorted = [...spans].sort((a, b) => a.begin - b.begin || a.end - b.end);
  const isApart = sorted.every(({ begin }, i) => i === 0 || begin >= sorted[i - 1]!.end);
  const waiting = isApart ? sorted : [];
  let next = 0;
  let current: Hash = createHash('sha256');
  const block = new Uint8Array(BLOCK);
  for (let at = 0; at < size; ) {
    signal?.throwIfAborted();
    const { bytesRead } = await handle.read(block, 0, BLOCK, at);
    if (bytesRead === 0) break;
    const bytes = block.subarray(0, bytesRead);
    whole.update(bytes);
    for (let span = waiting[next]; span !== undefined && span.begin < at + bytesRead; span = waiting[next]) {
      current.update(bytes.subarray(Math.max(span.begin - at, 0), Math.max(span.end - at, 0)));
      if (span.end > at + bytesRead) break;
      parts.set(span.name, current.digest('hex'));
      current = createHash('sha256');
      next++;
    }
    at += bytesRead;
  }
  return { sha256: whole.digest('hex'), parts };
}
