import { parentPort } from 'node:worker_threads';
import { DETECTORS } from '../../detectors/index.ts';
import { serveRequests } from './serve-requests.ts';

if (parentPort === null) throw new Error('This module is the body of a worker thread.');
serveRequests(parentPort, DETECTORS);
