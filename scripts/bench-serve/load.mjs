/** The load generator, in its own process: runs the tasks that its parent sends, one after another. */
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
