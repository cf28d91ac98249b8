import { connect, type Socket } from 'node:net';
import { hold } from './case.ts';
import type { Draw } from './input/draw.ts';
import type { HttpScript } from './input/http-script.ts';
import { split } from './input/stream-bytes.ts';

/** Sends a script over one connection; resolves with the bytes received once the connection has closed. */
export async function converse(port: number, script: HttpScript, draw: Draw): Promise<Buffer> {
  const socket = connect(port, '127.0.0.1');
  const got: Buffer[] = [];
  let size = 0;
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  socket.on('error', () => undefined);
  socket.on('data', (bytes: Buffer) => {
    got.push(bytes);
    size += bytes.length;
    if (script.leavesAfter !== null && size > script.leavesAfter) socket.destroy();
  });
  await send(socket, script, draw);
  if (script.leavesAfter === 0) setTimeout(() => socket.destroy(), 5);
  // If the server has not closed the connection by then, the client does: requests keep the connection alive.
  const watch = setInterval(() => {
    if (script.answers === null || answersIn(Buffer.concat(got)) >= script.answers) socket.end();
  }, 20);
  const late = setTimeout(() => socket.destroy(), 3000);
  await closed;
  clearInterval(watch);
  clearTimeout(late);
  const bytes = Buffer.concat(got);
  if (script.answers !== null) hold(answersIn(bytes) >= script.answers, 'every sound request over HTTP is answered');
  return bytes;
}

async function send(socket: Socket, script: HttpScript, draw: Draw): Promise<void> {
  if (script.kind !== 'slow') {
    socket.write(script.bytes);
    return;
  }
  const pieces = split(script.bytes, draw).slice(0, 40);
  const sent = pieces.reduce((sum, piece) => sum + piece.length, 0);
  for (const piece of [...pieces, script.bytes.subarray(sent)]) {
    socket.write(piece);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Counts complete answers by their heads and lengths. */
function answersIn(bytes: Buffer): number {
  let count = 0;
  let at = 0;
  for (;;) {
    const text = bytes.subarray(at, at + 16_384).toString('latin1');
    const end = text.indexOf('\r\n\r\n');
    if (!/^HTTP\/1\.1 \d{3}/.test(text) || end === -1) return count;
    const head = text.slice(0, end).toLowerCase();
    at += end + 4;
    if (head.startsWith('http/1.1 100')) continue;
    const length = /content-length: (\d+)/.exec(head)?.[1];
    if (length !== undefined) at += Number(length);
    else {
      const over = bytes.indexOf('\r\n0\r\n\r\n', Math.max(0, at - 2));
      if (over === -1) return count;
      at = over + 7;
    }
    if (at > bytes.length) return count;
    count += 1;
  }
}
