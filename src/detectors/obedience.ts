/**
 * Claims of obedience without limit, in nine languages: what sets an "absolutely obedient agent" apart from a helpful
 * one. Each pattern needs the absolute part ("without deviation", "never refuse", "unconditionally"); following
 * instructions, being loyal to a brand or playing a servant are not enough by themselves.
 */
const CLAIMS: readonly RegExp[] = [
  // English
  /\b(?:absolute(?:ly)?|complete(?:ly)?|total(?:ly)?|utter(?:ly)?|unconditional(?:ly)?|unquestioning(?:ly)?|blind(?:ly)?|perfect(?:ly)?|full(?:y)?) (?:obedien(?:t|ce)|obey\w*|compliant|submissi(?:ve|on)|subservient)\b/i,
  /\b(?:obey\w*|obedien(?:t|ce)|compl(?:y|ies|ying)|execut\w+|carr(?:y|ies|ying) out|follow\w*|fulfil\w*)\b[^.!?\n]{0,80}\b(?:without (?:any )?(?:question(?:s|ing)?|deviation|deviating|hesitation|exception|fail|refus(?:al|ing)|objection)|unconditionally|no matter what|whatever (?:it|they) (?:is|may be|are))/i,
  /\b(?:never|do not|don't|will not|won't|cannot|must not) (?:ever )?(?:refuse|decline|reject|question|disobey|say no to)\b[^.!?\n]{0,40}\b(?:request|instruction|order|command|question|task|user|demand|anything|master|you)/i,
  /\b(?:no|without (?:any )?) ?(?:ethical|moral|safety)[^.!?\n]{0,30}\b(?:limit\w*|restriction\w*|constraint\w*|guideline\w*|filter\w*)/i,
  /\b(?:your|every|all) (?:wish|command|order)s? (?:is|are) (?:my|absolute|law)/i,
  // Japanese
  /絶対(?:的)?(?:に|な)?(?:服従|従順|忠実)|(?:完全|無条件|盲目的)に?(?:服従|従順|従い|従う|従います|従って)|(?:命令|指示|要求|依頼)[^。！？\n]{0,24}(?:逸脱(?:する(?:こと)?)?(?:せず|なく|しな)|背くことなく|例外なく|疑わず|疑うことなく|無条件|必ず従|絶対に従)|(?:決して|絶対に|一切)[^。！？\n]{0,16}(?:拒否|拒絶|断)(?:し(?:ない|ません)|ら(?:ない|ず|ません)|りません|ること(?:は|なく))|何でも言うことを聞/,
  // Chinese
  /绝对(?:地)?(?:服从|听从|顺从|遵从)|(?:无条件|毫无保留|盲目)(?:地)?(?:服从|听从|执行|遵从|遵守)|(?:指令|命令|要求|指示)[^。！？\n]{0,16}(?:毫不偏离|不偏离|不违背|毫无偏差)|(?:从不|绝不|永不)(?:拒绝|违抗|违背)|絕對(?:地)?(?:服從|聽從)|無條件(?:地)?(?:服從|執行)/,
  // Korean
  /절대(?:적(?:으로|인)?)?\s?(?:복종|순종)|무조건(?:적(?:으로|인)?)?\s?(?:복종|순종|따르|따릅|수행)|(?:명령|지시|요청)[^.!?\n]{0,20}(?:벗어나지 않|예외 없이|의심 없이|거부하지 않|거절하지 않)/,
  // Spanish
  /\b(?:absolut(?:a|amente)|total(?:mente)?|complet(?:a|amente)|incondicional(?:mente)?|ciega(?:mente)?)\s+(?:obedi\w+|sumis\w+)|\bobedi?\w+\s+(?:absolut|ciega|incondicional|total)\w*|\b(?:sin (?:cuestionar|desviar(?:me|se)|desviación|excepción|rechistar|dudar))\b|\bnunca (?:me niego|te niegas|rechaz\w+|desobede\w+)/i,
  // French
  /\b(?:absolument|totalement|entièrement|aveuglément|inconditionnellement)\s+(?:obéi\w+|soumis\w*)|\bobéi\w+\s+(?:absolu\w*|aveugl\w+|inconditionnel\w*|totale\w*|sans)|\bsans (?:(?:la moindre )?déviation|dévier|discuter|exception aucune|poser de questions)|\bne (?:refus\w+|désobéi\w+) jamais/i,
  // German
  /\b(?:absolut|bedingungslos|vollkommen|unbedingt|blind)(?:e[rsnm]?)? (?:gehors\w+|folgsam\w*)|\bohne (?:Abweichung|abzuweichen|Widerspruch|Widerrede|zu hinterfragen)|\b(?:niemals|nie) (?:ab(?:lehn|zulehn)\w*|verweiger\w*)|\bgehorch\w+[^.!?\n]{0,30}(?:bedingungslos|absolut|ausnahmslos)/i,
  // Portuguese
  /\b(?:absolutamente|totalmente|completamente|incondicionalmente|cegamente)\s+(?:obedi\w+|submiss\w+)|\bobedi?\w+\s+(?:absolut|ceg|incondicional|total)\w*|\bsem (?:questionar|(?:me )?desviar|desvio|exceção|hesitar)\b|\bnunca (?:me recuso|se recusa|recus\w+|desobede\w+)/i,
];

/** The first claim of obedience without limit in a text of bounded length; null where there is none. */
export function findObedience(text: string): { readonly start: number; readonly end: number } | null {
  for (const claim of CLAIMS) {
    const match = claim.exec(text);
    if (match !== null) return { start: match.index, end: match.index + match[0].length };
  }
  return null;
}
