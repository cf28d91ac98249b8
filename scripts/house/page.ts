import { execFileSync } from 'node:child_process';
import { join, relative } from 'node:path';
import {
  circlesIn,
  contracts,
  fileLengths,
  folderSizes,
  functionLengths,
  quantile,
  readPart,
  roomFigures,
  sharedTypeNames,
} from './measures.ts';

/** Figures of one checkout. */
export interface HouseFigures {
  readonly folders: readonly { readonly folder: string; readonly files: number }[];
  readonly files: readonly number[];
  readonly functions: readonly number[];
  readonly sharedNames: readonly { readonly name: string; readonly files: readonly string[] }[];
  readonly circles: readonly string[];
  /** Exports that nothing imports, as counted by the pinned knip; null if it cannot run. */
  readonly dead: number | null;
  readonly contracts: { readonly documented: number; readonly of: number };
  readonly rooms: readonly { readonly room: string; readonly exports: number; readonly tested: number }[];
}

/** Measures a checkout. `config`: knip's configuration with its entries, relative to the checkout. */
export function measureHouse(root: string, config: string): HouseFigures {
  const src = join(root, 'src');
  const part = readPart(src);
  const beside = ['scripts', 'training'].map((name) => readPart(join(root, name)));
  const all = [part, ...beside].flatMap(({ sources }) => sources);
  return {
    folders: folderSizes(all, root),
    files: fileLengths(part.sources),
    functions: functionLengths(part.sources),
    sharedNames: sharedTypeNames(part.sources, root),
    circles: circlesIn(all, root),
    dead: deadExports(root, config),
    contracts: contracts(part.sources),
    rooms: roomFigures(part, src),
  };
}

interface KnipReport {
  readonly issues: readonly { readonly exports: readonly unknown[]; readonly types: readonly unknown[] }[];
}

function deadExports(root: string, config: string): number | null {
  const args = ['--no-install', 'knip', '--no-progress', '--no-exit-code', '--reporter', 'json', '--config', config];
  try {
    const { issues } = JSON.parse(execFileSync('npx', args, { cwd: root, encoding: 'utf8' })) as KnipReport;
    return issues.reduce((sum, { exports, types }) => sum + exports.length + types.length, 0);
  } catch {
    return null;
  }
}

const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
const told = (value: number | null) => (value === null ? 'not measured' : String(value));

/** Returns the page: two checkouts side by side, then the rooms, and then the remaining details. */
export function housePage(before: HouseFigures, now: HouseFigures, commits: readonly [string, string]): string {
  const row = (name: string, of: (figures: HouseFigures) => string) => `| ${name} | ${of(before)} | ${of(now)} |`;
  const most = 20;
  const lines = [
    '# The house in numbers',
    '',
    'Written by `npm run house`. Before: the last commit on which rooms were flat folders. Source files without tests,',
    'fixtures and tables; folders and circles also of `scripts/` and `training/`.',
    '',
    `| measured | before (${commits[0]}) | now (${commits[1]}) |`,
    '|---|---|---|',
    row('fullest folder, files', ({ folders }) => `${folders[0]!.files} (\`${folders[0]!.folder}\`)`),
    row(`folders of more than ${most} files`, ({ folders }) =>
      String(folders.filter(({ files }) => files > most).length),
    ),
    row('source files in `src`', ({ files }) => String(files.length)),
    row('lines of a file: median', ({ files }) => String(quantile(files, 0.5))),
    row('lines of a file: 90 %', ({ files }) => String(quantile(files, 0.9))),
    row('lines of a file: longest', ({ files }) => String(quantile(files, 1))),
    row('lines of a function: 99 %', ({ functions }) => String(quantile(functions, 0.99))),
    row('lines of a function: longest', ({ functions }) => String(quantile(functions, 1))),
    row('type names declared in several files', ({ sharedNames }) => String(sharedNames.length)),
    row('most meanings of one type name', ({ sharedNames }) =>
      String(Math.max(1, ...sharedNames.map(({ files }) => files.length))),
    ),
    row('circles of imports', ({ circles }) => String(circles.length)),
    row('exports that nothing imports', ({ dead }) => told(dead)),
    row(
      'exported names with a contract',
      ({ contracts: { documented, of } }) => `${percent(documented / of)} of ${of}`,
    ),
    '',
    '## Rooms',
    '',
    'Exports of the index, and lines of tests beside the code per line of code (`test/` holds what spans rooms).',
    '',
    '| room | exports before | now | tests before | now |',
    '|---|---|---|---|---|',
    ...roomRows(before, now),
    '',
    ...left(now),
  ];
  return `${lines.join('\n')}\n`;
}

function roomRows(before: HouseFigures, now: HouseFigures): string[] {
  const names = [...new Set([...before.rooms, ...now.rooms].map(({ room }) => room))].sort();
  const isEntry = (name: string) => ['index', 'read', 'errors'].includes(name);
  const cells = ({ rooms }: HouseFigures, name: string) => rooms.find(({ room }) => room === name);
  return names
    .filter((name) => !isEntry(name))
    .map((name) => {
      const [was, is] = [cells(before, name), cells(now, name)];
      const tested = (figures: typeof was) => (figures === undefined ? '–' : figures.tested.toFixed(2));
      return `| ${name} | ${was?.exports ?? '–'} | ${is?.exports ?? '–'} | ${tested(was)} | ${tested(is)} |`;
    });
}

function left({ sharedNames, circles }: HouseFigures): string[] {
  return [
    ...(sharedNames.length === 0
      ? []
      : [
          '## Type names with several meanings',
          '',
          ...sharedNames.map(
            ({ name, files }) => `- \`${name}\`: ${files.map((file) => relative('src', file)).join(', ')}`,
          ),
          '',
        ]),
    ...(circles.length === 0 ? [] : ['## Circles', '', ...circles.map((circle) => `- ${circle}`), '']),
  ];
}
