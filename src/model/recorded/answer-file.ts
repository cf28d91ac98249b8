import { Buffer, isUtf8 } from 'node:buffer';
import { readSync } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ZenbunError } from '../../errors.ts';
import { lockFile } from '../../files/index.ts';
import { NO_USAGE, type Usage } from '../../schema/index.ts';
import type { ModelAnswer, ModelRequest } from '../model.ts';
import { AppendQueue, type FileEnding } from './append-queue.ts';
import { fileLines } from './file-lines.ts';
import { questionKey } from './question-key.ts';
import { formatRecordedAnswer, parseRecordedAnswer, type RecordedAnswer } from './recorded-answer.ts';

/** Recorded answers of one model that grow while it is asked. */
export interface AnswerFile {
  readonly path: string;
  /** What the questions of all lines used that were there at opening, failed ones included. */
  readonly used: Usage;
  /** Lines at opening that could not be read: none of their answers is found again. */
  readonly damaged: {
    readonly count: number;
    /** Number from 1. */
    readonly first: { readonly line: number; readonly why: string } | null;
  };
  /** The last line was not written to its end. It is cut off when something is appended. */
  readonly isTorn: boolean;
  /** The answer to this very question, asked in this very way; null where there is none. Of several, the first. */
  find(request: ModelRequest): ModelAnswer | null;
  /**
   * Resolves when the operating system has the line. Any number may be appended at a time. Rejects with `not-written`, and then
   * nothing of the line stays.
   */
  append(request: ModelRequest, outcome: ModelAnswer | ZenbunError, used?: Usage): Promise<void>;
  /** Waits for what is being appended, and lets others have the file. */
  close(): Promise<void>;
}

/** Longer lines are not taken for answers: no server may send as much. */
const MOST_LINE_BYTES = 64 * 2 ** 20;
const SPACE = 0x20;

/**
 * Opens recorded answers (see `parseRecordedAnswer`), or begins them, for this process alone. Only places of answers are held in
 * memory, not their texts. Folder and file are made for the user's eyes only: answers may be harmful. Throws `usage` where
 * another zenbun has the file, `not-written`.
 */
export async function openAnswerFile(path: string): Promise<AnswerFile> {
  await telling(path, () => mkdir(dirname(path), { recursive: true, mode: 0o700 }));
  const unlock = lockFile(path);
  try {
    const handle = await telling(path, () => open(path, 'a+', 0o600));
    try {
      return answerFile(path, handle, await telling(path, () => readBack(handle)), unlock);
    } catch (failure) {
      await handle.close();
      throw failure;
    }
  } catch (failure) {
    unlock();
    throw failure;
  }
}

/** Where a line is, in bytes. */
type ByteRange = readonly [start: number, end: number];

interface Contents extends Pick<AnswerFile, 'used' | 'damaged'>, FileEnding {
  readonly places: Map<string, ByteRange>;
}

async function readBack(handle: FileHandle): Promise<Contents> {
  const places = new Map<string, ByteRange>();
  const used = { ...NO_USAGE };
  const damaged: { count: number; first: AnswerFile['damaged']['first'] } = { count: 0, first: null };
  const last = { end: 0, isTorn: false, lacksBreak: false };
  let number = 0;
  for await (const { start, end, bytes, isWhole } of fileLines(handle, MOST_LINE_BYTES)) {
    number += 1;
    const record = bytes?.every((byte) => byte <= SPACE) ? null : readLine(bytes);
    if (!isWhole && typeof record === 'string') {
      last.isTorn = true;
      break;
    }
    last.end = isWhole ? end + 1 : end;
    last.lacksBreak = !isWhole;
    if (typeof record === 'string') {
      damaged.count += 1;
      damaged.first ??= { line: number, why: record };
    } else if (record !== null) {
      used.requests += record.used?.requests ?? 0;
      used.tokens += record.used?.tokens ?? 0;
      used.promptTokens += record.used?.promptTokens ?? 0;
      used.usd += record.used?.usd ?? 0;
      if ('answer' in record) keep(places, keyOf(record), [start, end]);
    }
  }
  return { places, used, damaged, ...last };
}

type Findable = RecordedAnswer & { readonly turns: NonNullable<RecordedAnswer['turns']> };

function readLine(bytes: Buffer | null): Findable | string {
  if (bytes === null) return `longer than ${MOST_LINE_BYTES} bytes`;
  if (!isUtf8(bytes)) return 'not valid UTF-8';
  const record = parseRecordedAnswer(bytes.toString('utf8'));
  if (typeof record === 'string') return record;
  const { turns } = record;
  return turns === null ? 'does not say what was asked' : { ...record, turns };
}

function keyOf({ turns, prefill, nth, sample }: Findable): string {
  return questionKey({ turns, sample, nth: nth ?? 0, ...(prefill === null ? {} : { prefill }) });
}

function keep(places: Map<string, ByteRange>, key: string, place: ByteRange): void {
  if (!places.has(key)) places.set(key, place);
}

function answerFile(path: string, handle: FileHandle, contents: Contents, unlock: () => void): AnswerFile {
  const { places, used, damaged, isTorn } = contents;
  const queue = new AppendQueue(handle, contents);
  return {
    path,
    used,
    damaged,
    isTorn,
    find(request) {
      const place = places.get(questionKey(request));
      return place === undefined ? null : answerAt(path, handle, place);
    },
    async append(request, outcome, spent) {
      const line = formatRecordedAnswer(request, outcome, spent);
      const start = await telling(path, () => queue.append(line));
      if (outcome instanceof ZenbunError) return;
      keep(places, questionKey(request), [start, start + Buffer.byteLength(line)]);
    },
    async close() {
      await queue.settled();
      await handle.close();
      unlock();
    },
  };
}

function answerAt(path: string, { fd }: FileHandle, [start, end]: ByteRange): ModelAnswer {
  const bytes = Buffer.alloc(end - start);
  let at = 0;
  while (at < bytes.length) {
    const read = readSync(fd, bytes, at, bytes.length - at, start + at);
    if (read === 0) break;
    at += read;
  }
  const record = readLine(bytes);
  if (typeof record === 'object' && 'answer' in record) return record.answer;
  throw new ZenbunError(
    'damaged',
    { en: `${path} changed while it was in use`, ja: `${path} は使用中に変更されました` },
    { advice: { en: 'Resume the run.', ja: '実行を再開してください。' } },
  );
}

async function telling<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ZenbunError(
      'not-written',
      { en: `${path}: answers cannot be recorded: ${why}`, ja: `${path}：回答を記録できません：${why}` },
      {
        advice: {
          en: 'Free some space or choose another folder, then resume the run.',
          ja: '空き容量を増やすか別の場所を指定して、実行を再開してください。',
        },
        cause,
      },
    );
  }
}
