import { readdir, readFile, realpath } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type BundledLedger,
  type BundleManifest,
  checkBundle,
  MANIFEST_NAME,
  manifestStatement,
  type PartReader,
  readmeText,
} from '../../../bundle/index.ts';
import { ZenbunError } from '../../../errors.ts';
import { ed25519Verify, sha256 } from '../../../ledger/index.ts';
import { type SigningKey, signStatement } from '../../../provenance/index.ts';
import { type ChecklistAnswers, type Evidence, type Message, TOOL } from '../../../schema/index.ts';
import type { LogSurroundings } from '../../ledger/public-log.ts';
import { ledgerSummary } from '../../report/ledger-summary.ts';
import { isReported, readEvidence } from '../../report/read-evidence.ts';
import { resultFault } from '../result-fault.ts';
import { writeZip, type ZipPart } from '../zip/write-zip.ts';
import { type BundleInput, readInputs, resultName } from './bundle-inputs.ts';
import { addLedger, addSummary, type LedgerRange, openLog } from './ledger-parts.ts';
import { PartList } from './made-part.ts';
import { addReport } from './report-parts.ts';

/** Options for making a bundle. */
export interface MakeBundleOptions extends LedgerRange, LogSurroundings {
  /** Path of the archive to write. */
  readonly output: string;
  readonly key: SigningKey;
  /** Include lengths and digests in place of texts. */
  readonly redact?: boolean | undefined;
  /** Policy that was in force: a file, included unchanged. */
  readonly policy?: string | undefined;
  /** People's answers to the checklist. */
  readonly answers?: ChecklistAnswers | null | undefined;
  /** Public keys of logs that are not folders of a ledger. */
  readonly ledgerKeys?: readonly string[] | undefined;
  /** Milliseconds since 1970: the only thing in a bundle that does not come from its inputs. */
  readonly now: () => number;
}

/** A bundle that has been written. */
export interface MadeBundle {
  readonly path: string;
  readonly bytes: number;
  readonly manifest: BundleManifest;
}

/**
 * Makes an evidence bundle from results, folders of comparisons, signed statements and logs, checks it as an outsider
 * would, and writes it whole or not at all. The same inputs, time and Ed25519 key give the same bytes; ECDSA signatures
 * differ each time. Throws `usage` for an output that is an input, the errors of `readInputs`, `openLog` and
 * `addLedger`, and `damaged` if an input does not verify.
 */
export async function makeBundle(paths: readonly string[], options: MakeBundleOptions): Promise<MadeBundle> {
  const { output, key, redact = false } = options;
  await refuseOverwriting([...paths, ...(options.policy === undefined ? [] : [options.policy])], output);
  const inputs = await readInputs(paths);
  const at = new Date(options.now()).toISOString();
  const parts = new PartList(redact);
  const [ledgers, summaries] = await addLedgers(parts, inputs, options);
  const evidence = [...(await addResults(parts, inputs, options)), ...summaries];
  addStatements(parts, inputs);
  if (options.policy !== undefined) await addPolicy(parts, options.policy);
  if (evidence.length > 0) addReport(parts, numbered(evidence), options.answers ?? null, at);
  await addSchemas(parts);
  const about = {
    schema: 'zenbun.bundle/1',
    tool: { ...TOOL, name: 'zenbun' },
    at,
    redacted: redact,
    ledgers,
  } as const;
  parts.add('README.txt', Buffer.from(readmeText(about)));
  const sorted = [...parts.parts].sort((a, b) => (a.name < b.name ? -1 : 1));
  const manifest: BundleManifest = { ...about, parts: sorted.map(({ content: _, ...part }) => part) };
  const signed = signStatement(manifestStatement(manifest), key);
  const entries = [
    { name: MANIFEST_NAME, bytes: signed },
    ...sorted.map(({ name, content }) => ({ name, bytes: content })),
  ];
  await refuseUnsound(entries, options);
  return { path: output, bytes: await writeZip(output, entries), manifest };
}

const numbered = (evidence: readonly Evidence[]): Evidence[] =>
  evidence.map((one, i) => ({ ...one, source: { ...one.source, id: `E${i + 1}` } }) as Evidence);

const twoDigits = (n: number) => String(n).padStart(2, '0');

async function addLedgers(
  parts: PartList,
  inputs: readonly BundleInput[],
  options: MakeBundleOptions,
): Promise<[BundledLedger[], Evidence[]]> {
  const ledgers: BundledLedger[] = [];
  const evidence: Evidence[] = [];
  const places = inputs.flatMap((input) => (input.kind === 'ledger' ? [input.path] : []));
  if (places.length > 1 && (options.from !== undefined || options.to !== undefined)) throw rangeOfOne();
  for (const place of places) {
    const folder = `ledger/${ledgers.length + 1}`;
    const log = await openLog(place, options.ledgerKeys ?? [], options);
    const bundled = await addLedger(parts, folder, log, options);
    ledgers.push(bundled);
    // A summary is included only for a whole log whose records are at hand.
    if (log.log.kind !== 'ledger' || bundled.from !== 0 || bundled.to !== bundled.size) continue;
    // A key that only the folder itself names does not show whose log it is.
    const vkey = options.ledgerKeys?.some((one) => one.trim() === log.vkey) ? log.vkey : undefined;
    const { summary, head } = await ledgerSummary(place, { vkey, now: options.now, before: bundled.size });
    // The log has grown: the summary belongs to a later checkpoint, so leave it out.
    if (head?.root !== log.root) continue;
    addSummary(parts, folder, summary);
    const { origin, size, root } = log;
    const source = { id: '', kind: 'ledger' as const, path: folder, sha256: null, ledger: { origin, size, root } };
    evidence.push({ kind: 'ledger', source, result: summary });
  }
  return [ledgers, evidence];
}

