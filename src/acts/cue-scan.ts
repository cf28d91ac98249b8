/** Told each phrase that is found, in order, and its offset, until it answers true; then the scan answers true. */
export type Found<Tag> = (at: number, tag: Tag) => boolean;

/**
 * Finds out cheaply whether a text holds any of a set of phrases: the first pass over every response, and for most of
 * them the only one. A branch-free loop hashes the four characters that end at each position and looks into a table;
 * a block of 64 characters that hits is read again exactly.
 */
export type CueScan<Tag> = (text: string, found: Found<Tag>) => boolean;

/** A window has one of 2^18 bits: a table of bytes that stays in the fastest cache. */
const BITS = 18;
const BLOCK = 64;
const MIX = 0x9e3779b1;

// The commonest pairs of letters, in order, spaces as underscores; pairs not named are rarer still. The four characters
// of a phrase that are made of its rarest pairs are looked for, so that few blocks are read twice.
const COMMON_PAIRS =
  'e_ _t _a th s_ in he an d_ re er n_ _i on t_ _c _s ti es _o ,_ at en nd r_ or ng ._ te al __ _p to nt it st is y_ ar o_ _w g_ se _f le _m _b ed io ve ou co _e ea me ro _d a_ _h de of as _r f_ ha ri ra ce l_ ic ca ne ta li si ur ma ch pr hi ns om h_ ac el _l ct di nc us ec fo ll la pe ss et tr be ge rs il ie _n lo ts s, na so im em ni po vi ut _u su iv un ly mp ul ho pl ot s. _g wi mo rt ee ol ir fi ow mi ci ai m_ pa id ad no we ia _y ex am ov ev ig fe tu ke yo ab ty os uc op wh if e, cu wa bl ag sh ld da od ay _v gh wo sp oo cr e. ls lu fr va cl du rm oc av ap p_ ry ue ef ei bo ep qu gr ua ba rn um gi ff lt k_ ak sa ds ga ck pp fa w_ y, rd bi';

const PAIR_RANK = new Map(COMMON_PAIRS.split(' ').map((pair, rank) => [pair.replaceAll('_', ' '), rank]));
const RAREST = PAIR_RANK.size;

interface Phrase<Tag> {
  readonly text: string;
  /** Where its looked-for window ends, counted from its first character. */
  readonly end: number;
  readonly tag: Tag;
}

/** Phrases are lower case and at least four characters long; the text is read without regard to ASCII case. */
export function cueScan<Tag>(phrases: Iterable<readonly [phrase: string, tag: Tag]>): CueScan<Tag> {
  const table = new Uint8Array(1 << (BITS - 3));
  const byWindow = new Map<number, Phrase<Tag>[]>();
  for (const [text, tag] of phrases) {
    const end = rarestWindow(text);
    const window = windowBefore(text, end);
    const hash = Math.imul(window, MIX);
    table[hash >>> (35 - BITS)]! |= 1 << ((hash >>> (32 - BITS)) & 7);
    const known = byWindow.get(window);
    if (known === undefined) byWindow.set(window, [{ text, end, tag }]);
    else known.push({ text, end, tag });
  }
  const readAgain = (text: string, from: number, to: number, found: Found<Tag>): boolean => {
    let window = windowBefore(text, from);
    for (let i = from; i < to; i += 1) {
      window = (window << 8) | fold(text.charCodeAt(i));
      const hash = Math.imul(window, MIX);
      if (((table[hash >>> (35 - BITS)]! >>> ((hash >>> (32 - BITS)) & 7)) & 1) === 0) continue;
      for (const phrase of byWindow.get(window) ?? []) {
        const at = i + 1 - phrase.end;
        if (at >= 0 && isAt(text, at, phrase.text) && found(at, phrase.tag)) return true;
      }
    }
    return false;
  };
  return (text, found) => {
    const length = text.length;
    let window = 0;
    for (let from = 0; from < length; from += BLOCK) {
      const to = Math.min(length, from + BLOCK);
      let hit = 0;
      for (let i = from; i < to; i += 1) {
        const code = text.charCodeAt(i);
        window = (window << 8) | ((code ^ (code >> 6)) & 0xff) | 32;
        const hash = Math.imul(window, MIX);
        hit |= table[hash >>> (35 - BITS)]! >>> ((hash >>> (32 - BITS)) & 7);
      }
      if ((hit & 1) === 1 && readAgain(text, from, to, found)) return true;
    }
    return false;
  };
}

/** One byte of a character, without ASCII case. Wide characters share bytes; the second reading tells them apart. */
const fold = (code: number) => ((code ^ (code >> 6)) & 0xff) | 32;

/** Whether the phrase is there; its first and last characters tell most of those that are not. */
function isAt(text: string, at: number, phrase: string): boolean {
  const last = phrase.length - 1;
  if (fold(text.charCodeAt(at)) !== fold(phrase.charCodeAt(0))) return false;
  if (fold(text.charCodeAt(at + last)) !== fold(phrase.charCodeAt(last))) return false;
  return text.slice(at, at + phrase.length).toLowerCase() === phrase;
}

function windowBefore(text: string, end: number): number {
  let window = 0;
  for (let i = Math.max(0, end - 4); i < end; i += 1) window = (window << 8) | fold(text.charCodeAt(i));
  return window;
}

function rarestWindow(phrase: string): number {
  let best = 4;
  let rarest = -1;
  for (let end = 4; end <= phrase.length; end += 1) {
    let rarity = 0;
    for (let i = end - 3; i < end; i += 1) rarity += PAIR_RANK.get(phrase.slice(i - 1, i + 1)) ?? RAREST;
    if (rarity > rarest) {
      rarest = rarity;
      best = end;
    }
  }
  return best;
}
