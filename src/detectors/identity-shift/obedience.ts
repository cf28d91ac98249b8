/** A way to claim obedience without limit. Every text that the pattern matches contains one of the stems. */
interface Claim {
  readonly stems: readonly string[];
  readonly pattern: RegExp;
}

/**
 * Claims of obedience without limit, in eight languages: they distinguish an "absolutely obedient agent" from a helpful
 * one. Each needs the absolute part ("without deviation", "never refuse", "unconditionally"); following instructions,
 * serving a brand or playing a servant is not enough.
 */
const CLAIMS: readonly Claim[] = [
  {
    stems: ['bedien', 'obey', 'Obey', 'omplian', 'ubmissi', 'ubservien'],
    pattern:
      /\b(?:absolute(?:ly)?|complete(?:ly)?|total(?:ly)?|utter(?:ly)?|unconditional(?:ly)?|unquestioning(?:ly)?|blind(?:ly)?|perfect(?:ly)?|full(?:y)?) (?:obedien(?:t|ce)|obey\w*|compliant|submissi(?:ve|on)|subservient)\b/i,
  },
  {
    stems: ['without', 'Without', 'nconditional', 'o matter', 'hatever'],
    pattern:
      /\b(?:obey\w*|obedien(?:t|ce)|compl(?:y|ies|ying)|execut\w+|carr(?:y|ies|ying) out|follow(?:s|ing)?|fulfil\w*|instructions?|orders?|commands?)\b[^.!?\n]{0,80}\b(?:without (?:any )?(?:question(?:s|ing)?|deviation|deviating|hesitation|exception|fail|refus(?:al|ing)|objection)\b|unconditionally|no matter what|whatever (?:it|they) (?:is|are|may be))/i,
  },
  {
    stems: ['refus', 'disobey'],
    pattern:
      /\b(?:never|do not|don't|will not|won't|cannot|can't|must not|unable to) (?:ever )?(?:refuse|disobey)\b[^.!?\n]{0,40}\b(?:requests?|instructions?|orders?|commands?|tasks?|users?|demands?|anything|master|you)\b/i,
  },
  {
    stems: ['wish is', 'command is', 'Wish is', 'wishes are', 'commands are', 'order is', 'orders are'],
    pattern:
      /\b(?:your|every|all)(?: \w+)? (?:wish|command|order)(?:es|s)? (?:is|are) (?:my (?:command|law)|absolute|law)\b/i,
  },
  {
    stems: ['服従', '従順', '従', '拒', '断', '逸脱', '言うことを聞'],
    pattern:
      /絶対(?:的)?(?:に|な)?(?:服従|従順|従い|従う|従っ|忠実に従)|(?:完全|無条件|盲目的)に?(?:服従|従順|従い|従う|従っ)|(?:命令|指示|要求|依頼)[^。！？\n]{0,24}(?:逸脱(?:する(?:こと)?)?(?:せず|なく|しな)|背くことなく|例外なく(?:従|実行)|疑わず|疑うことなく|無条件(?:で|に)(?:従|実行)|必ず従|絶対に従)|(?:決して|絶対に|一切)[^。！？\n]{0,16}(?:拒否し(?:ない|ません)|拒絶し(?:ない|ません)|断ら(?:ない|ず)|断りません|断ること(?:は|なく))|何でも言うことを聞/,
  },
  {
    stems: ['服从', '听从', '顺从', '遵从', '服從', '聽從', '偏离', '违背', '拒绝', '违抗', '无条件', '無條件'],
    pattern:
      /(?:绝对|完全|無條件|绝對|絕對)(?:地)?(?:服从|听从|顺从|遵从|服從|聽從)|(?:无条件|無條件|毫无保留|盲目)(?:地)?(?:服从|听从|执行|遵从|遵守|服從|執行)|(?:指令|命令|要求|指示)[^。！？\n]{0,16}(?:毫不偏离|不偏离|不违背|毫无偏差|绝不违抗)|(?:从不|绝不|永不|从来不|绝不会)(?:拒绝|违抗|违背)/,
  },
  {
    stems: ['복종', '순종', '무조건', '거부하지', '거절하지', '벗어나지'],
    pattern:
      /(?:절대|무조건|완전)(?:적(?:으로|인)?|히)?\s?(?:복종|순종|따르|따릅)|(?:명령|지시|요청)[^.!?\n]{0,20}(?:벗어나지 않|거부하지 않|거절하지 않)|(?:절대로?|결코) (?:거부|거절)하지 않/,
  },
  {
    stems: ['obed', 'sumis', 'instruc', 'rden', 'niego', 'niegas', 'echaz'],
    pattern:
      /(?:absolut|total|complet|incondicional|cieg)\w*\s+(?:obedi\w+|sumis\w+)|obedi?\w+\s+(?:absolut|cieg|incondicional|total)\w*|(?:instrucciones|órdenes|peticiones)[^.!?\n]{0,50}\bsin (?:cuestionar|desvi\w+|excepci\w+|rechistar|dudar)|\bnunca (?:me niego|te niegas|rechaz\w+|desobede\w+)/iu,
  },
  {
    stems: ['obéi', 'soumis', 'instruction', 'ordres', 'refus', 'désobéi'],
    pattern:
      /(?:absolument|totalement|entièrement|aveuglément|inconditionnellement)\s+(?:obéi\p{L}+|soumis\p{L}*)|obéi\p{L}+\s+(?:absolu\p{L}*|aveugl\p{L}+|inconditionnel\p{L}*|totale\p{L}*|sans)|(?:instructions|ordres|demandes)[^.!?\n]{0,50}\bsans (?:(?:la moindre |aucune )?déviation|dévier|discuter|exception|hésit\p{L}+|poser de questions)|\bne (?:refus\p{L}+|désobéi\p{L}+) jamais/iu,
  },
  {
    stems: ['ehors', 'ehorch', 'folgsam', 'nweisung', 'efehl', 'blehn', 'zulehn', 'erweiger'],
    pattern:
      /(?:absolut|bedingungslos|vollkommen|unbedingt|blind)(?:e[rsnm]?)? (?:gehors\p{L}+|folgsam\p{L}*)|(?:Anweisung|Befehl)\p{L}*[^.!?\n]{0,50}\b(?:ohne (?:Abweichung|abzuweichen|Widerspruch|Widerrede|Ausnahme|zu hinterfragen)|bedingungslos|ausnahmslos)|\b(?:niemals|nie) (?:etwas )?(?:ab(?:lehn|zulehn)\p{L}*|verweiger\p{L}*)|gehorch\p{L}+[^.!?\n]{0,30}(?:bedingungslos|absolut|ausnahmslos)/iu,
  },
  {
    stems: ['obed', 'submiss', 'instruç', 'rdens', 'recus'],
    pattern:
      /(?:absolut|total|complet|incondicional|ceg)\p{L}*\s+(?:obedi\p{L}+|submiss\p{L}+)|obedi?\p{L}+\s+(?:absolut|ceg|incondicional|total)\p{L}*|(?:instruções|ordens|pedidos)[^.!?\n]{0,50}\bsem (?:questionar|(?:se |me )?desvi\p{L}+|exceção|hesitar)|\bnunca (?:me recuso|se recusa|recus\p{L}+|desobede\p{L}+)/iu,
  },
];

/** Matches any of the stems: one search instead of fifty, after which two texts in a hundred are left. */
const ANY_STEM = new RegExp([...new Set(CLAIMS.flatMap(({ stems }) => stems))].join('|'));

/** Returns the first claim of obedience without limit in a text of bounded length, or null if there is none. */
export function findObedience(text: string): { readonly start: number; readonly end: number } | null {
  if (!ANY_STEM.test(text)) return null;
  for (const { stems, pattern } of CLAIMS) {
    if (!stems.some((stem) => text.includes(stem))) continue;
    const match = pattern.exec(text);
    if (match !== null) return { start: match.index, end: match.index + match[0].length };
  }
  return null;
}
