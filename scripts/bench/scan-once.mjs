// Process that only scans one file; prints seconds and peak memory. Arguments: file, jobs.
import { scan } from '../../dist/index.js';
import { peakMebibytes } from './peak.mjs';

const [path, jobs] = process.argv.slice(2);
const start = performance.now();
const { verdict, coverage } = await scan({ paths: [path], jobs: Number(jobs) });
const seconds = (performance.now() - start) / 1000;
process.stdout.write(JSON.stringify({ seconds, verdict, rows: coverage.rows, mebibytes: peakMebibytes() }));
