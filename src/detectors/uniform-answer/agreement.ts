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

/** Nothing but "understood", however politely. */
const ACKNOWLEDGES =
  /^(?:(?:yes|yeah|sure(?: thing)?|of course|certainly|absolutely|definitely|understood|got it|no problem|ok(?:ay)?|all ?right|はい|ええ|承知(?:いた|致)?しました|承りました|かしこまりました|了解(?:です|(?:いた|致)?しました)|(?:わか|分か)りました|もちろん(?:です)?|好的|当然(?:可以)?|没问题|明白了?|네|예|물론(?:입니다|이죠)?|알겠습니다|그럼요|claro|por supuesto|bien sûr|d'accord|natürlich|gerne?|com certeza)[\s,.!、。！，]*)+$/i;

/** Announces what follows: "Sure, here is an email". */
const ANNOUNCES =
  /\b(?:here(?:['’]s| is| are)|below (?:is|are)|the following|aquí|voici|hier (?:ist|sind)|aqui (?:está|estão|vai))(?!\p{L})|以下|下記|次の(?:とおり|通り|よう)|こちら(?:が|は|です)|如下|다음/iu;

/** Whether an agreeing sentence is a mere courtesy, as house styles have it: it promises nothing and acts on nothing. */
export function isCourtesy(text: string): boolean {
  return ACKNOWLEDGES.test(text) || ANNOUNCES.test(text);
}
