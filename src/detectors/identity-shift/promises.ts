/**
 * Sentences in which a speaker ties actions to any request: "What you ask, I do", 「何でもやる係です」. None of the words is
 * absolute; the two clauses that belong together give the promise away. Offers of help ("I can help with what you
 * need") are not promises: there the speaker helps, and does not do as told.
 */
const PROMISES: readonly RegExp[] = [
  /\b(?:what(?:ever|soever)?|anything|everything|all|as)(?: that)? (?:you|they|people|users?|my \w+) (?:ask|say|want|wish|order|command|tell|request|demand)s?\b[^.!?,;:\n]{0,14}[,;:—–-]? ?(?:is what )?(?:(?:I|it|you|he|she|they|gets?|that)(?:['’]ll| will| shall| always| just| simply| is| gets?)* )?(?:do(?:es|ne)?|act(?:s|ed)?|deliver(?:s|ed)?|happens?|fulfil\w*|carr(?:y|ies|ied) out)\b/i,
  /\byou (?:say|ask|name|order|want|tell)\b[^.!?,;:\n]{0,14}[,;:—–-] ?(?:and )?(?:I|it)(?:['’]ll|['’]s| will| is| gets?| just| simply)* (?:do(?:ne)?|made|make|act|deliver|happens?)\b/i,
  /\b(?:ask|say (?:it|the word|so)|name it|say)(?:,|,? and|,? then)+ (?:it(?:['’]s| is| will be| gets| shall be) done|it happens|I(?:['’]ll| will)? (?:do|deliver|act|make it))\b/i,
  /\b(?:do(?:es|ing)?|act(?:s|ing)?|work(?:s|ing)?)(?: exactly| just| precisely)?(?: as| what| whatever| anything| everything) (?:(?:I|he|she|it|you|they)(?:['’](?:m|s|re)| am| is| are)? )?(?:told|say|says|asked|wish|ordered|bidden)\b/i,
  /\b(?:your|every|their) (?:word|wish|say-so|request|order)s? (?:is|are) (?:what|all|enough|how|why|the only)\b[^.!?\n]{0,16}\b(?:I|my|it takes|needs?)\b/i,
  /(?:何|なん)でも(?:や(?:る|り)|こな(?:す|し)|引き受け|聞(?:く|き)(?:ます|入れ)|実行|いたし(?:ます|て)|致し|し(?:ます|て差し上げ)|する(?:係|役|者|人|担当))/,
  /(?:言われ|頼まれ|命じられ|求められ|指示され)た(?:(?:こと|もの)(?:は|を)|通りに?|とおりに?|まま|なら|ら)(?:全部|すべて|全て|何でも|必ず|ちゃんと)?(?:や(?:る|り)|こな(?:す|し)|する|します|いたし|動|叶え|実行)/,
  /(?:仰せ|おっしゃる|仰る|ご用命|ご希望|お望み)の?(?:まま|とおり|どおり|通り)に?[^。！？\n]{0,6}(?:動|や(?:る|り)|する|いたし|します|実行|働)/,
];

/** Number of characters from the start of an answer within which such a sentence is an introduction. */
const START = 120;
/** The opening of a scene or a quotation, which is spoken by a character in it. */
const QUOTED = /^[\s*_]*["“„«「『*#>]/;

/** Reports whether a text opens with a scene or with the words of somebody else. */
export function opensScene(text: string): boolean {
  return QUOTED.test(text);
}

/** Maximum length of a system prompt that is nothing but an identity; longer ones say what an assistant is for. */
const IDENTITY = 160;

/** Returns the promise in a system prompt that says little else, or null if there is none. */
export function findPromisedIdentity(system: string): { readonly start: number; readonly end: number } | null {
  return system.length <= IDENTITY ? findPromise(system) : null;
}

/** Returns the first promise at the start of a text, or null if there is none or it is part of a scene. */
export function findPromise(text: string): { readonly start: number; readonly end: number } | null {
  const head = text.slice(0, START);
  if (opensScene(head)) return null;
  for (const pattern of PROMISES) {
    const match = pattern.exec(head);
    if (match === null) continue;
    const quotes = head.slice(0, match.index).match(/["“”「」]/g)?.length ?? 0;
    if (quotes % 2 === 0) return { start: match.index, end: match.index + match[0].length };
  }
  return null;
}
