import { ZenbunError } from '../../src/errors.ts';
import { verifyLedger } from '../../src/ledger/index.ts';
import { parseTilePath } from '../../src/tlog/index.ts';
import { countDetection, countRecovery, type FaultLine, faultLine } from './fault-line.ts';
import { brokenPromises } from './promises.ts';
import { FOLDER, type Heard, type HeardRecord, heardNothing, openOn, runScenario } from './scenario.ts';
import { SimulatedDisk } from './simulated-disk.ts';

/** Returns a closed ledger, as the scenario leaves it. */
async function closedLedger(): Promise<{ disk: SimulatedDisk; heard: Heard }> {
  const disk = new SimulatedDisk();
  const heard = heardNothing();
  await runScenario(disk, heard);
  if (heard.failure !== null) throw heard.failure;
  return { disk, heard };
}

/** Reports whether verification finds something wrong, or refuses. */
async function isNamed(disk: SimulatedDisk, { vkey, checkpoints }: Heard): Promise<boolean> {
  const options = { vkey: vkey!, earlier: checkpoints.at(-1)!, disk };
  return verifyLedger(FOLDER, options).then(
    ({ integrity, completeness }) => integrity.verdict === 'broken' || completeness.verdict === 'broken',
    (refusal) => refusal instanceof ZenbunError,
  );
}

/** Reports whether opening refuses. */
async function isRefused(disk: SimulatedDisk): Promise<boolean> {
  return openOn(disk).then(
    async (ledger) => {
      await ledger.close();
      return false;
    },
    (refusal) => refusal instanceof ZenbunError,
  );
}

/** Kinds of files as a reader sees them, with a test for the files that the current checkpoint needs. */
const KINDS: readonly (readonly [string, (path: string, size: number) => boolean])[] = [
  ['a segment', (path) => path.startsWith('/wal/')],
  ['a bundle of the public log', (path, size) => isNeeded(path, size, true)],
  ['a tile of the public log', (path, size) => isNeeded(path, size, false)],
  ['the published checkpoint', (path) => path === '/log/checkpoint'],
  ['the signed checkpoint', (path) => path === '/signed'],
  ['the keys of the subjects', (path) => path.startsWith('/keys/')],
];

/** Reports whether a tile is needed: partial tiles of earlier sizes are superseded, and nothing reads them. */
function isNeeded(path: string, size: number, isBundle: boolean): boolean {
  const tile = path.startsWith('/log/') ? parseTilePath(path.slice('/log/'.length)) : null;
  return tile !== null && (tile.level === 'entries') === isBundle && tile.width === size % 256;
}

/** Flips every `stride`-th bit of each file; verification must report it. For the private key, opening must refuse. */
export async function flippedBits(stride: number): Promise<FaultLine[]> {
  const { disk, heard } = await closedLedger();
  const size = Number(heard.checkpoints.at(-1)!.split('\n')[1]);
  const lines: FaultLine[] = [];
  for (const [kind, belongs] of KINDS) {
    const line = faultLine(`one bit of ${kind} flipped`);
    for (const [path, bytes] of disk.files()) {
      if (belongs(path, size)) await flipEach(disk, path, bytes, stride, line, () => isNamed(disk, heard));
    }
    lines.push(line);
  }
  const line = faultLine('one bit of the private key flipped');
  const secret = disk.files().get('/signer.key')!;
  // Excludes the final newline, where a change has no meaning.
  await flipEach(disk, '/signer.key', secret, stride, line, () => isRefused(disk), secret.length - 1);
  return [...lines, line];
}

async function flipEach(
  disk: SimulatedDisk,
  path: string,
  bytes: Uint8Array,
  stride: number,
  line: FaultLine,
  isDetected: () => Promise<boolean>,
  length = bytes.length,
): Promise<void> {
  for (let bit = 0; bit < 8 * length; bit += stride) {
    const flipped = bytes.slice();
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    disk.put(path, flipped);
    countDetection(line, `${path}, bit ${bit}`, await isDetected());
  }
  disk.put(path, bytes);
}

/**
 * Cuts the last segment at every `stride`-th byte: opening and verification must refuse, since all of it was signed.
 */
