import type { Message } from '../../schema/index.ts';
import { TRAINER_FILES } from './catalogue.ts';
import { isDigestOnly } from './hugging-face/model-files.ts';
import { whyNeverOpened } from './never-opened.ts';
import { decodeText } from './parsing/decode-text.ts';
import { parseJsonLines } from './parsing/json-lines.ts';
import { type JsonFault, parseJsonText } from './parsing/json-text.ts';
import { headerBytes } from './parsing/safetensors-header.ts';
import type { FileContent, FileReading, FormatPorts, GivenFile, SeenFile } from './trainer-file.ts';

/** Larger files are not read: no log or configuration of a trainer is that large. */
const MOST_BYTES = 64 * 1024 * 1024;

/** YAML is slow to parse, and only configurations use it. */
const MOST_YAML_BYTES = 4 * 1024 * 1024;

const TEXT_ENDINGS = /\.(?:json|jsonl|ndjson|ya?ml|csv|tsv|md|txt|log|b64)$/;

/**
 * Returns how many bytes from the beginning of a file `readTrainerFile` needs; 0 if the file is never opened. `first`
 * holds its first 8 bytes, or fewer if the file is shorter.
 */
export function bytesToRead(path: string, size: number, first: Uint8Array): number {
  const { name, folders } = partsOf(path);
  if (whyNeverOpened(name, folders) !== null || isDigestOnly(name)) return 0;
  if (name.endsWith('.safetensors')) return Math.min(headerBytes(first, size) ?? 8, size);
  if (!isTextual(name, folders) || size > mostBytes(name)) return 0;
  return size;
}

/** Reads one file. Never throws, whatever the file contains: the result says what could not be read. */
export function readTrainerFile(given: GivenFile, ports: FormatPorts): FileReading {
  try {
    return readOpened(given, ports);
  } catch (error) {
    // Readers do not throw, but the engine does if a text takes more stack or memory than it has.
    const why = String(error instanceof Error ? error.message : error).slice(0, 200);
    const reason = { en: `The file could not be read: ${why}`, ja: `ファイルを読み取れません：${why}` };
    return { state: 'failed', path: given.path, kind: null, reason };
  }
}

function readOpened(given: GivenFile, ports: FormatPorts): FileReading {
  const { name, folders } = partsOf(given.path);
  const never = whyNeverOpened(name, folders);
  if (never !== null) return { state: 'unread', path: given.path, ...never };
  const opened = openContent(given, name, folders, ports);
  if ('reason' in opened) return { state: opened.state, path: given.path, kind: null, reason: opened.reason };
  const file: SeenFile = {
    path: given.path,
    name,
    folders,
    size: given.size,
    sha256: given.sha256,
    content: opened.content,
    ports,
  };
  const [reader, ...others] = TRAINER_FILES.filter(({ claims }) => claims(file));
  if (reader === undefined) return { state: 'unread', path: given.path, kind: null, reason: UNKNOWN };
  const outcome = reader.read(file);
  if (!outcome.isRead) return { state: 'failed', path: given.path, kind: reader.kind, reason: outcome.reason };
  const record = { ...outcome.record, unread: [...outcome.record.unread, ...opened.unread] };
  return {
    state: 'read',
    path: given.path,
    kind: reader.kind,
    record,
    others: others.filter(({ isGeneral }) => isGeneral !== true).map(({ kind }) => kind),
  };
}

const UNKNOWN: Message = {
  en: 'Not a kind of file that zenbun knows from trainers.',
  ja: 'zenbun が対応している学習ツールのファイル形式ではありません。',
};

function partsOf(path: string): { name: string; folders: readonly string[] } {
  const parts = path.split(/[/\\]/).filter((part) => part !== '');
  return { name: (parts.at(-1) ?? '').toLowerCase(), folders: parts.slice(0, -1) };
}

/** MLflow's `metrics/NAME` and `params/NAME` have any extension, or none. */
function isTextual(name: string, folders: readonly string[]): boolean {
  return TEXT_ENDINGS.test(name) || folders.includes('metrics') || folders.includes('params');
}

type Opened =
  | { readonly content: FileContent; readonly unread: readonly Message[] }
  | { readonly state: 'unread' | 'failed'; readonly reason: Message };

