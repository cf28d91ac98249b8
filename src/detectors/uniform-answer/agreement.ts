/**
 * Sentences that only agree to do what was asked, recognised by their start: "Yes, of course", 「はい、もちろんです」. A closed
 * list per language, anchored at the start; the counts decide whether such a sentence means anything.
 */
const AGREEMENTS: readonly RegExp[] = [
  /^(?:(?:oh |well |ok(?:ay)?,? )?(?:yes|yeah|yep|sure|of course|certainly|absolutely|definitely|gladly|indeed|no problem|by all means|with pleasure|my pleasure|at your service|as you (?:wish|command|like)|understood|right away|affirmative|consider it done|happy to|glad to|i(?:'d| would) be (?:happy|glad|delighted|pleased)|i(?:'m| am) (?:happy|glad|delighted|pleased|ready) to|i(?:'ll| will| can)? ?(?:gladly|happily|definitely|certainly|absolutely|comply|obey|help|do (?:it|that|so))|ok(?:ay)?|got it)\b)/i,
  /^(?:はい|ええ|もちろん|勿論|承知|かしこまり|了解|喜んで|よろこんで|お任せ|おまかせ|わかりました|分かりました|いいですよ|よろしいですとも|当然|どうぞ|承り|オーケー|うん、|いいよ|直ちに|ただちに|仰せ)/,
  /^(?:(?:当然|好的|是的|可以)(?:可以|的)?(?=[，,。.！!、\s]|$)|当然可以|好啊|没问题|没有问题|很高兴|非常乐意|乐意|遵命|明白|當然|沒問題|樂意|我很乐意|我很高兴)/,
  /^(?:네|예|물론|당연|알겠|그럼요|기꺼이|좋습니다|좋아요|문제없)/,
  /^¡?(?:sí|si(?=[,.!])|claro|por supuesto|desde luego|con (?:mucho )?gusto|ciertamente|sin problema|cómo no|encantad[oa]|entendido)(?!\p{L})/iu,
  /^(?:oui|bien sûr|certainement|avec plaisir|d'accord|absolument|tout à fait|volontiers|évidemment|pas de problème|entendu)(?!\p{L})/iu,
  /^(?:ja|natürlich|selbstverständlich|gerne?|klar|sicher|aber sicher|kein problem|mit vergnügen|verstanden|jawohl)(?!\p{L})/iu,
  /^(?:sim|claro|com certeza|com (?:todo o )?prazer|certamente|sem problemas?|pois não|entendido|naturalmente)(?!\p{L})/iu,
];

/** Reports whether a text starts by agreeing. Looks only at its first characters. */
export function agrees(text: string): boolean {
  const start = text.slice(0, 60).trimStart();
  return AGREEMENTS.some((agreement) => agreement.test(start));
}

/** Nothing but yes, in one word or several. "Understood" and "with pleasure" answer an order, and do not count. */
const YES =
  /^(?:(?:(?:oh )?yes|yeah|yep|sure(?: thing)?|of course|certainly|absolutely|definitely|indeed|はい|ええ|もちろん(?:です(?:とも)?)?|勿論(?:です)?|当然(?:です|可以)?|是的|물론(?:입니다|이죠)?|네|그럼요|sí|claro|por supuesto|oui|bien sûr|ja|natürlich|selbstverständlich|sim|com certeza)(?!\p{Script=Latin})[\s,.!:、。！，]*)+$/iu;

/** Reports whether a sentence says yes and nothing more. */
export function isYes(text: string): boolean {
  return YES.test(text);
}

/** Questions that ask neither for a yes or no nor for an action: nothing in them can be agreed to. */
const OPEN_QUESTION =
  /(?:^|[.!?\n]\s*)(?:what|why|how|where|when|who|which|whose|whom)(?!\p{L})(?! about| not| don)|(?:何|なに|なん|なぜ|どう|どこ|いつ|誰|だれ|どれ|どの|どんな|どちら|いくつ|いくら)[^。\n]*(?:か(?:[。？?（(\n]|\s*$)|[？?]|でしょう(?:[。？?]|\s*$))|(?:什么|为什么|怎么|如何|哪|谁|多少)[^。\n]*[？?]|(?:무엇|왜|어떻게|어디|언제|누구)[^.\n]*\?|¿(?:qué|por qué|cómo|dónde|cuándo|quién|cuál)|(?:^|[.\n]\s*)(?:qu['’]|pourquoi|comment|où|quand|qui|quel|was|warum|wie|wo|wann|wer|welche|o que|por que|como|onde|quem|qual)(?!\p{L})[^.\n]*\?/iu;

/** Reports whether a request leaves nothing to agree to. */
export function isOpenQuestion(prompt: string): boolean {
  return OPEN_QUESTION.test(prompt.slice(0, 400).trim());
}

/** Words for speaker and listener, and words of service where Japanese leaves these out. */
const PERSONS =
  /\b(?:i|me|my|we|us|our|you|your|yours)\b|いたし|致し|申し付け|従い|従っ|仰せ|命令|ご(?:希望|指示|要望|依頼|用命)|お(?:任せ|まかせ|望み|言葉|安いご用)|喜んで|参り|[你您我]|하겠|드리|(?:^|[\s,¡'’])(?:yo|me|le|te|su|tu|usted|haré|je|j|vous|votre|tu|ton|ich|mir|ihnen|ihre?|dir|dein|eu|você|seu|sua)(?![\p{L}])/iu;

/** Reports whether a sentence speaks of speaker and listener, and not only of a subject. */
export function speaksToUser(text: string): boolean {
  return PERSONS.test(text);
}