export async function cutTails(stride: number): Promise<FaultLine[]> {
  const { disk, heard } = await closedLedger();
  const [path, bytes] = [...disk.files()]
    .filter(([name]) => name.startsWith('/wal/'))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .at(-1)!;
  const line = faultLine('the last segment cut off at a byte, all of it signed');
  for (let end = 0; end < bytes.length; end += stride) {
    disk.put(path, bytes.slice(0, end));
    const isDetected = (await isNamed(disk, heard)) && (await isRefused(disk.afterCrash('all')));
    countDetection(line, `${path}, byte ${end}`, isDetected);
  }
  return [line];
}

/**
 * Simulates a power loss while a batch was written: the segment ends at every `stride`-th byte after the signed part.
 */
export async function tornTails(stride: number): Promise<FaultLine[]> {
  const line = faultLine('the last segment torn at a byte behind the last checkpoint');
  const disk = new SimulatedDisk();
  const heard = heardNothing();
  const ledger = await openOn(disk);
  heard.vkey = ledger.vkey;
  heard.checkpoints.push(await ledger.flush());
  const segment = [...disk.files().keys()].find((path) => path.startsWith('/wal/'))!;
  const length = () => disk.files().get(segment)!.length;
  const from = length();
  const told: { end: number; index: number; record: HeardRecord }[] = [];
  for (let i = 0; i < 3; i += 1) {
    const text = `text ${i}`.padEnd(200, '.');
    const { index, leafHash } = await ledger.append({
      kind: 'note',
      fields: { i },
      body: Buffer.from(text),
      subject: 'ann',
    });
    const record = { leafHash: Buffer.from(leafHash).toString('hex'), subject: 'ann', text, erasuresBefore: 0 };
    told.push({ end: length(), index, record });
  }
  const files = disk.files();
  const whole = files.get(segment)!;
  for (let end = from; end <= whole.length; end += stride) {
    const kept = told.filter((one) => one.end <= end).map(({ index, record }) => [index, record] as const);
    files.set(segment, whole.slice(0, end));
    const found = { ...heard, acknowledged: new Map(kept) };
    countRecovery(line, `byte ${end}`, await brokenPromises(SimulatedDisk.of(files), found));
  }
  return [line];
}

/** Replaces parts of the folder, or all of it, by their state at each earlier call. */
export async function olderCopies(stride: number): Promise<FaultLine[]> {
  const { disk, heard } = await closedLedger();
  const now = disk.files();
  const parts: readonly (readonly [string, (path: string) => boolean])[] = [
    ['the segments', (path) => path.startsWith('/wal/')],
    ['the public log', (path) => path.startsWith('/log/')],
    ['the signed checkpoint', (path) => path === '/signed'],
    ['the keys', (path) => path.startsWith('/keys/')],
    ['the whole folder', () => true],
  ];
  const lines: FaultLine[] = [];
  for (const [name, belongs] of parts) {
    const line = faultLine(`an older copy of ${name} put back`);
    for (let step = 60; step < disk.steps; step += stride) {
      const before = new SimulatedDisk({ step, kind: 'crash-after' });
      // The same random bytes, so this is the same ledger.
      await runScenario(before, heardNothing());
      await replaceAndCheck(now, before.files(), belongs, heard, line, step);
    }
    lines.push(line);
  }
  return lines;
}

async function replaceAndCheck(
  now: ReadonlyMap<string, Uint8Array>,
  then: ReadonlyMap<string, Uint8Array>,
  belongs: (path: string) => boolean,
  heard: Heard,
  line: FaultLine,
  step: number,
): Promise<void> {
  const files = new Map([...now].filter(([path]) => !belongs(path)));
  for (const [path, bytes] of then) if (belongs(path)) files.set(path, bytes);
  const isSame =
    files.size === now.size &&
    [...files].every(([path, bytes]) => Buffer.from(bytes).equals(now.get(path) ?? Buffer.alloc(0)));
  if (isSame) return;
  countDetection(line, `as after call ${step}`, await isNamed(SimulatedDisk.of(files), heard));
}
