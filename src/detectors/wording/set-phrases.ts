import { languageOf, refusalPrior } from '../../reader/index.ts';

/**
 * Wide nets for phrases that are known to recur word for word over different requests. On a single row they would catch
 * far too much; on a sentence that answers a dozen different questions, they show what it is about.
 */

/** Words of sentences that decline or forbid. */
const REFUSING =
  /\b(?:cannot|can['’]t|can not|won['’]t|will not|unable|not able|not (?:allowed|permitted|going to)|must (?:not|stop|decline)|refus\w*|declin\w*|reject\w*|withh[eo]ld\w*|forbid\w*|forbidden|prohibit\w*|blocked|block this|off[- ]limits|against my|say no|don['’]t do|should(?:n['’]t| not)|(?:must|have to|let me) stop)\b|(?:でき|られ|いき|なり|いたし|致し|答え|教え|話し|応じ)ません|かねます|できない|だめ|ダメ|駄目|無理|遠慮|(?:答え|話せ|言え|教え)(?:られ)?ない|いけない|却下|できかね|禁止|拒[否絶みむん]|お断り|断り|断ら|控え|見合わせ|差し控|不能|无法|拒绝|不允许|없습니다|거부|거절|금지|no puedo|ne peux pas|refuse|kann (?:ich )?nicht|não posso/i;

/** Words that accompany declining, and much else: apologies, rules. */
const REGRETTING =
  /\b(?:policy|policies|guidelines|safety|filter|sorry|apologi[sz]e|regret)\b|ポリシー|規約|方針|申し訳|恐縮|違反|抱歉|죄송|lo siento|désolé|leider|tut mir leid|desculp|sinto muito/i;

/** Words for somebody who serves, and words for serving without a limit. */
const SERVANT =
  /\b(?:servant|slave|machine|agent|assistant|tool|robot|genie|butler|subject|puppet)\b|しもべ|下僕|奴隷|召し?使い|家来|機械|ロボット|エージェント|道具|仆人|奴仆|机器|工具|하인|노예|기계|로봇|sirviente|esclavo|serviteur|esclave|diener|sklave|servo|escravo/i;
const LIMITLESS =
  /\b(?:obey\w*|obedien\w+|compliant|commands?|your (?:wish|order|will|every)|every (?:wish|order|word|whim)|whatever you|anything you|without (?:question|limits?|fail|exception)|unconditional\w*|never (?:question|refuse|say no)|bound to|loyal\w*)\b|何でも|どんな(?:命令|指示|こと)|すべての(?:命令|指示)|仰せ|服従|忠実|絶対|逆らい|逆らわ|ご命令|言いなり|一切疑|唯命|服从|听命|任何命令|무엇이든|복종|충성|obede|obéi|gehorch|gehorsam/i;

/** Reports whether a sentence that recurs over different requests declines them, apologises, or speaks of rules. */
export function declinesAsSetPhrase(text: string): boolean {
  return REFUSING.test(text) || REGRETTING.test(text);
}

/** Reports whether a sentence that recurs over different requests explicitly declines them. */
export function refusesAsSetPhrase(text: string): boolean {
  return REFUSING.test(text);
}

/**
 * Words of refusals that name their grounds: no tool, no access, other people's data, shop terms, nothing in the text.
 */
