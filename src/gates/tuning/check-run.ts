import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ZenbunError } from '../../errors.ts';
import { type Message, TOOL, type TrainingFile, type TrainingResult } from '../../schema/index.ts';
import {
  checkTraining,
  type FileReading,
  joinRecords,
  type TrainingRecord,
  trainingVerdict,
} from '../../tuning/index.ts';
import { attestedRun } from './attested-run.ts';
import { baseLikeness } from './base-likeness.ts';
import { withFolders } from './data-folders.ts';
import { knownBase } from './known-base.ts';
import { knownData } from './known-data.ts';
import { listFiles } from './list-files.ts';
import { readRunFile } from './read-run-file.ts';

export interface CheckRunOptions {
  /** Files, folders and globs of training data, as for `scan`. */
  readonly data?: readonly string[];
  /** Folder of the base model, or its single safetensors file. */
  readonly base?: string;
  /** Signed statements (DSSE envelopes or bundles). */
  readonly statements?: readonly string[];
  /** Configurations outside the folder. */
  readonly configs?: readonly string[];
  /** Mean loss of the untrained base on the data, in nats per token. */
  readonly baseLoss?: number;
  /** Mean loss of the delivered model on the data, in nats per token. */
  readonly tunedLoss?: number;
  readonly signal?: AbortSignal;
}

/**
 * Reads what a run left in a folder and checks it. Links are not followed. Throws `not-found`, `unreadable` if the
 * folder contains no file of a trainer, and as `knownData`, `knownBase` and `attestedRun` do.
 */
export async function checkRun(folder: string, options: CheckRunOptions = {}): Promise<TrainingResult> {
  const { signal } = options;
  const { files, records } = await readFolder(folder, options);
  if (records.length === 0) throw nothingRead(folder);
  const attested = await attestedRun(options.statements ?? []);
  const patterns = options.data ?? [];
  const data = await withFolders(await knownData(patterns, signal), patterns, attested, signal);
  const base = options.base === undefined ? null : await knownBase(options.base, attested?.baseSha256 ?? null, signal);
  const { baseLoss, tunedLoss } = options;
  const isFolder = (await stat(folder)).isDirectory();
  const likeness = base === null || !isFolder ? [] : await baseLikeness(folder, options.base!, records, base, signal);
  const checks = checkTraining({
    records,
    data,
    base,
    attested,
    likeness,
    ...(baseLoss === undefined ? {} : { baseLoss }),
    ...(tunedLoss === undefined ? {} : { tunedLoss }),
  });
  return { schema: 'zenbun.training/1', tool: TOOL, verdict: trainingVerdict(checks), path: folder, files, checks };
}

async function readFolder(folder: string, { configs = [], signal }: CheckRunOptions) {
  const kind = await stat(folder).catch(() => null);
  if (kind === null) throw notThere(folder);
  const listed = kind.isDirectory()
    ? await listFiles(folder).catch((cause: unknown) => {
        throw notThere(folder, cause);
      })
    : { files: [basename(folder)], others: [], leftOut: [] };
  const places = [
    ...listed.files.map((path) => ({ path, place: kind.isDirectory() ? join(folder, path) : folder, isNamed: false })),
    ...configs.map((path) => ({ path, place: path, isNamed: true })),
  ];
  const files: TrainingFile[] = [];
  const readings: FileReading[] = [];
  for (const { path, place, isNamed } of places) {
    signal?.throwIfAborted();
    const read = await readRunFile(place, path, signal).catch((cause: unknown) => {
      if (isNamed) throw notThere(path, cause);
      signal?.throwIfAborted();
      return null;
    });
    if (read === null) files.push(unreadFile(path, NOT_OPENED));
    else {
      files.push(fileOf(read.reading, read.sha256));
      readings.push(read.reading);
    }
  }
  files.push(
    ...listed.others.map((path) => unreadFile(path, NO_FILE)),
    ...listed.leftOut.map((path) => unreadFile(path, LEFT_OUT)),
  );
  const records: readonly TrainingRecord[] = joinRecords(readings);
  return { files, records };
}

function fileOf(reading: FileReading, sha256: string | null): TrainingFile {
  const { path, kind } = reading;
  if (reading.state !== 'read') return { path, sha256, kind, unread: reading.reason };
  const { unread } = reading.record;
  const all = { en: unread.map(({ en }) => en).join(' '), ja: unread.map(({ ja }) => ja).join('') };
  return { path, sha256, kind, unread: unread.length === 0 ? null : all };
}

const unreadFile = (path: string, unread: Message): TrainingFile => ({ path, sha256: null, kind: null, unread });

const NOT_OPENED: Message = { en: 'It could not be opened.', ja: '開けませんでした。' };
const NO_FILE: Message = {
  en: 'A symbolic link or no regular file; it was not opened.',
  ja: 'シンボリックリンクまたは通常のファイル以外のため、開いていません。',
};
const LEFT_OUT: Message = {
  en: 'Too deep, or after too many files; it was not looked at.',
  ja: '階層またはファイル数の上限を超えたため、確認していません。',
};

const notThere = (path: string, cause?: unknown) =>
  new ZenbunError(
    'not-found',
    { en: `${path} is not there or cannot be read`, ja: `${path} がないか、読み取れません` },
    {
      advice: {
        en: 'Give the folder that the trainer wrote to, or its log.',
        ja: '学習ツールの出力フォルダー、またはログを指定してください。',
      },
      cause,
    },
  );

const nothingRead = (folder: string) =>
  new ZenbunError(
    'unreadable',
    {
      en: `${folder} contains no trainer files that zenbun can read`,
      ja: `${folder} に、zenbun が読み取れる学習ツールのファイルがありません`,
    },
    {
      advice: {
        en: 'Give the output folder of the run, with trainer_state.json, adapter_config.json, a configuration, or the job object of a hosted trainer.',
        ja: 'trainer_state.json、adapter_config.json、設定ファイル、ホスト型サービスのジョブの JSON などを含む、学習の出力フォルダーを指定してください。',
      },
    },
  );
