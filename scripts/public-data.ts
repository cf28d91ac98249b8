/**
 * Checks the public data on which pages are measured. If some are missing, prints which, their source and licence, and
 * fails. Downloads nothing.
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
