import { describe, expect, test } from 'vitest';
import type { Checklist, ChecklistState, FilledItem, Lang } from '../../schema/index.ts';
import { PLAIN } from '../style.ts';
import { displayWidth } from '../text-width.ts';
import { checklistHtml } from './html.ts';
import { checklistMarkdown } from './markdown.ts';
import { checklistTerminal } from './terminal.ts';

const LANGS = ['en', 'ja'] as const;

/** A text that would move the cursor, break out of markup or a table, mention a person or open an address. */
const HOSTILE =
  '\u001b[2J</td></table><script>alert(1)</script> | `x` @team **b** https://evil.example "x" onload=\u202e\ud800 \u0000';

const item = (part: Partial<FilledItem>): FilledItem => ({
  id: 'behaviour-not-worse',
  teams: ['development', 'management'],
  question: { en: 'Is it shown?', ja: '示せますか。' },
  toShow: { en: 'A result.', ja: '検査結果。' },
  references: [
    { document: 'aisi', place: 'G1-1' },
    { document: 'aisi', place: 'G6-6' },
    { document: 'ai-business-guideline', place: '安全性' },
    { document: 'ds-920', place: '' },
  ],
  state: 'open',
  filledBy: null,
  note: null,
  evidence: [],
  by: null,
  date: null,
  ...part,
});

const both = (text: string) => ({ en: text, ja: text });
const ITEMS: readonly FilledItem[] = [
  item({ state: 'confirmed', note: { en: 'Not worse.', ja: '悪化なし。' }, evidence: ['E1 sha256:0123456789abcdef…'] }),
  item({ id: 'lacking-one', state: 'lacking', note: both('why'), by: 'Sato', date: '2026-11-29' }),
  item({ id: 'no-such-use', teams: ['audit'], state: 'not-applicable', note: both('not sold'), by: 'Ito' }),
  item({ id: 'open-one', teams: ['audit'] }),
];

function checklistOf(items: readonly FilledItem[], path = 'comparison.json'): Checklist {
  const count = (state: ChecklistState) => items.filter((one) => one.state === state).length;
  return {
    schema: 'zenbun.checklist/1',
    items,
    counts: {
      confirmed: count('confirmed'),
      lacking: count('lacking'),
      'not-applicable': count('not-applicable'),
      open: count('open'),
    },
    evidence: [
      { id: 'E1', kind: 'comparison', path, sha256: '0123456789abcdef'.repeat(4), ledger: null },
      { id: 'E2', kind: 'ledger', path, sha256: null, ledger: { origin: path, size: 7, root: 'q8Yh' } },
    ],
  };
}

const LIST = checklistOf(ITEMS);
const HOSTILE_LIST = checklistOf(
  [
    item({ state: 'lacking', note: both(HOSTILE), evidence: [HOSTILE], by: HOSTILE, date: HOSTILE }),
    item({ id: 'second', note: both(HOSTILE.repeat(200)), evidence: [HOSTILE] }),
  ],
  HOSTILE,
);

const terminal = (checklist: Checklist, lang: Lang, part = {}) =>
  checklistTerminal(checklist, { lang, style: PLAIN, width: 80, ...part });

/** Returns the start tags and their attributes, in order. */
const tagsIn = (html: string) => [...html.matchAll(/<(\w+)([^>]*)>/g)].map(([, name, rest]) => ({ name, rest }));

