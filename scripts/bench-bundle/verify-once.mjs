// Verifies a bundle once and prints the time it took: node verify-once.mjs BUNDLE KEY VKEY. Uses the built package.
import { readVerifyingKey, verifyBundle } from '../../dist/gates/index.js';

const [path, keyFile, vkey] = process.argv.slice(2);
const key = await readVerifyingKey(keyFile);
const began = performance.now();
const before = process.cpuUsage();
const { verdict, checks } = await verifyBundle(path, { keys: [key], ledgerKeys: [vkey], now: Date.now });
const seconds = (performance.now() - began) / 1000;
const { user, system } = process.cpuUsage(before);
const failed = checks.filter(({ state }) => state === 'failed').map(({ check, path: at }) => `${check} ${at}`);
const peakMiB = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ verdict, checks: failed, seconds, cpuSeconds: (user + system) / 1e6, peakMiB }));
