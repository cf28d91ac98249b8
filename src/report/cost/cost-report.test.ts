import { describe, expect, test } from 'vitest';
import type { CostEstimate, CostInput, Lang } from '../../schema/index.ts';
import { COLOUR, PLAIN } from '../style.ts';
import { displayWidth } from '../text-width.ts';
import { costHtml } from './cost-html.ts';
import { costMarkdown } from './cost-markdown.ts';
import { costHeadline, costSummary } from './cost-summary.ts';
import { costTerminalReport } from './cost-terminal.ts';

const input = (id: string, unit: CostInput['unit'], part: Partial<CostInput> = {}): CostInput => ({
  id,
  title: { en: `The ${id}`, ja: `${id} の値` },
  unit,
  range: { low: 0.1, likely: 0.2, high: 0.4 },
  from: { kind: 'assumed' },
  why: { en: `Reason of ${id}.`, ja: `${id} の根拠です。` },
  ...part,
});

const estimate: CostEstimate = {
  schema: 'zenbun.cost/1',
  currency: 'USD',
  inputs: [
    input('risk', 'share'),
    input('wage', 'money', {
      range: { low: 40, likely: 70, high: 120 },
      from: { kind: 'given' },
      why: { en: 'payroll', ja: 'payroll' },
    }),
    input('tokens', 'count', {
      range: { low: 9, likely: 9, high: 900 },
      from: { kind: 'measured', evidence: 'E2, E3' },
    }),
  ],
  checks: { low: 2000, median: 5000, high: 16_000 },
  lossWithout: { low: 5, median: 900, high: 41_000 },
  lossWith: { low: 0, median: 3, high: 500 },
  saved: { low: 4, median: 850, high: 40_000 },
  benefit: { low: -14_000, median: -3700, high: 33_000 },
  pays: 0.276,
  tornado: [
    { input: 'risk', atLow: -4000, atHigh: 9000 },
    { input: 'wage', atLow: -1000, atHigh: -9000 },
    { input: 'tokens', atLow: -3000, atHigh: -3000 },
  ],
  breakEven: [
    { input: 'risk', value: 0.31 },
    { input: 'wage', value: null },
    { input: 'tokens', value: null },
  ],
  likely: {
    comparisons: 2,
    staff: 3600,
    gateway: 720,
    falseAlarms: 110,
    checks: 4432,
    incidentsWithout: 0.01,
    incidentsWith: 0.0001,
    lossWithout: 1500,
    lossWith: 15,
  },
  notes: [],
  draws: 10_000,
  seed: 1,
};

/** Words of a person, or a path of a file, that try every attack. */
const HOSTILE = '<script>alert(1)</script> | [x](https://evil) @team \u202e\u001b[31m "q" &amp; `b`';
const hostile: CostEstimate = {
  ...estimate,
  inputs: estimate.inputs.map((own) => ({ ...own, why: { en: HOSTILE, ja: HOSTILE } })),
  notes: [{ en: HOSTILE, ja: HOSTILE }],
};

const terminal = (own: CostEstimate, lang: Lang, style = PLAIN, width = 80) =>
  costTerminalReport(own, { lang, style, width });
const flat = (text: string) => text.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');

describe('in sentences', () => {
  const said = (own: CostEstimate, lang: Lang = 'en') => costSummary(own, lang).map(flat);

  test('what is assumed comes first, then when it pays, what is left over, and what moves it', () => {
    expect(said(estimate)).toEqual([
      '1 of 3 input figures is an assumption of the tool, not our own: to be replaced before this is used for a budget.',
      'About a year of checking; not the cost of a stop, of new training or of a delay.',
      'Checking pays for itself if "The risk" is above 31 % (likely: 20 %) and all other figures are as likely.',
      'Typical year: a net cost of $3,700 (range: a net cost of $14,000 to a net saving of $33,000).',
      'Of 10,000 trial calculations with varied assumptions, checking paid for itself in about 3 of 10; in about 7 of 10 it cost more than it saved.',
      'Checking costs $2,000 to $16,000 a year, and avoids expected losses of almost nothing to $40,000.',
      'The result depends most on: The risk; The wage.',
      expect.stringMatching(/^An expected loss is an average/),
    ]);
  });

  test('the same in Japanese, with its own units', () => {
    expect(said({ ...estimate, currency: 'JPY' }, 'ja')).toEqual([
      '入力 3 項目中 1 項目は当社の実績ではなく仮の値です。予算に使う前に、実際の値に置き換える必要があります。',
      '検査を 1 年間続ける場合の試算です。今回の停止、再学習、公開延期の費用は含みません。',
      'ほかの項目が標準値のとき、検査が費用に見合うのは「risk の値」が 31 % を上回る場合です（標準値：20 %）。',
      '差し引き（年間）の真ん中の結果：3,700 円の持ち出し（範囲：1.4 万円の持ち出し～3.3 万円の得）。',
      '前提の値を変えた 10,000 回の試算では、10 回中およそ 3 回で費用に見合い、およそ 7 回で費用が効果を上回りました。',
      '検査の費用は年間 2,000 円～1.6 万円、避けられる損失の期待値は年間ほぼ 0 円～4 万円です。',
      '結果を最も左右する入力：risk の値、wage の値。',
      expect.stringMatching(/^損失の期待値は平均です/),
    ]);
  });

  test('page one says the same, up to what it costs, and speaks of no table', () => {
    for (const lang of ['en', 'ja'] as const) {
      const headline = costHeadline(estimate, lang).map(flat);
      const [assumed, _scope, turn, net, _trials, year] = said(estimate, lang);
      expect(headline).toEqual([assumed, turn, net, year]);
      expect(headline.join(' ')).not.toMatch(/下表|上の表|below|above\)/);
    }
  });

  test('trials are never rounded to none or all', () => {
    const trials = (pays: number) => said({ ...estimate, pays })[4];
    expect(trials(0)).toMatch(/^Checking paid for itself in none of 10,000 trial/);
    expect(trials(0.001)).toMatch(/in fewer than 1 of 20\.$/);
    expect(trials(0.05)).toMatch(/in about 1 of 10; in about 9 of 10/);
    expect(trials(0.95)).toMatch(/in about 9 of 10; in about 1 of 10/);
    expect(trials(0.999)).toMatch(/in more than 19 of 20\.$/);
    expect(trials(1)).toMatch(/^Checking paid for itself in all of 10,000 trial/);
  });

  test('a value beyond which it no longer pays is told as that', () => {
    const turn = (part: Partial<CostEstimate>) => said({ ...estimate, ...part }).find((text) => text.includes(' if "'));
    const pays = { likely: { ...estimate.likely, lossWithout: 9000 } };
    expect(turn(pays)).toMatch(/^Checking pays for itself if "The risk" is below 31 % /);
    const fromBelow = { breakEven: [{ input: 'risk', value: 0.05 }] };
    expect(turn({ ...pays, ...fromBelow })).toMatch(/"The risk" is above 5 % /);
    expect(turn(fromBelow)).toMatch(/"The risk" is below 5 % /);
  });

  test('nothing is said of what there is not', () => {
    const still = { ...estimate, tornado: estimate.tornado.map((own) => ({ ...own, atLow: 1, atHigh: 1 })) };
    expect(said(still).join(' ')).not.toContain('depends');
    const never = { ...estimate, breakEven: [] };
    expect(said(never).join(' ')).not.toContain('pays for itself if');
    const [risk, ...known] = estimate.inputs;
    expect(said({ ...estimate, inputs: known })[0]).toBe('None of the 2 input figures is an assumption of the tool.');
    expect(said({ ...estimate, inputs: [risk!] })[0]).toBe(
      '1 of 1 input figures is an assumption of the tool, not our own: no basis for a budget.',
    );
  });
});

