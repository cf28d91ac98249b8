import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

// The project files and commands that the pages mention must exist.

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const pages = [
  ...['README.md', 'README.ja.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'python/README.md'],
  ...['examples/deploy/README.md', 'examples/deploy/README.ja.md'],
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const scripts: Record<string, string> = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts;

/** Folders right below src, which design notes name without `src/`. */
const rooms = readdirSync(join(root, 'src'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** These pages name paths inside a bundle (`ledger/1/`). */
const OF_A_BUNDLE = /^docs\/(?:bundle|verify-without-zenbun)\b/;

/** "The house in numbers" names a folder of an older commit. */
const ofToday = pages.filter((page) => page !== 'docs/house.md');

test.each(ofToday)('files that %s names are there', (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  const named = [
    ...text.matchAll(/`((?:src|scripts|training|test|docs|examples|probes|organisms|wasm|ci|demo)\/[\w./-]*\w\/?)`/g),
  ];
  const missing = named
    .map((match) => match[1]!)
    .filter((path) => !path.includes('your-') && !existsSync(join(root, path)));
  expect(missing).toEqual([]);
});

test.each(ofToday.filter((page) => !OF_A_BUNDLE.test(page)))('files below src that %s names are there', (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  const named = [...text.matchAll(new RegExp(`\`((?:${rooms.join('|')})/[\\w./-]*\\w/?)\``, 'g'))];
  // A few rooms share their name with a folder of the project, such as `schema/`.
  const missing = named
    .map((match) => match[1]!)
    .filter((path) => !existsSync(join(root, 'src', path)) && !existsSync(join(root, path)));
  expect(missing).toEqual([]);
});

test.each(pages)('files that %s links to are there', (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map((match) => match[1]!);
  expect(links.filter((link) => !existsSync(resolve(root, dirname(page), link)))).toEqual([]);
});

test.each(pages)('commands that %s names are there', (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1]!);
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
});
