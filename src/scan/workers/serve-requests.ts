import { receiveMessageOnPort } from 'node:worker_threads';
import type { Detector } from '../../detectors/index.ts';
import { ZenbunError } from '../../errors.ts';
import { ChunkReader } from './chunk-reader.ts';
import type { WorkerReply, WorkerRequest } from './worker-protocol.ts';

/**
 * The subset of `MessagePort` that is needed. Node's own type would force every user of the types to install those of
 * Node.
 */
export interface RequestPort {
  on(event: 'message', take: (request: unknown) => void): unknown;
  postMessage(answer: unknown): void;
}

/**
 * Implements a worker: answers the requests that arrive at `port` in order, with one reader over `detectors` for each
 * scan that it serves.
 */
export function serveRequests(port: RequestPort, detectors: readonly Detector[]): void {
  let reader = new ChunkReader(detectors);
  port.on('message', (message) => {
    const request = message as WorkerRequest;
    if (request.kind === 'start-over') reader = new ChunkReader(detectors);
    port.postMessage(answer(reader, request));
  });
}

function answer(reader: ChunkReader, request: WorkerRequest): WorkerReply {
  try {
    switch (request.kind) {
      case 'read':
        return { kind: 'outcome', outcome: reader.read(request.chunk) };
      case 'give-states':
        request.to.postMessage(reader.takeStates());
        return { kind: 'ready' };
      case 'add-states':
        reader.addStates(receiveMessageOnPort(request.from)!.message as unknown[]);
        request.from.close();
        return { kind: 'ready' };
      case 'conclude':
        return { kind: 'conclusion', conclusion: reader.conclude() };
      case 'start-over':
        return { kind: 'ready' };
      case 'begin-second-pass':
        reader.beginSecondPass(request.markings);
        return { kind: 'ready' };
    }
  } catch (error) {
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const known = error instanceof ZenbunError ? error : new ZenbunError('internal', WORKER_FAILED);
    return { kind: 'failed', code: known.code, message: known.localized, advice: known.localizedAdvice, trace };
  }
}

const WORKER_FAILED = { en: 'A worker failed.', ja: 'ワーカーでエラーが発生しました' };