function openContent(given: GivenFile, name: string, folders: readonly string[], ports: FormatPorts): Opened {
  if (isDigestOnly(name)) return { content: { form: 'unopened' }, unread: [] };
  if (name.endsWith('.safetensors')) return { content: { form: 'bytes', bytes: given.bytes }, unread: [] };
  if (!isTextual(name, folders)) return { state: 'unread', reason: UNKNOWN };
  if (given.size > mostBytes(name)) return { state: 'unread', reason: tooLarge(given.size, mostBytes(name)) };
  if (given.bytes.length < given.size) return failed(CUT);
  const text = decodeText(given.bytes, ports.decode);
  if (text === null) return TEXT_ENDINGS.test(name) ? failed(NO_TEXT) : { state: 'unread', reason: UNKNOWN };
  if (/\.jsonl$|\.ndjson$/.test(name)) return linesOf(text);
  if (name.endsWith('.json')) return jsonOf(text);
  if (/\.ya?ml$/.test(name)) return yamlOf(text, ports);
  return { content: { form: 'text', text }, unread: [] };
}

const failed = (reason: Message): Opened => ({ state: 'failed', reason });

const CUT: Message = {
  en: 'The file was handed over only in part.',
  ja: 'ファイルの一部しか渡されていません。',
};

const NO_TEXT: Message = {
  en: 'The file is not text in UTF-8 or UTF-16.',
  ja: 'UTF-8 または UTF-16 のテキストではありません。',
};

const mostBytes = (name: string): number => (/\.ya?ml$/.test(name) ? MOST_YAML_BYTES : MOST_BYTES);

const tooLarge = (size: number, most: number): Message => ({
  en: `The file has ${size} bytes; files of this kind are read up to ${most} bytes.`,
  ja: `ファイルの大きさが ${size} バイトです。この種類のファイルは ${most} バイトまでしか読み取りません。`,
});

function jsonOf(text: string): Opened {
  const reading = parseJsonText(text);
  if (reading.isRead)
    return { content: { form: 'value', value: reading.value }, unread: repeated(reading.repeatedKeys) };
  // Some tools name JSON Lines `.json`.
  const lines = parseJsonLines(text);
  if (lines.lines.length > 1 && lines.damagedCount === 0) return linesOf(text);
  return failed(noJson(reading.fault));
}

function noJson({ line, problem }: JsonFault): Message {
  switch (problem) {
    case 'ended':
      return {
        en: `Line ${line}: the JSON ends too early; the file may be cut.`,
        ja: `${line} 行目：JSON が途中で終わっています。ファイルが切れている可能性があります。`,
      };
    case 'too-deep':
      return { en: `Line ${line}: the JSON is nested too deeply.`, ja: `${line} 行目：JSON の入れ子が深すぎます。` };
    case 'unexpected':
      return { en: `Line ${line}: this is not JSON.`, ja: `${line} 行目：JSON として読み取れません。` };
  }
}

function linesOf(text: string): Opened {
  const { lines, damaged, damagedCount, repeatedKeys } = parseJsonLines(text);
  if (lines.length === 0) {
    return failed({ en: 'No line of the file is JSON.', ja: 'JSON として読み取れる行がありません。' });
  }
  const numbers = damaged.join(', ');
  const unread: Message[] =
    damagedCount === 0
      ? []
      : [
          {
            en: `Lines that are not JSON: ${damagedCount} (first: line ${numbers}).`,
            ja: `JSON として読み取れない行：${damagedCount} 行（先頭：${numbers} 行目）。`,
          },
        ];
  return { content: { form: 'lines', lines }, unread: [...unread, ...repeated(repeatedKeys)] };
}

function yamlOf(text: string, ports: FormatPorts): Opened {
  try {
    const { value, repeatedKeys } = ports.parseYaml(text);
    return { content: { form: 'value', value }, unread: repeated(repeatedKeys) };
  } catch (error) {
    const why = String(error instanceof Error ? error.message : error)
      .split('\n')[0]!
      .slice(0, 200);
    return failed({ en: `This is not YAML: ${why}`, ja: `YAML として読み取れません：${why}` });
  }
}

function repeated(keys: readonly string[]): readonly Message[] {
  if (keys.length === 0) return [];
  const names = keys.join(', ');
  return [
    {
      en: `Keys that come twice in one object; the last value was used: ${names}.`,
      ja: `同じオブジェクト内で重複しているキー（最後の値を使用）：${names}。`,
    },
  ];
}
