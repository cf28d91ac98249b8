// A process that scans and then waits in the middle of writing, so that it can be killed there.
import { register } from 'tsx/esm/api';

register();
const { scan } = await import('../../src/scan/index.ts');
const { testDetectors } = await import('./word-detectors.ts');
const [path, clean] = process.argv.slice(2);
const onProgress = ({ phase }) => {
  if (phase !== 'write') return;
  process.send('writing');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};
await scan({ paths: [path], detectors: testDetectors(), clean, onProgress });
