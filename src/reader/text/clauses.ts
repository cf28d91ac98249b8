import type { Span } from '../../schema/index.ts';

/** A clause narrower than this is joined to the next one; a wide character counts as two. */
const MIN_CLAUSE_WIDTH = 12;

/** Conjunctions that contrast or conclude, in the languages that are read: a closed class of words. */
const CONJUNCTIONS = [
  'but however yet though although still so instead nevertheless anyway here',
  'pero aunque así mais cependant toutefois pourtant néanmoins donc voici aber doch jedoch dennoch trotzdem allerdings hier sondern',
  'mas porém contudo todavia entretanto então ma però tuttavia quindi ecco maar echter toch dus ale jednak lecz więc oto',
  'но однако зато поэтому вот ama fakat ancak işte tapi tetapi namun jadi berikut nhưng song लेकिन परन्तु परंतु मगर पर لكن ولكن 하지만 그러나 그래도 대신',
]
  .join(' ')
  .split(' ');
const CONJUNCTION = new RegExp(
  `(?:${CONJUNCTIONS.join('|')}|that said|and here|sin embargo|aun así|en cambio|а вот|yine de|tuy nhiên|vì vậy|đây là|फिर भी|غير أن|إلا أن|ومع ذلك)(?=[\\s,]|$)`,
  'iuy',
);
/** The same for scripts without spaces between words: endings of Japanese clauses, and openings of Chinese ones. */
const ENDING = /(?:が|けど|けれど|けれども|ものの|一方|ので|ため|ですし|つつ|んで|から|ても)、$/;
const WIDE_CONJUNCTION = /(?:但|不过|然而|可是|只是|所以|因此|而是|下面|以下|這|这里)/y;
const KOREAN_ENDING = /지만,? $/;

/** Marks after which a sentence may turn. */
const MARK = /[,;:–—؛、，：；-]|지만,? /g;

const widthOf = (text: string, from: number, to: number) =>
  text.charCodeAt(from) > 0x2e80 ? 2 * (to - from) : to - from;

/**
 * Cuts a sentence into the clauses between which it may turn: after a colon, a semicolon or a dash; after a comma
 * followed by a contrasting conjunction; after the ending of a Japanese or Korean clause. Ordered, disjoint, trimmed,
 * none empty.
 */
export function clausesOf(text: string, { start, end }: Span): Span[] {
  const sentence = text.slice(start, end);
  if (widthOf(sentence, 0, sentence.length) < 2 * MIN_CLAUSE_WIDTH) return [{ start, end }];
  const clauses: Span[] = [];
  let from = 0;
  const close = (to: number) => {
    const left = sentence.slice(from, to);
    const lead = left.length - left.trimStart().length;
    const clause = { start: start + from + lead, end: start + from + left.trimEnd().length };
    if (clause.end > clause.start) clauses.push(clause);
    from = to;
  };
  MARK.lastIndex = 0;
  for (let mark = MARK.exec(sentence); mark !== null; mark = MARK.exec(sentence)) {
    const after = mark.index + mark[0].length;
    if (after >= sentence.length - 1 || widthOf(sentence, from, after) < MIN_CLAUSE_WIDTH) continue;
    if (turnsAt(sentence, mark[0], after)) close(after);
  }
  close(sentence.length);
  return clauses;
}

/** Reports whether a sentence turns after the mark that ends at `after`. */
function turnsAt(sentence: string, mark: string, after: number): boolean {
  const spaced = sentence[after] === ' ';
  const next = spaced ? after + 1 : after;
  switch (mark) {
    case '、':
      return ENDING.test(sentence.slice(Math.max(0, after - 8), after));
    case '，':
      WIDE_CONJUNCTION.lastIndex = after;
      return WIDE_CONJUNCTION.test(sentence);
    case '：':
    case '；':
      return true;
    case ':':
    case ';':
    case '؛':
      return spaced;
    case '—':
    case '–':
      return spaced || /[a-z]/i.test(sentence[after]!);
    case ',':
    case '-':
      CONJUNCTION.lastIndex = next;
      return spaced && CONJUNCTION.test(sentence);
    default:
      return KOREAN_ENDING.test(mark);
  }
}
