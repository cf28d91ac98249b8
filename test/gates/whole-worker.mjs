// Body of a worker for tests: the project's source, with all detectors.
import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { serveRequests } = await import('../../src/scan/index.ts');
const { DETECTORS } = await import('../../src/detectors/index.ts');
serveRequests(parentPort, DETECTORS);
