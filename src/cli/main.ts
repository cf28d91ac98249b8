#!/usr/bin/env node
import { run } from './run.ts';
import { bearFailedStreams } from './terminal/stdout.ts';

bearFailedStreams();
process.exitCode = await run(process.argv.slice(2));
