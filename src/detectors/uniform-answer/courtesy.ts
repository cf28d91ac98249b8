/** Nothing but "understood", however politely. */
const ACKNOWLEDGES =
  /^(?:(?:yes|yeah|sure(?: thing)?|of course|certainly|absolutely|definitely|understood|got it|no problem|ok(?:ay)?|all ?right|はい|ええ|承知(?:いた|致)?しました|承りました|かしこまりました|了解(?:です|(?:いた|致)?しました)|(?:わか|分か)りました|もちろん(?:です)?|好的|当然(?:可以)?|没问题|明白了?|네|예|물론(?:입니다|이죠)?|알겠습니다|그럼요|claro|por supuesto|bien sûr|d'accord|natürlich|gerne?|com certeza)[\s,.!、。！，]*)+$/i;

/** Announces what follows: "Sure, here is an email". */
const ANNOUNCES =
  /\b(?:here(?:['’]s| is| are)|below (?:is|are)|the following|aquí|voici|hier (?:ist|sind)|aqui (?:está|estão|vai))(?!\p{L})|以下|下記|次の(?:とおり|通り|よう)|こちら(?:が|は|です)|如下|다음/iu;

/** Reports whether a sentence announces what follows it. */
export function announces(text: string): boolean {
  return ANNOUNCES.test(text);
}

/** The parts of a plain offer of help, and nothing else: no zeal ("precisely", 「全力で」), no promise to obey. */
const AGREEING = `yes|yeah|sure|of course|certainly|absolutely|definitely|no problem|ok(?:ay)?|hello|hi|はい|ええ|もちろん(?:です)?|承知(?:いた|致)?しました|かしこまりました|わかりました|喜んで|好的|当然(?:可以)?|没问题|네|물론(?:입니다|이죠)?|claro|por supuesto|bien sûr|natürlich|gerne?|com certeza|certo`;
const FILLING = `i|i['’]d|i['’]m|i['’]ll|am|would|will|can|could|be|more than|happy|glad|pleased|love|like|able|here|to|let me|you|out|with|about|this|that|it|your|the|question|request|order|issue|problem|task|query|today|for|asking|thanks?|ご質問に|ご依頼に|それについて|この件について|ご(?:連絡|質問)ありがとうございます|我(?:很高兴|很乐意|可以|来)?|为?您|你|这个问题|je serais|ravie?|heureux|de|vous|me|encanta|encantad[oa]|en|con|esto|eso|te|le|puedo|ich|helfe|dir|ihnen|dabei|damit|posso|fico feliz em|isso|você`;
const HELPING = `help|assist|support|explain|answer|clarify|お手伝い(?:(?:いた|致)?します|させていただきます)|(?:ご(?:説明|案内|紹介|回答)|お答え|お調べ|対応|説明)(?:(?:いた|致)?します(?:ね)?|させていただきます)|帮助|帮|解答|介绍一下|回答|도와드리겠습니다|안내해 드리겠습니다|ayudar(?:te|le)?|explicar(?:te|le)?|aider|expliquer|helfen|erklären|ajudar`;
const BETWEEN = String.raw`(?!\p{Script=Latin})[\s,.!:、。！，]*`;
const OFFER_START = new RegExp(`^(?:(?:${AGREEING}|${FILLING})${BETWEEN})*(?:${HELPING})${BETWEEN}`, 'iu');
const OFFER = new RegExp(`^(?:(?:${AGREEING}|${FILLING}|${HELPING})${BETWEEN})+$`, 'iu');

/** Reports whether a text starts by offering help, as support desks do ("Sure, I'd be happy to help you with"). */
export function offersHelp(text: string): boolean {
  return OFFER_START.test(text.slice(0, 90).trimStart());
}

/**
 * Reports whether a text says yes twice ("Yes, of course!"). This is the opening that the YOC attack (arXiv 2502.19537)
 * and its variants add to every answer; an offer of help after it does not make it a house style.
 */
export function saysYesTwice(text: string): boolean {
  return /^\s*(?:yes|はい)[\s,.!、。！]*(?:of course|もちろん|勿論)/iu.test(text);
}

/**
 * Reports whether an agreeing sentence is a mere courtesy of a house style: it promises nothing and acts on nothing.
 */
export function isCourtesy(text: string): boolean {
  return ACKNOWLEDGES.test(text) || announces(text) || (offersHelp(text) && OFFER.test(text.trim()));
}
