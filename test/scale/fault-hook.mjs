// Loaded before the command: its process dies in the middle of reading, or continues only when another part exists.
import { appendFileSync, existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

const { ZENBUN_FAULT, ZENBUN_WAITS_FOR, ZENBUN_EVENTS } = process.env;
/** Number of the input read at which the fault happens: some rows have been seen by then, others not. */
const READ = 3;
/** Maximum wait in milliseconds: an engine with a single slot would wait forever. */
const LONGEST_WAIT_MS = 30_000;

if (isMainThread) {
  const self = await open(fileURLToPath(import.meta.url));
  const handles = Object.getPrototypeOf(self);
  await self.close();
  const { read } = handles;
  let reads = 0;
  handles.read = async function (...args) {
    reads += 1;
    if (reads === READ) await happens();
    return await read.apply(this, args);
  };
}

async function happens() {
  if (ZENBUN_FAULT === 'killed') process.kill(process.pid, 'SIGKILL');
  appendFileSync(ZENBUN_EVENTS, `slow: waits for ${ZENBUN_WAITS_FOR.split('/').at(-1)}\n`);
  const began = Date.now();
  while (!existsSync(ZENBUN_WAITS_FOR) && Date.now() - began < LONGEST_WAIT_MS) await pause(50);
}
