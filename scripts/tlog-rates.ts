import { createPublicKey, generateKeyPairSync, hash, sign, verify } from 'node:crypto';
import {
  checkLog,
  encodeBundle,
  GrowingTiles,
  GrowingTree,
  leafHash,
  newBundles,
  noteKey,
  noteSigner,
  signCheckpoint,
  tilePath,
} from '../src/tlog/index.ts';

// How fast trees grow and logs are checked on this machine, in memory: npx tsx scripts/tlog-rates.ts [leaves] [bytes of a leaf]

const LEAVES = Number(process.argv[2] ?? 1_000_000);
const BYTES = Number(process.argv[3] ?? 300);
const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');

const leaf = (index: number) => {
  const bytes = new Uint8Array(BYTES);
  new DataView(bytes.buffer).setUint32(0, index);
  return bytes;
};

/** By wall clock, and by the time that the processor worked, which other work on the machine disturbs less. */
async function rate(what: string, work: () => unknown): Promise<void> {
  const start = process.hrtime.bigint();
  const busy = process.cpuUsage();
  await work();
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const { user, system } = process.cpuUsage(busy);
  const shown = [seconds, (user + system) / 1e6].map((time) => Math.round(LEAVES / time).toLocaleString('en'));
  process.stdout.write(`${what}: ${shown[0]}/s, ${shown[1]} a second of processor time\n`);
}

const hashes = Array.from({ length: LEAVES }, (_, i) => sha256(leaf(i)));
await rate('GrowingTree.append', () => {
  const tree = new GrowingTree(sha256);
  for (const one of hashes) tree.append(one);
});
const tiles = new GrowingTiles(sha256, ({ tile, hashes: bytes }) => files.set(tilePath(tile), bytes));
const files = new Map<string, Uint8Array>();
await rate('leafHash and GrowingTiles.append', () => {
  for (let i = 0; i < LEAVES; i++) tiles.append(leafHash(sha256, leaf(i)));
});
for (const { tile, hashes: bytes } of tiles.partials()) files.set(tilePath(tile), bytes);
for (const bundle of newBundles(0, LEAVES)) {
  const entries = Array.from({ length: bundle.width }, (_, i) => leaf(bundle.index * 256 + i));
  files.set(tilePath(bundle), encodeBundle(entries));
}
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
const log = noteKey(sha256, 'example.com/log', raw);
const checkpoint = { origin: log.name, size: LEAVES, root: tiles.root(), extensions: [] };
files.set('checkpoint', signCheckpoint(checkpoint, [noteSigner(log, (message) => sign(null, message, privateKey))]));

const before = process.memoryUsage().rss;
await rate('checkLog, leaves', async () => {
  const report = await checkLog({
    sha256,
    log,
    verify: (_, message, signature) => verify(null, message, createPublicKey(privateKey), signature),
    fetch: async (path) => files.get(path) ?? null,
  });
  if (!report.ok) throw new Error(JSON.stringify(report.faults));
});
process.stdout.write(`memory while checking: ${Math.round((process.memoryUsage().rss - before) / 2 ** 20)} MiB more\n`);
