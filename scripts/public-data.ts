/**
 * Checks the public data that pages are measured on: says what is missing, where it is from and under which licence, and
 * fails then. Downloads nothing.
 *
 *     npm run public-data [data folder]        default: ../shared/data
 */
import { missingFiles, PUBLIC_FILES, tellMissing } from './public-data/missing.ts';

const folder = process.argv[2] ?? '../shared/data';
const missing = missingFiles(folder);
if (missing.length === 0)
  process.stdout.write(`${PUBLIC_FILES.length} public files are there, as they were measured.\n`);
else {
  process.stderr.write(tellMissing(folder, missing));
  process.exitCode = 1;
}