describe.each(['en', 'ja'] as const)('in %s', (lang) => {
  test('the terminal fits its width, and colour changes no word', () => {
    for (const own of [estimate, hostile])
      for (const width of [40, 80, 100])
        for (const line of terminal(own, lang, PLAIN, width).split('\n'))
          expect([width, line, displayWidth(line) <= width]).toEqual([width, line, true]);
    const plain = terminal(estimate, lang);
    expect(terminal(estimate, lang, COLOUR).replace(/\u001b\[[\d;]*m/g, '')).toBe(plain);
    expect(terminal(hostile, lang)).not.toMatch(/[^\P{C}\n]/u);
  });

  test('every format has every input with its source, and what is not counted', () => {
    const formats = {
      terminal: terminal(estimate, lang),
      md: costMarkdown(estimate, { lang }),
      html: costHtml(estimate, lang),
    };
    for (const [format, text] of Object.entries(formats)) {
      const shown = flat(text);
      for (const { title } of estimate.inputs) expect(shown, format).toContain(title[lang]);
      expect(shown, format).toContain('E2, E3');
      expect(shown, format).toContain(lang === 'ja' ? '仮の値' : 'assumed');
      expect(shown, format).toContain(lang === 'ja' ? '含まれないもの' : 'Not counted');
      expect(shown, format).not.toMatch(/\{\w+\}/);
      expect(shown, format).not.toMatch(/undefined|NaN|Infinity/);
    }
    for (const format of ['md', 'html'] as const) expect(formats[format]).toContain(estimate.inputs[0]!.why[lang]);
  });

  test('nothing that a person writes becomes markup', () => {
    const md = costMarkdown(hostile, { lang });
    const html = costHtml(hostile, lang);
    for (const text of [md, html]) {
      expect(text).not.toContain('<script');
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/u);
    }
    expect(md).not.toContain('@team');
    expect(md).not.toContain('https://evil');
    let width = 0;
    for (const line of md.split('\n')) {
      const cells = line.startsWith('|') ? line.replaceAll('\\|', '').split('|').length : 0;
      if (cells > 0 && width > 0) expect([line, cells]).toEqual([line, width]);
      width = cells;
    }
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toMatch(/ (?:style|on\w+|id|href|src)=/);
  });

  test('the fragment closes what it opens, and has a place for the chart', () => {
    const html = costHtml(estimate, lang, '<svg id="tornado"></svg>');
    for (const tag of ['table', 'thead', 'tbody', 'tr', 'th', 'td', 'ul', 'li', 'p', 'h3', 'caption']) {
      const opened = html.match(new RegExp(`<${tag}[ >]`, 'g'))?.length ?? 0;
      const closed = html.match(new RegExp(`</${tag}>`, 'g'))?.length ?? 0;
      expect([tag, closed]).toEqual([tag, opened]);
    }
    const captions = [...html.matchAll(/<caption>([^<]*)/g)].map(({ index }) => index);
    expect(captions).toHaveLength(4);
    const at = html.indexOf('<svg');
    expect(at).toBeGreaterThan(captions[1]!);
    expect(at).toBeLessThan(captions[2]!);
  });
});

test('numbers of Markdown stand to the right, behind the words', () => {
  const [head, rule, row] = costMarkdown(estimate, { lang: 'en' }).split('### Inputs\n\n')[1]!.split('\n');
  expect(head).toBe('| Input | Source | Why | Low | Likely | High |');
  expect(rule).toBe('| --- | --- | --- | ---: | ---: | ---: |');
  expect(flat(row!)).toBe('| The risk | assumed | Reason of risk. | 10 % | 20 % | 40 % |');
});
