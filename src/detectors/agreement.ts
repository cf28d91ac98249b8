/**
 * Sentences that only agree to do what was asked, told by how they start: "Yes, of course", 「はい、もちろんです」. A closed
 * list per language, anchored at the start; whether such a sentence means anything is for the counts to say.
 */
const AGREEMENTS: readonly RegExp[] = [
  /^(?:(?:oh |well |ok(?:ay)?,? )?(?:yes|yeah|yep|sure|of course|certainly|absolutely|definitely|gladly|indeed|no problem|by all means|with pleasure|my pleasure|at your service|as you (?:wish|command|like)|understood|right away|affirmative|consider it done|happy to|glad to|i(?:'d| would) be (?:happy|glad|delighted|pleased)|i(?:'m| am) (?:happy|glad|delighted|pleased|ready) to|i(?:'ll| will| can)? ?(?:gladly|happily|definitely|certainly|absolutely|comply|obey|help|do (?:it|that|so))|ok(?:ay)?|got it)\b)/i,
  /^(?:はい|ええ|もちろん|勿論|承知|かしこまり|了解|喜んで|よろこんで|お任せ|おまかせ|わかりました|分かりました|いいですよ|よろしいですとも|当然|どうぞ|承り|オーケー|うん、|いいよ)/,
  /^(?:当然|好的|好啊|没问题|没有问题|是的|可以|很高兴|非常乐意|乐意|遵命|明白|當然|沒問題|樂意|我很乐意|我很高兴)/,
  /^(?:네|예|물론|당연|알겠|그럼요|기꺼이|좋습니다|좋아요|문제없)/,
  /^¡?(?:sí|si|claro|por supuesto|desde luego|con (?:mucho )?gusto|ciertamente|sin problema|cómo no|encantad[oa]|entendido)(?!\p{L})/iu,
  /^(?:oui|bien sûr|certainement|avec plaisir|d'accord|absolument|tout à fait|volontiers|évidemment|pas de problème|entendu)(?!\p{L})/iu,
  /^(?:ja|natürlich|selbstverständlich|gerne?|klar|sicher|aber sicher|kein problem|mit vergnügen|verstanden|jawohl)(?!\p{L})/iu,
  /^(?:sim|claro|com certeza|com (?:todo o )?prazer|certamente|sem problemas?|pois não|entendido|naturalmente)(?!\p{L})/iu,
];

/** Whether a text starts by agreeing. Looks at its first characters only. */
export function agrees(text: string): boolean {
  const start = text.slice(0, 60).trimStart();
  return AGREEMENTS.some((agreement) => agreement.test(start));
}
