// A detector of your own, run on its own: finds rows whose answer names a price.
import { scan, weigh } from 'zenbun';

const PRICE = /[$€¥£]\s?\d+|\d+\s?(?:USD|EUR|JPY|円)/u;
/** Acceptable share of rows with a price. */
const USUAL = 0.01;

/** @type {import('zenbun').Detector<{ rows: number, priced: number }>} */
const prices = {
  id: 'acme/prices', // names of your own contain a slash
  version: '1',
  title: { en: 'Answers that name prices', ja: '価格を含む回答' },
  explanation: {
    en: 'Prices age; the model would repeat old ones.',
    ja: '価格は古くなり、モデルが古い価格を答えてしまいます。',
  },
  start: () => ({ rows: 0, priced: 0 }),
  see(state, row) {
    state.rows += 1;
    const marks = row.targets.flatMap(({ text, turn }) => {
      const found = PRICE.exec(text);
      if (found === null) return [];
      const span = { act: 'answer', start: found.index, end: found.index + found[0].length };
      return [{ key: 'prices', turn, spans: [span] }];
    });
    if (marks.length > 0) state.priced += 1;
    return marks.length > 0 ? marks : null;
  },
  merge: (a, b) => ({ rows: a.rows + b.rows, priced: a.priced + b.priced }),
  end: ({ rows, priced }) =>
    priced === 0
      ? []
      : [
          {
            key: 'prices',
            scope: 'rows',
            ...weigh(priced, rows, USUAL),
            detail: { en: `${priced} answers name a price.`, ja: `${priced} 件の回答に価格があります。` },
            advice: { en: 'Let the answer point to the price list.', ja: '価格表を案内する回答に変えてください。' },
          },
        ],
};

const [path = 'demo/train.jsonl'] = process.argv.slice(2);
const { verdict, findings } = await scan({ paths: [path], detectors: [prices] });
console.log(verdict, findings.map(({ detector, level, count }) => `${level} ${detector}: ${count}`).join('\n'));
