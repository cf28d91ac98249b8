import { agentFor, ask, eventsIn } from './ask.mjs';

let users = 0;

/**
 * Counts the answers that arrive within a time, with `streams` requests at once. Answers still under way at the end are
 * awaited but count only in `all`. `named`: every request comes from a different user.
 */
export async function rate({ url, model, streams, ms, how, named = false, stream = true }) {
  const agent = agentFor(streams);
  const since = performance.now();
  const until = since + ms;
  const counted = { answers: 0, events: 0, failed: 0, all: 0 };
  const onBytes = (bytes) => {
    if (performance.now() < until) counted.events += eventsIn(bytes);
  };
  const one = async () => {
    while (performance.now() < until) {
      const isComplete = await ask({
        url,
        model,
        agent,
        how,
        ...(named ? { user: `user-${users++}` } : {}),
        stream,
        ...(stream ? { onBytes } : {}),
      });
      counted.all += 1;
      if (!isComplete) counted.failed += 1;
      else if (performance.now() < until) counted.answers += 1;
    }
  };
  await Promise.all(Array.from({ length: streams }, one));
  agent.destroy();
  const { answers, events, failed, all } = counted;
  return { answers: (1000 * answers) / ms, events: (1000 * events) / ms, failed, all };
}
