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

/** Recorded answers of one model, extended while it is asked. */
export interface AnswerFile {
  readonly path: string;
  /** Usage of the questions on all lines present at opening, including failed ones. */
  readonly used: Usage;
  /** Lines that could not be read at opening. None of their answers can be found. */
  readonly damaged: {
    readonly count: number;
    /** Line number, from 1. */
    readonly first: { readonly line: number; readonly why: string } | null;
  };
  /** True if the last line was not written to its end. It is cut off before the next append. */
  readonly isTorn: boolean;
  /**
   * Returns the answer to exactly this question with the same prefill and sampling, or null if there is none. If there
   * are several, returns the first.
   */
  find(request: ModelRequest): ModelAnswer | null;
  /**
   * Appends a line; resolves once the operating system has it. Any number of appends may run concurrently. Rejects with
   * `not-written`, in which case nothing of the line remains.
   */
  append(request: ModelRequest, outcome: ModelAnswer | ZenbunError, used?: Usage): Promise<void>;
  /** Waits for pending appends and releases the file for other processes. */
  close(): Promise<void>;
}

/** Longer lines are not taken for answers, because no server may send that much. */
const MOST_LINE_BYTES = 64 * 2 ** 20;
const SPACE = 0x20;

/**
 * Opens a file of recorded answers (see `parseRecordedAnswer`), or creates it, for exclusive use by this process. Only
 * the positions of answers are held in memory, not their texts. Folder and file are readable only by the user, because
 * answers may be harmful. Throws `usage` if another zenbun has the file, and `not-written`.
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

/** Position of a line, in bytes. */
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
