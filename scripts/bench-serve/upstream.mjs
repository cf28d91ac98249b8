/**
 * A scripted model server, in its own process: chat completions of ordinary English sentences, four words per event,
 * each event written separately. The request sets the script: "pace=20 events=50 pad=0" (milliseconds between events,
 * where 0 is the next turn of the event loop; number of events; bytes of white space in each). Every event carries the
 * monotonic time of its writing, in microseconds, as `sent`.
 */
import { createServer } from 'node:http';

const SENTENCES =
  `Bread dough rises because yeast turns sugar into gas that the gluten holds. A warm kitchen makes the first rise quicker
than a cold one does. Most bakers weigh the flour, since a cup of it can differ by a third. Salt slows the yeast down a little and
gives the crust its colour. When the loaf sounds hollow on its underside, it is usually done. Let it cool on a rack for an hour before
you cut the first slice. The old mill by the river still grinds wheat twice a week in autumn. Its stones were dressed by hand last
spring, which took four days of patient work. Visitors may watch from the gallery and buy a small bag of flour. Rye needs more water
than wheat and keeps fresh for longer. A spoon of honey helps a slow starter along on cold mornings. Seeds on top of the dough stay
there if you brush it with water first.`.replace(/\n/g, ' ');

const WORDS = SENTENCES.split(' ');
const PIECES = Array.from(
  { length: Math.ceil(WORDS.length / 4) },
  (_, i) => `${WORDS.slice(4 * i, 4 * i + 4).join(' ')} `,
);
const HEAD = '"id":"chatcmpl-bench","object":"chat.completion.chunk","created":1700000000,"model":"bench"';
const END = '"logprobs":null,"finish_reason":null}]}\n\n';
const OPENING = `data: {${HEAD},"choices":[{"index":0,"delta":{"role":"assistant","content":""},${END}`;
const BEFORE_TEXT = PIECES.map((text) => `,"choices":[{"index":0,"delta":{"content":${JSON.stringify(text)}},${END}`);
const STOP = `,"choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}]}\n\n`;

const micros = () => Number(process.hrtime.bigint() / 1000n);
const usage = (events) => ({ prompt_tokens: 12, completion_tokens: 5 * events, total_tokens: 12 + 5 * events });
const setting = (text, name, otherwise) => Number(new RegExp(`${name}=(\\d+)`).exec(text)?.[1] ?? otherwise);

let started = 0;

function streamed(response, { pace, events, pad, usageWanted }) {
  started = (started + 7) % PIECES.length;
  const first = started;
  const padding = ' '.repeat(pad);
  const since = performance.now();
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  response.write(OPENING);
  let sent = 0;
  const later = () => {
    if (pace === 0) setImmediate(next);
    else setTimeout(next, Math.max(0, since + (sent + 1) * pace - performance.now()));
  };
  const next = () => {
    if (response.destroyed) return;
    if (sent === events) {
      const told = usageWanted ? `data: {${HEAD},"choices":[],"usage":${JSON.stringify(usage(events))}}\n\n` : '';
      response.end(`data: {${HEAD},"sent":${micros()}${STOP}${told}data: [DONE]\n\n`);
      return;
    }
    const text = BEFORE_TEXT[(first + sent) % PIECES.length];
    sent += 1;
    if (response.write(`data: {${padding}${HEAD},"sent":${micros()}${text}`)) later();
    else response.once('drain', later);
  };
  later();
}

function whole(response, { events }) {
  const content = Array.from({ length: events }, (_, i) => PIECES[i % PIECES.length])
    .join('')
    .trim();
  const body = JSON.stringify({
    id: 'chatcmpl-bench',
    object: 'chat.completion',
    created: 1700000000,
    model: 'bench',
    choices: [{ index: 0, message: { role: 'assistant', content }, logprobs: null, finish_reason: 'stop' }],
    usage: usage(events),
  });
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

const server = createServer({ noDelay: true, keepAliveTimeout: 60_000 }, (request, response) => {
  let text = '';
  request.setEncoding('utf8');
  request.on('data', (piece) => {
    text += piece;
  });
  request.on('end', () => {
    const events = setting(text, 'events', 50);
    const usageWanted = /"include_usage":\s*true/.test(text);
    if (/"stream":\s*true/.test(text))
      streamed(response, { pace: setting(text, 'pace', 0), events, pad: setting(text, 'pad', 0), usageWanted });
    else whole(response, { events });
  });
});
server.listen(0, '127.0.0.1', 4096, () => process.send(server.address().port));
process.on('disconnect', () => process.exit(0));
