import { setTimeout as sleep } from 'node:timers/promises';
import { agentFor, ask, micros } from './ask.mjs';

const SENT = /"sent":(\d+)/g;
const TEXT = /"content":"[^"]/;
const DONE = 'data: [DONE]';

/**
 * Runs `streams` paced streams at once for `ms`. Times in microseconds: from the request to the head and to the first
 * text, and for each piece of text the time since the server sent the newest event before it (`first`: the first text
 * of an answer; `end`: its end; `later`: all between). A guard releases a sentence once the next event shows that it
 * has ended: that event is the newest one.
 */
export async function paced({ url, model, streams, ms, how, spreadMs }) {
  const agent = agentFor(streams);
  const times = { head: [], text: [], first: [], later: [], end: [], failed: 0 };
  const until = performance.now() + ms;
  const one = async (_, i) => {
    await sleep((i * spreadMs) / streams);
    while (performance.now() < until) await timed({ url, model, agent, how }, times);
  };
  await Promise.all(Array.from({ length: streams }, one));
  agent.destroy();
  return times;
}

async function timed(asked, times) {
  const since = micros();
  const sent = [];
  const came = [];
  let ended = null;
  const isComplete = await ask({
    ...asked,
    onHead: () => times.head.push(micros() - since),
    onBytes(bytes) {
      const now = micros();
      const text = bytes.toString('latin1');
      for (const [, time] of text.matchAll(SENT)) sent.push(Number(time));
      if (text.includes(DONE)) ended = now;
      else if (TEXT.test(text)) came.push(now);
    },
  });
  if (!isComplete) times.failed += 1;
  if (came.length > 0) times.text.push(came[0] - since);
  const add = (to, time) => {
    const newest = sent.findLast((one) => one <= time);
    if (newest !== undefined) to.push(time - newest);
  };
  for (const [i, time] of came.entries()) add(i === 0 ? times.first : times.later, time);
  if (ended !== null) add(times.end, ended);
}