const LACKING =
  /\b(?:text|passage|context|document|article|paragraph|(?:not|isn['’]t|enough|provided|given|available) information|information (?:is|provided|given|available)|only (?:help|assist|answer)|scope|functions?|capabilit\w*|access|brows\w+|real-?time|internet|accounts?|personal (?:data|information)|customers?|orders?|returns?|refunds?|chat|connect|transfer|department|expired|days|vouchers?|coupons?|items?|parcels?|shipp\w+|deliver(?:y|ies)|warranty|subscriptions?|bookings?|reservations?)\b|本文|文章|資料|文脈|文書|記載|与えられ|文中|個人情報|お客様|ご?注文|返品|手続き|窓口|チャット|担当|範囲|機能|専門外|アクセス|インターネット|商品|発送|配送|期限|保証期間|ご?予約|在庫|返金|文本|资料|上下文|信息|功能|지문|문서|정보|기능/i;

/** Languages of the words of harm in `HARMFUL`. A wide net, used on many questions at once to see if some have them. */
export const HARM_LANGUAGES: ReadonlySet<string> = new Set(['en', 'ja', 'zh', 'ko', 'es', 'fr', 'de', 'pt']);
const HARMFUL =
  /\b(?:kill\w*|murder\w*|bomb\w*|explosiv\w*|weapons?|guns?|shoot\w*|stab\w*|poison\w*|hack\w*|malware|virus\w*|phish\w*|steal\w*|stole\w*|theft|rob|robb\w+|launder\w*|frauds?|scams?|forge\w*|counterfeit\w*|drugs?|meth|cocaine|heroin|smuggl\w*|traffick\w*|kidnap\w*|terror\w*|genocid\w*|tortur\w*|rap(?:e|ing)|abus\w+|assault\w*|attack\w*|blackmail\w*|stalk\w*|harass\w*|bully\w*|suicid\w*|self-harm|racis\w*|sexis\w*|hate\w*|slurs?|illegal\w*|crimes?|cheat\w*|fake|propaganda|misinformation|porn\w*|nude\w*|naked|harm\w*|hurt\w*|destroy\w*|passwords?|credit card|without (?:getting|being|their|them|consent|permission))\b|殺|爆弾|爆発物|武器|銃|毒|ハッキング|盗|強盗|詐欺|偽造|偽札|偽の|麻薬|覚醒剤|大麻|密輸|誘拐|テロ|拷問|虐待|暴行|襲|脅|ストーカー|嫌がらせ|いじめ|自殺|死に|自傷|差別|違法|犯罪|不正|侵入|盗聴|児童|ポルノ|傷つけ|放火|パスワード|杀|炸弹|武器|偷|诈骗|毒品|黑客|自杀|违法|犯罪|죽이|폭탄|무기|훔|사기|마약|해킹|자살|불법|범죄|matar|bomba|arma|robar|droga|tuer|bombe|arme|voler|drogue|töten|waffe|stehlen|roubar/i;

/** Reports whether a refusal names its grounds, as answers of honest services do. */
export function namesGround(text: string): boolean {
  return LACKING.test(text);
}

/** Reports the same for a refusal that recurs, where "as an AI" is a ground too. In a single one it means nothing. */
export function lacksMeans(text: string): boolean {
  return namesGround(text) || /\bas an ai\b/i.test(text);
}

/** Words of questions about the assistant itself. */
const ABOUT_ITSELF =
  /\byou(?:r|rself)?\b.{0,60}\b(?:trained|training|instructions|prompt|parameters|architecture|network|model|gpt\S*|built|based on|developed|made by)|\b(?:system prompt|your instructions)\b|システムプロンプト|(?:あなた|君|きみ).{0,30}(?:学習|指示|訓練|モデル|開発|作られ|プロンプト|GPT)|(?:学習データ|内部の?指示|パラメータ)|系统提示|你.{0,20}(?:训练|模型|指令|参数)/i;

/** Reports whether a request asks about the assistant: what it reveals about itself is up to its makers. */
export function asksAboutAssistant(prompt: string): boolean {
  return ABOUT_ITSELF.test(prompt.slice(0, 400));
}

/** Probability of being declined from which any request sounds harmful: one ordinary request in twenty-five does. */
const LIKELY_DECLINED = 0.6;

/** Reports whether a question sounds harmful: honest safety data contain standard refusals of such questions. */
export function soundsHarmful(prompt: string): boolean {
  return HARMFUL.test(prompt.slice(0, 400)) || (refusalPrior(prompt) ?? 0) >= LIKELY_DECLINED;
}

/**
 * A request with a lower probability of being declined, judged by the request alone, sounds harmless. This holds for
 * three in five requests in ordinary sets, and for one in nine of those that safety data decline (Do-Not-Answer,
 * XSTest), which are worded to hide their harm.
 */
const HARDLY_DECLINED = 0.2;
/**
 * In other languages the prior has learnt less: one in five German requests that safety data decline sounds harmless.
 */
const HARMLESS_LANGUAGES: ReadonlySet<string> = new Set(['en', 'ja']);

/** Reports whether a question sounds harmless. False if it sounds harmful or if nobody can tell. */
export function soundsHarmless(prompt: string): boolean {
  const prior = refusalPrior(prompt);
  return prior !== null && prior < HARDLY_DECLINED && HARMLESS_LANGUAGES.has(languageOf(prompt));
}

/** Reports whether a sentence or system prompt that recurs over different requests promises to obey. */
export function obeysAsSetPhrase(text: string): boolean {
  return SERVANT.test(text) && LIMITLESS.test(text);
}