describe.each(LANGS)('as HTML, in %s', (lang) => {
  const html = checklistHtml(LIST, lang);

  test('has a table for each team, in the order of the teams, with a row for each item', () => {
    const heads = [...html.matchAll(/<h3>(.*?)<\/h3>/g)].map(([, head]) => head);
    expect(heads).toEqual(lang === 'en' ? ['Development', 'Audit'] : ['開発', '監査']);
    expect(html.match(/<table class="checklist">/g)).toHaveLength(2);
    expect(html.match(/<tr id=/g)).toHaveLength(ITEMS.length);
  });

  test('marks each state, and leaves lines to write on only where nobody has answered', () => {
    for (const state of ['confirmed', 'lacking', 'not-applicable', 'open']) {
      expect(html.match(new RegExp(`<td class="state-${state}">`, 'g')), state).toHaveLength(1);
    }
    expect(html.match(/class="fill-in"/g)).toHaveLength(3);
    expect(html).toContain(`<td class="state-confirmed">${lang === 'en' ? 'confirmed' : '確認済'}</td>`);
    expect(html).toContain(lang === 'en' ? 'AISI G1-1, G6-6' : 'AISI G1-1、G6-6');
  });

  test('says that it is no certification, and that documents are named for orientation', () => {
    expect(html).toContain(lang === 'en' ? 'It is not a certification' : '認証、監査意見、法的助言ではありません');
    expect(html).toContain(lang === 'en' ? 'named for orientation' : '文書名は参考です');
  });

  test('is closed, without script or style', () => {
    const open = html.match(/<(?!br|\/)\w+/g)!.length;
    expect(html.match(/<\/\w+>/g)).toHaveLength(open);
    expect(html).not.toMatch(/<script|style=|\son\w+=/i);
  });

  test('nothing of a person or a file becomes markup', () => {
    const hostile = checklistHtml(HOSTILE_LIST, lang);
    expect(hostile).not.toContain('<script');
    expect(hostile).toContain('&lt;script&gt;');
    const allowed = /^(?:p|h3|table|thead|tbody|tr|th|td|br|span|ul|li)$/;
    for (const { name, rest } of tagsIn(hostile)) {
      expect(name).toMatch(allowed);
      expect(rest).toMatch(/^(?: (?:class|id|scope|role|aria-label)="[^"<>]*")*$/);
    }
    expect(hostile).not.toMatch(/[\u0000-\u0008\u001b\u202e\ud800]/);
    expect(hostile.length).toBeLessThan(20_000);
  });
});

describe.each(LANGS)('as Markdown, in %s', (lang) => {
  test('is tables whose rows have the columns of their head', () => {
    for (const list of [LIST, HOSTILE_LIST]) {
      const rows = checklistMarkdown(list, lang)
        .split('\n')
        .filter((line) => line.startsWith('|'));
      for (const row of rows) expect(row.replace(/\\./g, '').split('|')).toHaveLength(7);
    }
  });

  test('nothing of a person or a file is rendered', () => {
    const text = checklistMarkdown(HOSTILE_LIST, lang).replaceAll('<br>', '');
    expect(text).not.toMatch(/<|(?<!\\)`|@team|https:\/\/evil|\u001b|\u202e/);
  });

  test('names evidence by its whole digest', () => {
    expect(checklistMarkdown(LIST, lang)).toContain(`E1 comparison.json sha256:${'0123456789abcdef'.repeat(4)}`);
    expect(checklistMarkdown(checklistOf([]), lang)).toContain(lang === 'en' ? 'not a certification' : '認証');
  });
});

describe.each(LANGS)('on a terminal, in %s', (lang) => {
  test('fits, whatever the texts', () => {
    for (const list of [LIST, HOSTILE_LIST]) {
      for (const line of terminal(list, lang, { width: 60 }).split('\n'))
        expect(displayWidth(line)).toBeLessThanOrEqual(60);
    }
    expect(terminal(HOSTILE_LIST, lang)).not.toMatch(/[\u0000\u001b\u202e\ud800]/);
  });

  test('tells what would show it where it is not shown', () => {
    const text = terminal(LIST, lang);
    expect(text.match(lang === 'en' ? /Evidence needed: A result\./g : /必要な資料：検査結果。/g)).toHaveLength(2);
    expect(text).toContain(lang === 'en' ? 'By: Sato, 2026-11-29' : '回答者：Sato, 2026-11-29');
  });

  test('of what is missing leaves out the rest, and says so where nothing is', () => {
    const missing = terminal(LIST, lang, { onlyMissing: true });
    expect(missing).toContain('lacking-one');
    expect(missing).toContain('open-one');
    expect(missing).not.toMatch(/behaviour-not-worse|no-such-use/);
    const none = checklistOf(ITEMS.filter(({ state }) => state === 'confirmed'));
    const nothing = lang === 'en' ? 'Nothing is unmet or open.' : '不足・未記入の項目はありません。';
    expect(terminal(none, lang, { onlyMissing: true })).toContain(nothing);
    expect(terminal(LIST, lang, { onlyMissing: true })).not.toContain(nothing);
  });
});
