import { openFileLease } from '../../src/lease/index.ts';

// One gateway: `decide` takes the right to decide and keeps it; `climb` changes the row of `chat` until it reaches the
// given epoch. Prints its results.

const [, , folder, task, top] = process.argv;
const lease = await openFileLease(folder);
if (task === 'decide') {
  const decider = await lease.decide('chat');
  process.stdout.write(`${decider?.isHeld ?? false}\n`);
  setInterval(() => {}, 1000);
} else {
  for (;;) {
    const epoch = (await lease.read('chat'))?.row.epoch ?? null;
    if (epoch === Number(top)) break;
    const next = (epoch ?? 0) + 1;
    const row = { model: 'chat', epoch: next, state: null, leaf: `log#${next}` };
    // On a busy machine, another process may hold the row for more than a second.
    if (await lease.swap(epoch, row, 60_000).catch(() => false)) process.stdout.write(`${next}\n`);
  }
}
