// Body of a worker for tests: the project's source, with the test detectors.
import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { serveRequests } = await import('../../src/scan/index.ts');
const { testDetectors } = await import('./word-detectors.ts');
serveRequests(parentPort, testDetectors());
