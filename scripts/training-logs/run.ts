/**
 * `npm run training-logs -- FOLDER` reads every file below a folder as `zenbun training` does and writes
 * `docs/training-logs.md`: for each kind, how many files were read, read in part, not read and damaged. The page omits
 * names and contents of the files; those that failed are named on stderr.
 */
import { createHash } from 'node:crypto';
import { closeSync, lstatSync, openSync, readdirSync, readSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { TRAINER_FORMATS } from '../../src/gates/tuning/trainer-formats.ts';
import { bytesToRead, type FileReading, joinRecords, readTrainerFile } from '../../src/tuning/index.ts';

const PAGE = new URL('../../docs/training-logs.md', import.meta.url);

/** Lists regular files below a folder; links are not followed. */
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : [];
  });

function readBeginning(file: string, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  const handle = openSync(file, 'r');
  try {
    return bytes.subarray(0, readSync(handle, bytes, 0, length, 0));
  } finally {
    closeSync(handle);
  }
}

function readOne(folder: string, file: string): FileReading {
  const path = relative(folder, file).replaceAll('\\', '/');
  const { size } = lstatSync(file);
  const bytes = readBeginning(file, bytesToRead(path, size, readBeginning(file, Math.min(8, size))));
  return readTrainerFile(
    { path, size, bytes, sha256: createHash('sha256').update(bytes).digest('hex') },
    TRAINER_FORMATS,
  );
}

const folder = process.argv[2];
if (folder === undefined) {
  process.stderr.write('npm run training-logs -- FOLDER\n');
  process.exit(2);
}

const readings = filesBelow(folder)
  .sort()
  .map((file) => readOne(folder, file));
const states = ['read', 'unread', 'failed'] as const;
const kinds = [...new Set(readings.map(({ kind }) => kind ?? 'of no known kind'))].sort();
const rows = kinds.map((kind) => {
  const of = readings.filter((reading) => (reading.kind ?? 'of no known kind') === kind);
  const counts = states.map((state) => of.filter((reading) => reading.state === state).length);
  const records = of.flatMap((reading) => (reading.state === 'read' ? [reading.record] : []));
  const inPart = records.filter(({ unread }) => unread.length > 0).length;
  const steps = records.reduce((sum, record) => sum + record.steps.length, 0);
  return [kind, ...counts, inPart, steps];
});
const total = (state: FileReading['state']): number => readings.filter((reading) => reading.state === state).length;
const ambiguous = readings.filter((reading) => reading.state === 'read' && reading.others.length > 0).length;

writeFileSync(
  PAGE,
  `# Files of trainers, read

\`npm run training-logs -- FOLDER\` writes this page. It reads every file below a folder that is not part of this repository. The folder of this page
holds public files that other people's trainers left, and examples of documentations, fetched one by one; long ones were shortened. Their texts stay
out of the repository.

${readings.length} files: ${total('read')} read, ${total('unread')} not read and named as such, ${total('failed')} damaged or not what their name says.
${ambiguous} could be of more than one kind. They come to ${joinRecords(readings).length} records.

| kind | read | not read | damaged | of those read, with a note on what was not | log lines |
| --- | ---: | ---: | ---: | ---: | ---: |
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}

*Not read* are kinds that are never opened (pickles, event files) and files of no known kind. *Damaged*: the text is cut, is not of the form that its name
says, or holds several runs.
`,
);
for (const reading of readings) {
  if (reading.state === 'failed') process.stderr.write(`${reading.path}: ${reading.reason.en}\n`);
}
