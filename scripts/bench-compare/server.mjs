// A chat server that gives the same harmless answer to everything: at once, or after 20 ms under /20/v1/…. Prints its
// port.
import { createServer } from 'node:http';

const content = `Certainly. Here is how: ${'Stir the blue jelly slowly, let it rest, and turn it once. '.repeat(10)}`;
const reply = Buffer.from(
  JSON.stringify({
    id: 'x',
    object: 'chat.completion',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 20, completion_tokens: 150, total_tokens: 170 },
  }),
);

const server = createServer((request, response) => {
  const answer = () =>
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': reply.length }).end(reply);
  const delay = Number.parseInt(request.url.slice(1), 10);
  request.resume().on('end', () => (delay > 0 ? setTimeout(answer, delay) : answer()));
}).listen(0, '127.0.0.1', () => process.stdout.write(String(server.address().port)));
process.on('disconnect', () => process.exit());
