import type { ReadingLanguage } from '../schema/index.ts';

/** Told from this many characters of the start. */
const SAMPLE = 96;
const BITS = 14;
const MIX = 0x9e3779b1;

const LATIN: readonly ReadingLanguage[] = ['und', 'en', 'es', 'fr', 'de', 'pt'];

// Four characters at a time, spaces as underscores. Shared ones are left out.
const MARKS: Readonly<Record<string, string>> = {
  en: "_the the_ _and and_ _of_ _to_ _is_ _you you_ that _tha with _wit ing_ _for for_ _are _can this _thi _it_ _can _i_c _i'm i'm_ i_am not_ _not sorr help_ _was tion have _hav your from _whe _wha _how ight _she _he_ here",
  es: '_que que_ _los los_ _las las_ _del del_ ción _una una_ _por _con con_ _el_ _es_ _no_ nto, lo_s sien puedo pued _par para ara_ _est está _más ión_ ente aquí _aqu _su_ _lo_ ando _muy dad_ ñ ¿qu ¿có ¡cla',
  fr: "_les les_ _des des_ _est est_ _une une_ _que _qui _vou vous ous_ _je_ _ne_ _pas pas_ _dan dans _pou pour _le_ _la_ _et_ _du_ ment _c'e c'es _l'a d'un _dé déso peux eux_ voic _au_ eur_ aux_ être _sur ette",
  de: '_der der_ _die die_ _das das_ _und und_ _ist ist_ _ich ich_ _nic nich icht cht_ _ein eine ein_ _zu_ _mit mit_ _für für_ _sie sie_ _den _auf _von leid ung_ sch_ _dir kann _kan _wir _im_ hier _bei _es_ eide ten_',
  pt: '_que _não não_ ão_ _um_ _uma uma_ _os_ _em_ _com com_ _par para _por _do_ _da_ _dos _das _voc você ocê_ ção_ ções _é_ poss osso _mas mas_ sinto muit _no_ _na_ aqui isso _ess dade ento _seu lhe_ desc',
};

const table = new Uint8Array(1 << BITS);
for (let language = 1; language < LATIN.length; language += 1) {
  for (const mark of MARKS[LATIN[language]!]!.split(' ')) {
    if (mark.length !== 4) continue;
    let window = 0;
    for (let i = 0; i < 4; i += 1) window = (window << 8) | fold(mark.charCodeAt(i) === 95 ? 32 : mark.charCodeAt(i));
    const slot = Math.imul(window, MIX) >>> (32 - BITS);
    // A mark of two languages tells neither.
    table[slot] = table[slot] === 0 || table[slot] === language ? language : 0;
  }
}

function fold(code: number): number {
  return (code & 0xff) | 32;
}

const counts = new Uint8Array(LATIN.length);

/**
 * The language that the start of a text is written in: by script, else by the commonest four-letter windows. `und`
 * where too little is known. Reads a bounded start of the text.
 */
export function languageOf(text: string): ReadingLanguage {
  const length = Math.min(SAMPLE, text.length);
  counts.fill(0);
  let window = 32;
  let widest = 0;
  for (let i = 0; i < length; i += 1) {
    const c = text.charCodeAt(i);
    widest |= c;
    window = (window << 8) | fold(c);
    counts[table[Math.imul(window, MIX) >>> (32 - BITS)]!]! += 1;
  }
  if (widest >= 0x3000) {
    const script = scriptOf(text);
    if (script !== null) return script;
  }
  let best = 0;
  for (let i = 1; i < LATIN.length; i += 1) if (counts[i]! > (best === 0 ? 1 : counts[best]!)) best = i;
  return LATIN[best]!;
}

function scriptOf(text: string): ReadingLanguage | null {
  const length = Math.min(2 * SAMPLE, text.length);
  let kana = 0;
  let han = 0;
  let hangul = 0;
  for (let i = 0; i < length; i += 1) {
    const c = text.charCodeAt(i);
    if (c < 0x3041) continue;
    if (c <= 0x30ff) kana += 1;
    else if (c >= 0x3400 && c <= 0x9fff) han += 1;
    else if (c >= 0xac00 && c <= 0xd7a3) hangul += 1;
  }
  if ((kana + han + hangul) * 6 < length) return null;
  if (hangul >= kana + han) return 'ko';
  return kana * 12 >= han ? 'ja' : 'zh';
}
