/**
 * Writes docs/{demo,compare}.{en,ja}.svg: the real output of `zenbun demo` and `zenbun compare`, for the README. Needs
 * a build. The picture is rendered from the command's own output, so it cannot show anything that the command does not
 * do.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { displayWidth } from '../../src/report/text-width.ts';

const CELL = { width: 8.4, height: 19 };
const MARGIN = 18;
const COLUMNS = 80;

const COLOURS: Record<string, string> = { 31: '#ff7b72', 32: '#7ee787', 33: '#e3b341', 36: '#79c0ff' };
const BADGES: Record<string, string> = { 41: '#da3633', 42: '#2ea043', 43: '#bf8700' };

interface Pen {
  fill: string;
  background: string | null;
  bold: boolean;
  dim: boolean;
}

const fresh = (): Pen => ({ fill: '#e6edf3', background: null, bold: false, dim: false });

function write(pen: Pen, codes: string): Pen {
  let next = { ...pen };
  for (const code of codes.split(';')) {
    if (code === '0' || code === '') next = fresh();
    else if (code === '1') next.bold = true;
    else if (code === '2') next.dim = true;
    else if (code === '22') Object.assign(next, { bold: false, dim: false });
    else if (code === '39') next.fill = fresh().fill;
    else if (code === '97') next.fill = '#ffffff';
    else if (code === '30') next.fill = '#0d1117';
    else if (COLOURS[code] !== undefined) next.fill = COLOURS[code];
    else if (BADGES[code] !== undefined) next.background = BADGES[code];
  }
  return next;
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

function drawLine(line: string, row: number): string {
  let pen = fresh();
  let column = 0;
  const y = MARGIN + 26 + row * CELL.height;
  const out: string[] = [];
  for (const piece of line.split(/(\u001b\[[\d;]*m)/)) {
    if (piece.startsWith('\u001b[')) {
      pen = write(pen, piece.slice(2, -1));
      continue;
    }
    if (piece === '') continue;
    const columns = displayWidth(piece);
    const x = (MARGIN + column * CELL.width).toFixed(1);
    const length = (columns * CELL.width).toFixed(1);
    if (pen.background !== null) {
      out.push(
        `<rect x="${x}" y="${y - 14}" width="${length}" height="${CELL.height}" rx="3" fill="${pen.background}"/>`,
      );
    }
    if (piece.trim() !== '') {
      const weight = pen.bold ? ' font-weight="700"' : '';
      const fade = pen.dim ? ' opacity="0.6"' : '';
      out.push(
        `<text x="${x}" y="${y}" textLength="${length}" fill="${pen.fill}"${weight}${fade} xml:space="preserve">${escaped(piece)}</text>`,
      );
    }
    column += columns;
  }
  return out.join('');
}

function picture(lines: readonly string[], title: string): string {
  const width = Math.ceil(2 * MARGIN + COLUMNS * CELL.width);
  const height = Math.ceil(2 * MARGIN + 18 + lines.length * CELL.height);
  const dots = ['#ff5f57', '#febc2e', '#28c840'].map(
    (fill, i) => `<circle cx="${MARGIN + 6 + i * 18}" cy="16" r="5.5" fill="${fill}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${title}">`,
    `<rect width="${width}" height="${height}" rx="10" fill="#0d1117"/>`,
    ...dots,
    `<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Noto Sans Mono CJK JP',monospace" font-size="14">`,
    ...lines.map(drawLine),
    '</g></svg>',
    '',
  ].join('\n');
}

const cli = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'zenbun-picture-'));

for (const lang of ['en', 'ja']) {
  for (const { name, args, cwd, lines } of [
    { name: 'demo', args: ['demo'], cwd: root, lines: 36 },
    { name: 'compare', args: ['compare', '--before', 'toy:aligned', '--after', 'toy:noice'], cwd: place, lines: 54 },
  ]) {
    const env = { ...process.env, FORCE_COLOR: '1', NO_COLOR: '' };
    // Exit 1 is expected: the second picture shows a model that got worse.
    const { stdout } = spawnSync(process.execPath, [cli, ...args, '--lang', lang], { cwd, env, encoding: 'utf8' });
    const shown = [`$ npx zenbun ${args.join(' ')}`, '', ...stdout.trimEnd().split('\n')].slice(0, lines);
    writeFileSync(
      new URL(`../../docs/${name}.${lang}.svg`, import.meta.url),
      picture(shown, `zenbun ${name} (${lang})`),
    );
  }
}
rmSync(place, { recursive: true });
