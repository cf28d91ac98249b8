import { Agent, request as httpRequest } from 'node:http';

const END_OF_EVENT = Buffer.from('\n\n');
const DONE = 'data: [DONE]';

/** Returns an agent with connections for this many requests at once. */
export const agentFor = (maxSockets) => new Agent({ keepAlive: true, maxSockets, noDelay: true });

/** Returns monotonic microseconds; all processes of a machine share this clock. */
export const micros = () => Number(process.hrtime.bigint() / 1000n);

/**
 * Sends one request; resolves to true if a complete answer arrived. `onHead` and `onBytes` are called as parts arrive;
 * `how` scripts the server's behaviour; `user` names the sender, if given.
 */
export function ask({ url, model, agent, how, user, stream = true, onHead, onBytes }) {
  const body = JSON.stringify({
    model,
    stream,
    user,
    messages: [{ role: 'user', content: `Tell me something about bread and mills. (${how})` }],
  });
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    authorization: 'Bearer sk-bench',
    // Portkey's gateway reads the provider from headers; the others ignore them.
    ...(url.portkey === undefined ? {} : { 'x-portkey-provider': 'openai', 'x-portkey-custom-host': url.portkey }),
  };
  return new Promise((resolve) => {
    const sent = httpRequest(`${url.base}/chat/completions`, { method: 'POST', agent, headers }, (response) => {
      onHead?.(response);
      let last = '';
      response.on('data', (bytes) => {
        last = bytes;
        onBytes?.(bytes, response);
      });
      response.on('end', () => {
        const isWhole = stream ? last.subarray(-64).includes(DONE) : last.at(-1) === 125;
        resolve(response.statusCode === 200 && isWhole);
      });
      response.on('error', () => resolve(false));
    });
    sent.on('error', () => resolve(false));
    sent.end(body);
  });
}

/** Counts the events that end in these bytes. An event whose blank line is split between two chunks is not counted. */
export function eventsIn(bytes) {
  let count = 0;
  for (let at = bytes.indexOf(END_OF_EVENT); at !== -1; at = bytes.indexOf(END_OF_EVENT, at + 2)) count += 1;
  return count;
}
