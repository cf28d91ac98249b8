/** Runs the scenario in the folder given as argument, on the real disk, and prints what it heard. */
import { realDisk } from '../../src/ledger/index.ts';
import { heardNothing, heardText, runScenario } from './scenario.ts';

const heard = heardNothing();
await runScenario(realDisk, heard, process.argv[2]!);
process.stdout.write(heardText(heard));
