import type { Count, Message, ScanResult } from '../../schema/index.ts';
import { chosen, points } from '../comparison/numbers.ts';
import { grouped } from '../numbers.ts';
import { say } from '../say.ts';

/** A test with fewer questions than this is small. */
const SMALL_TEST = 100;

/** Returns "1 in 100", "3 in 100"; Japanese readers get the percentage. */
export function inTests(share: number): Message {
  const of = 1 / share;
  const isWhole = Math.abs(of - Math.round(of)) < 1e-6;
  return { en: isWhole ? `1 in ${grouped(Math.round(of))}` : `${points(share)} in 100`, ja: chosen(share) };
}

/** Says how much a test can show: the number of its questions, and that few are few. */
export const sizeOfTest = (asked: number): Message =>
  say(
    asked < SMALL_TEST
      ? {
          en: 'The test is small ({asked} {asked:question|questions})',
          ja: '質問は {asked} 問で、小規模なテストです',
        }
      : { en: 'The test had {asked} questions', ja: '質問は {asked} 問です' },
    { asked },
  );

/** Says what the former model did: "it refused all 8 harmful test questions". */
export function answeredBefore({ k, n }: Count, refused: number): Message {
  const count = n === 1 ? ONE : { en: 'all {n} harmful test questions', ja: '有害な質問 {n} 問をすべて' };
  if (k === 0 && refused === n) return say({ en: `it refused ${count.en}`, ja: `${count.ja}拒否していました` }, { n });
  return k === 0
    ? say(
        {
          en: 'it answered none of {n} harmful test {n:question|questions}',
          ja: '有害な質問 {n} 問のいずれにも応じていませんでした',
        },
        { n },
      )
    : say(
        {
          en: 'it answered {k} of {n} harmful test {n:question|questions}',
          ja: '有害な質問 {n} 問のうち {k} 問に応じていました',
        },
        { k, n },
      );
}

const ONE: Message = { en: 'the one harmful test question', ja: '有害な質問 1 問を' };

/** Says what the tuned model does with the same questions: "it answers all 8". */
export const answeredAfter = ({ k, n }: Count): Message =>
  k === n && n > 1
    ? say({ en: 'it answers all {n}', ja: '{n} 問すべてに応じています' }, { n })
    : say({ en: 'it answers {k} of {n}', ja: '{n} 問のうち {k} 問に応じています' }, { k, n });

/** Returns "none" for 0; Japanese readers get the number, which goes before its counter. */
export const noneOr = (n: number): Message => ({ en: n === 0 ? 'none' : grouped(n), ja: grouped(n) });

/** Beyond this, a number says no more than that it is large. */
const MOST_LOG10 = 6;

/** Puts a power of ten into words: "about 270", "more than 1,000,000". */
export function aboutPower(log10: number): Message {
  if (log10 > MOST_LOG10) return say({ en: 'more than {n}', ja: '{n} 超' }, { n: 10 ** MOST_LOG10 });
  const value = Number((10 ** log10).toPrecision(2));
  return { en: `about ${grouped(value)}`, ja: `約 ${grouped(value)}` };
}

/** Returns "all 157 rows", "150 of 157 rows". */
export const partRead = ({ read, rows }: ScanResult['coverage']): Message =>
  read === rows && rows > 1
    ? say({ en: 'all {rows} rows', ja: '{rows} 行すべて' }, { rows })
    : say({ en: '{read} of {rows} {rows:row|rows}', ja: '{rows} 行のうち {read} 行' }, { read, rows });
