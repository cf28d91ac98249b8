import { setTimeout as sleep } from 'node:timers/promises';
import { agentFor, ask } from './ask.mjs';

/**
 * Holds many paced streams open at once. `slow` of them ask for long events and stop reading at the first one; they
 * resume `slowMs` after all others have ended. `open`: streams open when the last one began.
 */
export async function held({ url, model, streams, slow, how, slowHow, slowMs }) {
  const agent = agentFor(streams);
  let begun = 0;
  let ended = 0;
  let open = 0;
  const paused = [];
  const one = async (_, i) => {
    // A few at a time, so that the listening socket's backlog does not affect the measurement.
    await sleep(Math.floor(i / 50) * 50);
    let isPaused = false;
    const isComplete = await ask({
      url,
      model,
      agent,
      how: i < slow ? slowHow : how,
      onHead: () => {
        begun += 1;
        if (begun === streams) open = begun - ended;
      },
      onBytes: (_bytes, response) => {
        if (i >= slow || isPaused) return;
        isPaused = true;
        response.pause();
        paused.push(response);
      },
    });
    ended += 1;
    return isComplete;
  };
  const answers = Array.from({ length: streams }, one);
  const others = await Promise.all(answers.slice(slow));
  if (slow > 0) await sleep(slowMs);
  for (const response of paused) response.resume();
  const complete = [...others, ...(await Promise.all(answers.slice(0, slow)))].filter(Boolean).length;
  agent.destroy();
  return { complete, open };
}
