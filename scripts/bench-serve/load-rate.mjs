import { agentFor, ask, eventsIn } from './ask.mjs';

let users = 0;

/**
 * As many answers as come within a time, so many at once. Answers that are under way at the end are waited for, and
 * count only in `all`. `named`: every request is somebody else's.
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
