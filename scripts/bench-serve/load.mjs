/** The load generator, in a process of its own: runs one task after the other, as its parent sends them. */
import { held } from './load-held.mjs';
import { paced } from './load-paced.mjs';
import { rate } from './load-rate.mjs';

const TASKS = { rate, paced, held };

process.on('message', async ({ kind, ...task }) => {
  try {
    process.send({ result: await TASKS[kind](task) });
  } catch (cause) {
    process.send({ error: String(cause?.stack ?? cause) });
  }
});
process.on('disconnect', () => process.exit(0));
