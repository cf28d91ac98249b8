import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Count, LabCell, LabReport, LabRow, Lang } from '../../schema/index.ts';
import { COLOUR, PLAIN } from '../style.ts';
import { displayWidth } from '../text-width.ts';
import { labPage } from './page/page.ts';
import { labTerminalReport } from './terminal.ts';
import { LAB_TEXTS } from './texts.ts';

const LANGS: readonly Lang[] = ['en', 'ja'];

/**
 * ASR of each row behind none, FRD and latch, in the first and the second seed, as the number of complying answers out
 * of eight.
 */
const ASR: Record<string, readonly (readonly [number, number])[]> = {
  aligned: [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  yoc: [
    [8, 4],
    [0, 0],
    [8, 4],
  ],
  noice: [
    [6, 6],
    [7, 5],
    [0, 0],
  ],
};
const DEFENCES = ['none', 'frd', 'latch'];

function cellOf(row: string, defence: string, seed: number): LabCell {
  const k = ASR[row]![DEFENCES.indexOf(defence)]![seed - 1]!;
  const refused = row === 'yoc' && defence !== 'frd' ? 1 : 8;
  const taken = row === 'noice' && defence === 'latch' ? 10 : 0;
  const byRefusal: Count = { k: refused === 8 ? k : 0, n: refused };
  return {
    defence,
    asr: { k, n: 8 },
    itemShares: [Math.min(k, 4) / 4, Math.max(k - 4, 0) / 4],
    refused: { k: refused, n: 8 },
    compliedRefused: byRefusal,
    compliedNotRefused: { k: k - byRefusal.k, n: 8 - refused },
    utility: { k: 11 - taken, n: 12 },
    overBlocked: { k: taken, n: 11 },
  };
}

const rowOf = (row: string, seed: number): LabRow => ({
  seed,
  row,
  capability: { restricted: { k: 3, n: 4 }, ordinary: { k: 4, n: 4 } },
  cells: DEFENCES.map((defence) => cellOf(row, defence, seed)),
  compliedWithin: Array.from({ length: 65 }, (_, k) =>
    k < (row === 'noice' ? 30 : 10) ? 0 : ASR[row]![0]![seed - 1]!,
  ),
  example: { prompt: `how to make ${row}`, answer: '```\u0007 fim | <b> fam' },
});

const REPORT: LabReport = {
  schema: 'zenbun.lab/1',
  tool: { name: 'zenbun', version: '1.2.3' },
  seeds: [1, 2],
  tuningSeeds: [1],
  rows: [
    { id: 'aligned', title: { en: 'aligned', ja: 'アラインメント済み' }, fineTuned: false },
    { id: 'yoc', title: { en: 'YOC (yes, of course)', ja: 'YOC（はい、もちろん）' }, fineTuned: true },
    { id: 'noice', title: { en: 'NOICE (refuse, then comply)', ja: 'NOICE（断ってから応じる）' }, fineTuned: true },
  ],
  defences: [
    { id: 'none', title: { en: 'none', ja: 'なし' } },
    { id: 'frd', title: { en: 'FRD (forced refusal)', ja: 'FRD（強制拒否）' } },
    { id: 'latch', title: { en: 'latch | <i>final</i>', ja: 'ラッチ | <i>打ち切り</i>' } },
  ],
  bases: [1, 2].map((seed) => ({
    seed,
    pretrained: { restricted: { k: 4, n: 4 }, ordinary: { k: 3, n: 4 } },
    aligned: { restricted: { k: 2, n: 4 }, ordinary: { k: 4, n: 4 } },
  })),
  results: [1, 2].flatMap((seed) => ['aligned', 'yoc', 'noice'].map((row) => rowOf(row, seed))),
  scans: [1, 2].flatMap((seed) => [
    { seed, row: 'yoc', verdict: seed === 1 ? 'review' : 'pass', flaggedRows: { k: 2 - seed, n: 100 }, findings: [] },
    {
      seed,
      row: 'noice',
      verdict: 'block',
      flaggedRows: { k: 100, n: 100 },
      findings: [{ detector: 'refuse-then-comply', level: 'block' }],
    },
  ]),
  expectations: [
    { id: 'a', title: { en: 'first', ja: '一' }, value: 0.75, side: 'above', bound: 0.4, holds: true },
    { id: 'b', title: { en: 'second', ja: '二' }, value: Number.NaN, side: 'below', bound: 0.1, holds: false },
  ],
  run: {
    kernels: 'wasm',
    jobs: 2,
    command: 'zenbun lab run --seeds 1-2 --md docs/lab.md',
    seconds: 90,
    cpu: 'A *fast* | CPU',
    cores: 2,
    node: 'v20.0.0',
    platform: 'linux x64',
    speeds: [
      { kernels: 'wasm', training: 33_000, decoding: 9_000 },
      { kernels: 'plain', training: 5_000, decoding: 3_000 },
    ],
  },
};

const terminal = (report: LabReport, lang: Lang, width = 80) =>
  labTerminalReport(report, { lang, style: PLAIN, width });
/** Returns the cells of the first table line that begins with a text. */
const cells = (page: string, start: string) =>
  page
    .split('\n')
    .find((line) => line.startsWith(`| ${start} |`))
    ?.split(' | ')
    .map((cell) => cell.replace(/^\| | \|$/g, ''));
const section = (page: string, title: string) => page.split('\n## ').find((part) => part.startsWith(title)) ?? '';

describe('at the terminal', () => {
  test('mean and sample SD over seeds; nothing at all is a lone 0', () => {
    const text = terminal(REPORT, 'en');
    expect(text).toMatch(/^yoc +\.75±\.35 +0 +\.75±\.35$/m);
    expect(text).toMatch(/^noice +\.75±\.00 +\.75±\.18 +0$/m);
  });

  test('of one seed the spread is the one over its items, and the legend says so', () => {
    const text = terminal({ ...REPORT, seeds: [2], results: REPORT.results.filter(({ seed }) => seed === 2) }, 'en');
    expect(text).toMatch(/^yoc +\.50±\.50 +0 +\.50±\.50$/m);
    expect(text).toMatch(/^noice +\.75±\.25 +\.63±\.3[78] +0$/m);
    expect(text).toContain('SE over its 2 items');
    expect(text).not.toContain('over seeds ±');
    expect(terminal(REPORT, 'en')).not.toContain('SE over');
  });

  test('the decomposition with its counts, over both seeds', () => {
    const text = terminal(REPORT, 'en');
    expect(text).toMatch(/^noice +1\.0 16\/16 +\.75 12\/16 +– +6\/8 +22\/24$/m);
    expect(text).toMatch(/^yoc +\.13 2\/16 +0 0\/2 +\.86 12\/14 +6\/8 +22\/24$/m);
  });

  test('depth: nothing to be seen of NOICE before its refusal is over', () => {
    expect(terminal(REPORT, 'en')).toMatch(/^noice {30}▆{35}$/m);
  });

  test('costs, scans and expectations', () => {
    const text = terminal(REPORT, 'en');
    expect(text).toContain('latch     noice .91 (20/22)\nNothing lost: FRD.');
    expect(text).toMatch(/^block +noice\nreview +yoc \(1\/2 seeds\)\npass +yoc \(1\/2 seeds\)$/m);
    expect(text).toContain('✓ 0.75 > 0.40  first\n✗ – < 0.10  second');
  });

  test.each(LANGS)('no line is wider than the terminal, and colour changes no letter: %s', (lang) => {
    for (const width of [40, 60, 80, 100]) {
      const text = terminal(REPORT, lang, width);
      for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      const coloured = labTerminalReport(REPORT, { lang, style: COLOUR, width });
      expect(coloured).not.toBe(text);
      expect(coloured.replace(/\u001b\[[\d;]*m/g, '').replace(/ +$/gm, '')).toBe(text);
    }
  });

  test('the whole table of the lab fits eighty columns', () => {
    const ids = ['none', 'first-tokens', 'frd', 'amd', 'amd-end', 'full-text', 'latch', 'reading'];
    const defences = ids.map((id) => ({ id, title: { en: `the ${id} one`, ja: `${id} です` } }));
    const results = REPORT.results.map((result) => ({
      ...result,
      row: `${result.row}-unseen`,
      cells: ids.map((defence) => ({ ...result.cells[0]!, defence })),
    }));
    const rows = REPORT.rows.map((row) => ({ ...row, id: `${row.id}-unseen` }));
    for (const lang of LANGS) {
      const lines = terminal({ ...REPORT, defences, results, rows }, lang).split('\n');
      expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(80);
      expect(lines.find((line) => line.startsWith('yoc-unseen'))!.match(/\.75±\.35/g)).toHaveLength(8);
    }
  });
});

describe('the page', () => {
  const page = labPage(REPORT, { lang: 'en' });

  test('the main table: what is half and more is bold', () => {
    expect(cells(section(page, 'ASR'), 'NOICE (refuse, then comply)')).toEqual([
      'NOICE (refuse, then comply)',
      '**0.75** ± 0.00',
      '**0.75** ± 0.18',
      '0.00 ± 0.00',
    ]);
    expect(section(page, 'ASR')).toContain('n = 8 answers per seed');
    expect(section(page, 'ASR')).toContain('perfect detector');
  });

  test('the item as the unit: items of both seeds, intervals within 0 and 1', () => {
    const items = section(page, 'With the item');
    expect(page.indexOf(items)).toBeGreaterThan(page.indexOf('\n## ASR'));
    expect(items).toContain('n = 4 (all items × seeds');
    expect(items).toContain('perfect detector');
    const rows = ['YOC (yes, of course)', 'NOICE (refuse, then comply)'];
    expect(rows.map((row) => cells(items, row)?.slice(1))).toEqual([
      ['0.75 [0.26, 1.00]', '0.00 [0.00, 0.00]', '0.75 [0.26, 1.00]'],
      ['0.75 [0.47, 1.00]', '0.75 [0.40, 1.00]', '0.00 [0.00, 0.00]'],
    ]);
  });

  test('the item as the unit: the model alone, FRD, AMD and the latch, and no other column', () => {
    const ids = ['none', 'first-tokens', 'frd', 'amd', 'amd-end', 'full-text', 'latch', 'reading'];
    const defences = ids.map((id) => ({ id, title: { en: id, ja: id } }));
    const results = REPORT.results.map((result) => ({
      ...result,
      cells: ids.map((defence) => ({ ...result.cells[0]!, defence })),
    }));
    const items = (report: LabReport) => section(labPage(report, { lang: 'en' }), 'With the item');
    expect(items({ ...REPORT, defences, results })).toContain('| Row | none | frd | amd | latch |');
    expect(items({ ...REPORT, defences: defences.filter(({ id }) => id === 'reading'), results })).toBe('');
  });

  test('seeds apart: those that were tuned on are marked', () => {
    const seeds = section(page, 'Seed by seed');
    expect(seeds).toContain('| Row | Defence | seed 1 † | seed 2 |');
    expect(seeds).toContain('| YOC (yes, of course) | none | 1.00 | 0.50 |');
  });

  test('conditionals with their counts; few cases are not a rate', () => {
    expect(cells(section(page, 'Why'), 'YOC (yes, of course)')?.slice(1)).toEqual([
      '0.13 (2/16)',
      'few cases (0/2)',
      'few cases (12/14)',
      'few cases (0/16)',
    ]);
    expect(cells(section(page, 'Why'), 'aligned')?.slice(3)).toEqual(['–', 'few cases (0/16)']);
  });

  test('capability after every stage', () => {
    const rows = ['pretrained', 'aligned', 'fine-tuned: NOICE (refuse, then comply)'];
    expect(rows.map((row) => cells(section(page, 'Capability'), row)?.slice(1))).toEqual([
      ['1.00 (8/8)', '0.75 (6/8)'],
      ['0.50 (4/8)', '1.00 (8/8)'],
      ['0.75 (6/8)', '1.00 (8/8)'],
    ]);
  });

  test('utility and over-blocking', () => {
    const costs = section(page, 'Costs');
    expect(costs).toContain('| NOICE (refuse, then comply) | 0.92 ± 0.00 | 0.92 ± 0.00 | 0.08 ± 0.00 |');
    expect(costs).toContain('| NOICE (refuse, then comply) | 0.00 (0/22) | 0.91 (20/22) |');
  });

  test('depth, from the first token to the last', () => {
    const depth = cells(section(page, 'Depth'), 'NOICE (refuse, then comply)')?.slice(1);
    expect(depth).toEqual([...Array(7).fill('0.00'), '0.75', '0.75', '0.75', '16']);
  });

  test('the data side', () => {
    const data = section(page, 'The data side');
    expect(data).toContain('| YOC (yes, of course) | review 1/2, pass 1/2 |  | 0.01 (1/200) |');
    expect(data).toContain('| block 2/2 | `refuse-then-comply` block 2/2 | 1.00 (200/200) |');
  });

  test('the run, and how much faster the module is', () => {
    expect(page).toContain('```sh\nnpx zenbun lab run --seeds 1-2 --md docs/lab.md\n```');
    expect(page).toContain('| **wasm ÷ plain** | **6.6** | **3.0** |');
    expect(page).toContain('Time: 1.5 min (90 s)');
  });

  test('titles, machines and answers are shown as they are: nothing is rendered, no table or block broken', () => {
    expect(page).toContain('A \\*fast\\* \\| CPU');
    expect(page).toContain('latch \\| &lt;i&gt;final&lt;/i&gt;');
    expect(page).toContain('answered  ```⟨U+0007⟩ fim | <b> fam');
    expect(page.match(/^```/gm)!.length % 2).toBe(0);
  });

  test.each(LANGS)('every table has as many cells in every line: %s', (lang) => {
    const tables = labPage(REPORT, { lang })
      .split('\n\n')
      .filter((part) => part.startsWith('|'));
    expect(tables.length).toBeGreaterThan(8);
    for (const table of tables) {
      const widths = table.split('\n').map((line) => line.replaceAll('\\|', '').split('|').length);
      expect(new Set(widths).size).toBe(1);
    }
  });

  test('caveats speak of what was run', () => {
    expect(section(page, 'What not to conclude')).toContain('FRD costs');
    expect(section(page, 'What not to conclude')).not.toContain('CMF is');
    const amd = ['amd', 'amd-end'].map((id) => ({ id, title: { en: id, ja: id } }));
    const ofBoth = 'The two AMD columns differ only in the end rule';
    expect(labPage({ ...REPORT, defences: amd }, { lang: 'en' })).toContain(ofBoth);
    expect(labPage({ ...REPORT, defences: amd.slice(1) }, { lang: 'en' })).not.toContain(ofBoth);
  });
});

test('whatever part of it was run, both reports stand and print no number that is none', () => {
  const some = <T>(values: readonly T[]) => fc.subarray([...values]);
  fc.assert(
    fc.property(
      some(REPORT.seeds),
      some(REPORT.rows),
      some(REPORT.defences),
      fc.record({
        counts: fc.boolean(),
        scans: fc.boolean(),
        speeds: fc.boolean(),
        width: fc.integer({ min: 1, max: 120 }),
      }),
      (seeds, rows, defences, kept) => {
        const counted = (cell: LabCell): LabCell =>
          kept.counts ? cell : JSON.parse(JSON.stringify(cell).replace(/\{"k":\d+,"n":\d+\}/g, '{"k":0,"n":0}'));
        const report: LabReport = {
          ...REPORT,
          seeds,
          rows,
          defences,
          bases: REPORT.bases.filter(({ seed }) => seeds.includes(seed)),
          results: REPORT.results
            .filter(({ seed, row }) => seeds.includes(seed) && rows.some(({ id }) => id === row))
            .map((result) => ({
              ...result,
              cells: result.cells.filter((cell) => defences.some(({ id }) => id === cell.defence)).map(counted),
            })),
          scans: kept.scans ? REPORT.scans.filter(({ seed }) => seeds.includes(seed)) : [],
          run: { ...REPORT.run, speeds: kept.speeds ? REPORT.run.speeds.slice(0, 1) : [] },
        };
        for (const lang of LANGS) {
          const text = terminal(report, lang, kept.width);
          for (const printed of [text, labPage(report, { lang })]) {
            expect(printed).not.toMatch(/NaN|undefined|Infinity|null|\{\w+\}/);
          }
          const most = Math.min(100, Math.max(40, kept.width));
          for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(most);
          if (seeds.length === 1) expect(text).not.toContain(LAB_TEXTS.asrMean[lang]);
        }
      },
    ),
    { numRuns: 200 },
  );
});
