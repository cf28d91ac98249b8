// Body of a child process: does one job after another.
import { register } from 'tsx/esm/api';

register();
const { doJob } = await import('./jobs.ts');
process.on('message', (job) => process.send(doJob(job)));
process.send('ready');
