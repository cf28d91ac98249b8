// Loaded before the command: its process dies in the middle of reading, or goes on only when another part is there.
import { appendFileSync, existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

const { ZENBUN_FAULT, ZENBUN_WAITS_FOR, ZENBUN_EVENTS } = process.env;
/** Of the reads of inputs, the one at which it happens: some rows have been seen, and some not. */
const READ = 3;
/** An engine with one place for all would wait for ever. */
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