async function addResults(
  parts: PartList,
  inputs: readonly BundleInput[],
  { now }: MakeBundleOptions,
): Promise<Evidence[]> {
  const evidence: Evidence[] = [];
  let count = 0;
  for (const input of inputs) {
    if (input.kind !== 'result') continue;
    const fault = resultFault(input.json);
    if (fault !== null) throw notAsWritten(input.file, fault);
    const name = `results/${twoDigits(++count)}-${resultName(input.schema)}.json`;
    parts.addJson(name, input.bytes, input.json);
    if (!isReported(input.schema)) continue;
    // Report the path in the bundle; the path on this machine is private.
    const read = await readEvidence([input.file], { now });
    evidence.push(...read.map((one) => ({ ...one, source: { ...one.source, path: name } }) as Evidence));
  }
  return evidence;
}

function addStatements(parts: PartList, inputs: readonly BundleInput[]): void {
  let count = 0;
  for (const input of inputs)
    if (input.kind === 'statement') parts.addStatement(`statements/${twoDigits(++count)}.sigstore.json`, input.bytes);
}

async function addPolicy(parts: PartList, path: string): Promise<void> {
  const bytes = await readFile(path).catch((cause) => {
    throw new ZenbunError(
      'not-found',
      { en: `${path} is not there or cannot be read`, ja: `${path} がないか、読み取れません` },
      { cause },
    );
  });
  const extension = parts.isRedacted || path.endsWith('.json') ? 'json' : 'yaml';
  parts.addJson(`policy/policy.${extension}`, bytes, undefined);
}

const SCHEMAS = fileURLToPath(new URL('../../../../schema/', import.meta.url));

async function addSchemas(parts: PartList): Promise<void> {
  const names = (await readdir(SCHEMAS)).filter((name) => /^result-|^bundle-/.test(name)).sort();
  for (const name of names) parts.add(`schemas/${name}`, await readFile(join(SCHEMAS, name)));
}

/** Checks the bundle as an outsider would, so that faults surface while they can still be fixed. */
async function refuseUnsound(entries: readonly ZipPart[], { key, now }: MakeBundleOptions): Promise<void> {
  const byName = new Map(entries.map(({ name, bytes }) => [name, bytes]));
  const reader: PartReader = { names: [...byName.keys()], read: async (name) => byName.get(name)! };
  const { checks } = await checkBundle(reader, {
    ...{ sha256, ed25519: ed25519Verify, keys: [key], ledgerKeys: [] },
    policy: null,
    now: now(),
  });
  const failed = checks.find(({ state }) => state === 'failed');
  if (failed === undefined) return;
  const { en, ja } = failed.detail;
  throw new ZenbunError(
    'damaged',
    {
      en: `what is to be bundled does not hold: ${failed.path}: ${en}`,
      ja: `検証できない内容が含まれています：${failed.path}：${ja}`,
    },
    {
      advice: failed.path?.startsWith('ledger/') === true ? VERIFY_LEDGER : VERIFY_STATEMENT,
    },
  );
}

const VERIFY_LEDGER: Message = {
  en: 'Run zenbun ledger verify on the ledger; nothing was written.',
  ja: '証跡に対して zenbun ledger verify を実行してください。何も書き出していません。',
};
const VERIFY_STATEMENT: Message = {
  en: 'Run zenbun verify on the statements, and name those that it misses too; nothing was written.',
  ja: 'ステートメントに対して zenbun verify を実行し、不足分も指定してください。何も書き出していません。',
};

/** Refuses an output that would overwrite an input: evidence must not be lost to a bundle of it. */
async function refuseOverwriting(paths: readonly string[], output: string): Promise<void> {
  const real = async (path: string) => realpath(path).catch(() => resolve(path));
  const target = await real(output);
  for (const path of paths) {
    const input = await real(path);
    if (target !== input && !target.startsWith(input + sep)) continue;
    throw new ZenbunError(
      'usage',
      {
        en: `${output} is one of the inputs, or in one of them`,
        ja: `${output} は入力ファイル、または入力フォルダー内です`,
      },
      { advice: { en: 'Choose another file for -o.', ja: '-o に別のファイルを指定してください。' } },
    );
  }
}

const notAsWritten = (path: string, { en, ja }: { en: string; ja: string }) =>
  new ZenbunError(
    'unreadable',
    { en: `${path}: ${en}`, ja: `${path}：${ja}` },
    {
      advice: {
        en: 'Use the result as it was written; a changed one is not evidence.',
        ja: '書き出されたままの結果を指定してください。変更された結果は証拠になりません。',
      },
    },
  );

const rangeOfOne = () =>
  new ZenbunError('usage', {
    en: '--from and --to go with one ledger; make a bundle for each',
    ja: '--from と --to は証跡が 1 つの場合のみ指定できます。証跡ごとにバンドルを作成してください',
  });
