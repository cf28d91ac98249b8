// A process that tells where the time of a scan goes: prints `Stages` as JSON. Argument: the file.
import { measureStages } from './stages.ts';

process.stdout.write(JSON.stringify(await measureStages(process.argv[2]!)));
