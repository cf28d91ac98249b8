#!/usr/bin/env node
// Precedes the real command in PATH, and subjects it to the faults of processes in a cluster. ZENBUN_FAULTS says which
// part meets which fault: {"killed": ["part-2.state"], "twice": [], "slow": {"part-4.state": "part-5.state"}}. Events
// are appended to ZENBUN_EVENTS, so that a test can check that they happened.
import { spawn } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';

const args = process.argv.slice(2);
const { ZENBUN_CLI, ZENBUN_FAULTS, ZENBUN_EVENTS } = process.env;
const { killed, twice, slow } = JSON.parse(ZENBUN_FAULTS);
const output = args[args.indexOf('-o') + 1];
const name = basename(output);
const hook = new URL('./fault-hook.mjs', import.meta.url).href;

/** Returns true for the first process that asks. */
function isFirst(what) {
  try {
    writeFileSync(`${ZENBUN_EVENTS}-${what}`, '', { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

function run(fault = {}) {
  const preload = Object.keys(fault).length === 0 ? [] : ['--import', hook];
  const env = { ...process.env, ...fault };
  const child = spawn(process.execPath, [...preload, ZENBUN_CLI, ...args], { stdio: 'inherit', env });
  process.once('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
}

appendFileSync(ZENBUN_EVENTS, `${args.slice(0, 2).join(' ')}: ${name}\n`);
let ended;
if (killed.includes(name) && isFirst(`killed-${name}`)) ended = await run({ ZENBUN_FAULT: 'killed' });
else if (twice.includes(name)) [ended] = await Promise.all([run(), run()]);
else if (name in slow)
  ended = await run({ ZENBUN_FAULT: 'slow', ZENBUN_WAITS_FOR: `${dirname(output)}/${slow[name]}` });
else ended = await run();
if (twice.includes(name)) appendFileSync(ZENBUN_EVENTS, `twice: ${name}\n`);
if (ended.signal !== null) {
  appendFileSync(ZENBUN_EVENTS, `${ended.signal}: ${name}\n`);
  process.kill(process.pid, ended.signal);
}
process.exitCode = ended.code;
