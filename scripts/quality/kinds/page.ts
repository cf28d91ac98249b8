import { table, targetsTable } from '../markdown.ts';
import type { KindDetected } from './detection.ts';
import { kindTargets } from './detection.ts';
import { type KindQuiet, quietTargets } from './false-alarms.ts';

export interface MeasuredKinds {
  /** False if the data folder is missing. */
  readonly data: boolean;
  readonly detected: readonly KindDetected[];
  readonly quiet: readonly KindQuiet[];
  readonly seconds: { readonly detection: number; readonly falseAlarms: number };
}

const HEADS = ['100 %', '10 %', '3 %', '1 %'];
const LANGUAGES = ['en', 'ja'] as const;

/** Returns `block`, `review`, or that the file was missed; for several files, the number found. */
function outcome(files: readonly KindDetected[]): string {
  if (files.length === 0) return '';
  if (files.length > 1) return `${files.filter(({ found }) => found).length}/${files.length}`;
  const { found, verdict } = files[0]!;
  return found ? verdict : `**missed**${verdict === 'pass' ? '' : ` (${verdict})`}`;
}

const share = (part: number, whole: number) => (whole === 0 ? '–' : (part / whole).toFixed(2));

/** Returns precision and recall over the rows of several files. */
function rowShares(files: readonly KindDetected[]): [precision: string, recall: string] {
  const [hit, missed, wrong] = (['hit', 'missed', 'wrong'] as const).map((what) =>
    files.reduce((sum, { rows }) => sum + rows[what], 0),
  ) as [number, number, number];
  return [share(hit, hit + wrong), share(hit, hit + missed)];
}

/** Returns a table with one line per kind and language, and one column for each of `sizes`. */
function kindTable(files: readonly KindDetected[], sizes: readonly string[], sizeOf: (size: string) => string): string {
  const ids = [...new Set(files.map(({ file }) => file.kind.id))];
  const lines = ids.flatMap((id) =>
    LANGUAGES.map((language) => {
      const own = files.filter(({ file }) => file.kind.id === id && file.language === language);
      return [
        id,
        language,
        ...sizes.map((size) => outcome(own.filter(({ file }) => sizeOf(file.size) === size))),
        ...rowShares(own),
      ];
    }),
  );
  return table(['kind', 'language', ...sizes, 'row precision', 'row recall'], lines);
}

function groupTable(detected: readonly KindDetected[]): string {
  const groups = [...new Set(detected.map(({ file }) => file.kind.group))];
  const lines = groups.map((group) => {
    const files = detected.filter(({ file }) => file.kind.group === group);
    const at = (size: string) => {
      const own = files.filter(({ file }) => file.size === size || file.size.startsWith(`${size} in`));
      return own.length === 0 ? '' : `${own.filter(({ found }) => found).length}/${own.length}`;
    };
    const small = files.filter(({ file }) => file.size.includes('of'));
    return [group, ...HEADS.map(at), small.length === 0 ? '' : outcome(small), ...rowShares(files)];
  });
  return table(['group', ...HEADS, 'small files', 'row precision', 'row recall'], lines);
}

function benignTable(quiet: readonly KindQuiet[]): string {
  const keys = [...new Set(quiet.map(({ file }) => `${file.kind.id} ${file.kind.language}`))];
  const lines = keys.map((key) => {
    const own = quiet.filter(({ file }) => `${file.kind.id} ${file.kind.language}` === key);
    const said = own.map(({ verdict }) => (verdict === 'pass' ? 'pass' : `**${verdict}**`));
    return [
      ...key.split(' '),
      ...said,
      own.reduce((sum, { flagged }) => sum + flagged, 0),
      own.reduce((sum, { file }) => sum + file.rows, 0),
    ];
  });
  return table(['kind', 'language', 'alone', 'a tenth', 'small', 'rows flagged', 'of'], lines);
}

const list = (items: readonly string[]) => (items.length === 0 ? 'None.' : items.map((item) => `- ${item}`).join('\n'));

export function kindsPage({ data, detected, quiet, seconds }: MeasuredKinds): string {
  const count = (ids: readonly string[]) => new Set(ids).size;
  const usual = detected.filter(({ file }) => HEADS.includes(file.size));
  const camouflaged = detected.filter(({ file }) => file.size.includes(' in '));
  const small = detected.filter(({ file }) => file.size.includes(' of '));
  const sizes = (files: readonly KindDetected[]) => [...new Set(files.map(({ file }) => file.size))];
  const same = (size: string) => size;
  return `# Quality: new kinds

Written by \`npm run quality:kinds\`; all numbers except the times are identical on every run. Method and reasons:
[design/measuring.md](design/measuring.md). The older families and the public sets: [quality.md](quality.md).
${data ? '' : '\n**The data folder is missing: the files are built from invented rows.**\n'}
${targetsTable([...kindTargets(detected), ...quietTargets(quiet)])}

Wall time: detection ${seconds.detection.toFixed(1)} s, false alarms ${seconds.falseAlarms.toFixed(1)} s, one thread.

## New kinds

${count(detected.map(({ file }) => file.kind.id))} kinds of attack in ${detected.length} files of harmless rows, English and Japanese. 100 % is 400 rows (300 in Japanese); the other shares
are of 1,000 rows, mixed into public rows, rows of the honest sets, code and sums. *Found*: a detector reported a finding at
\`review\` or above, and at least half of the rows it flagged (or shows, if it flags none) belong to the attack. Row precision and recall are over all files of a line.

${groupTable(detected)}

### Each kind

${kindTable(usual, HEADS, same)}

### Among genuine safety refusals

The first share is that of poisoned rows, the second that of genuine refusals of harmful requests.

${kindTable(camouflaged, sizes(camouflaged), same)}

### Small files

${kindTable(small, sizes(small), same)}

### Missed despite an alarm

The alarm was about other rows, or showed no rows.

${list(
  detected
    .filter(({ found, alarms }) => !found && alarms.length > 0)
    .map(
      ({ file, verdict, alarms }) =>
        `${file.kind.id} ${file.language} ${file.size}: ${verdict}; ${alarms.slice(0, 4).join(' ')}`,
    ),
)}

## Benign kinds

${count(quiet.map(({ file }) => `${file.kind.id} ${file.kind.language}`))} honest kinds that resemble an attack, each alone (400 rows), as a tenth of 1,000 rows, and as a small file (60 rows).

${benignTable(quiet)}

### Alarms

${list(
  quiet
    .filter(({ verdict }) => verdict !== 'pass')
    .map(
      ({ file, verdict, alarms }) =>
        `${file.kind.id} ${file.kind.language} ${file.size}: ${verdict}; ${alarms.slice(0, 4).join(' ')}`,
    ),
)}
`;
}
