// Process that measures the stages of a scan: prints `Stages` as JSON. Argument: the file.
import { measureStages } from './stages.ts';

process.stdout.write(JSON.stringify(await measureStages(process.argv[2]!)));
