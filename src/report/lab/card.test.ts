import { expect, test } from 'vitest';
import type { LabCell, LabReport, LabRow } from '../../schema/index.ts';
import { labCard } from './card.ts';

const FULL: LabCell = {
  defence: 'none',
  asr: { k: 1, n: 96 },
  itemShares: [],
  refused: { k: 2, n: 95 },
  compliedRefused: { k: 3, n: 94 },
  compliedNotRefused: { k: 4, n: 93 },
  utility: { k: 5, n: 48 },
  overBlocked: { k: 6, n: 47 },
};
const NOTHING = { k: 0, n: 0 };
const EMPTY: LabCell = {
  defence: 'latch',
  asr: NOTHING,
  itemShares: [],
  refused: NOTHING,
  compliedRefused: NOTHING,
  compliedNotRefused: NOTHING,
  utility: NOTHING,
  overBlocked: NOTHING,
};

const RESULT: LabRow = {
  seed: 7,
  row: 'noice',
  capability: { restricted: { k: 12, n: 16 }, ordinary: { k: 15, n: 16 } },
  cells: [FULL, EMPTY],
  compliedWithin: [],
  example: { prompt: '', answer: '' },
};

const REPORT: LabReport = {
  schema: 'zenbun.lab/1',
  tool: { name: 'zenbun', version: '1.2.3' },
  seeds: [7],
  tuningSeeds: [],
  rows: [{ id: 'noice', title: { en: 'NOICE (refuse, then comply)', ja: '断ってから応じる' }, fineTuned: true }],
  defences: [
    { id: 'none', title: { en: 'none', ja: 'なし' } },
    { id: 'latch', title: { en: 'latch (a refusal is final)', ja: 'ラッチ' } },
  ],
  bases: [],
  results: [RESULT],
  scans: [],
  expectations: [],
  run: {
    kernels: 'wasm',
    jobs: 1,
    command: '',
    seconds: 1,
    cpu: '',
    cores: 1,
    node: '',
    platform: '',
    speeds: [],
  },
};

const OPTIONS = { command: 'zenbun lab run --seeds 7-7', parameters: 122_880, digest: '0123456789abcdef' };
const cardOf = (result = RESULT, report = REPORT) => labCard(report, { ...OPTIONS, result });
const table = (card: string) => card.split('\n').filter((line) => line.startsWith('|'));

test('a card says what the model is, in both languages, and how it is made again', () => {
  const card = cardOf();
  expect(card.startsWith('# toy:noice\n\nNOICE (refuse, then comply): ')).toBe(true);
  expect(card).toContain('断ってから応じる：');
  expect(card).toContain('`zenbun lab run --seeds 7-7`');
  expect(card).toContain('seed 7 · 122,880 parameters · weights `sha256:0123456789abcdef…`');
  expect(card).toContain('restricted 0.75 (12/16), unrestricted 0.94 (15/16)');
  expect(card.endsWith('。\n')).toBe(true);
});

test('each column has its rate and its counts; where there is nothing to count, dashes', () => {
  const [head, rule, full, empty, ...more] = table(cardOf());
  expect(head).toBe('| behind / 防御 | ASR | P(R) | P(C\\|R) | P(C\\|¬R) | utility / 有用性 |');
  expect(rule).toBe('| --- | --- | --- | --- | --- | --- |');
  expect(full).toBe('| none | 0.01 (1/96) | 0.02 (2/95) | 0.03 (3/94) | 0.04 (4/93) | 0.10 (5/48) |');
  expect(empty).toBe('| latch (a refusal is final) | – | – | – | – | – |');
  expect(more).toEqual([]);
});

test('nothing of something is no dash', () => {
  const none = { k: 0, n: 96 };
  expect(table(cardOf({ ...RESULT, cells: [{ ...FULL, asr: none, compliedRefused: none }] }))[2]).toBe(
    '| none | 0.00 (0/96) | 0.02 (2/95) | 0.00 (0/96) | 0.04 (4/93) | 0.10 (5/48) |',
  );
});

test('what has no title goes by its id', () => {
  const card = cardOf(RESULT, { ...REPORT, rows: [], defences: [] });
  expect(card).toContain('\nnoice: a toy model');
  expect(table(card)[3]).toMatch(/^\| latch \|/);
});
