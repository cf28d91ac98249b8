/** A do-nothing process in between, which passes requests and answers on unread: the minimum cost of any gateway. */
import { Agent, createServer, request as httpRequest } from 'node:http';

const upstream = new URL(process.argv[2]);
const agent = new Agent({ keepAlive: true, noDelay: true });

const server = createServer({ noDelay: true, keepAliveTimeout: 60_000 }, (request, response) => {
  const { host: _host, connection: _connection, ...headers } = request.headers;
  const { hostname, port } = upstream;
  const sent = httpRequest({ hostname, port, path: request.url, method: 'POST', headers, agent }, (answer) => {
    const { connection: _its, 'keep-alive': _alive, 'transfer-encoding': _encoding, ...passed } = answer.headers;
    response.writeHead(answer.statusCode, passed);
    response.flushHeaders();
    answer.pipe(response);
  });
  sent.on('error', () => response.destroy());
  request.pipe(sent);
});
server.listen(0, '127.0.0.1', 4096, () => process.send(server.address().port));
process.on('disconnect', () => process.exit(0));
