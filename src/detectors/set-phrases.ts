/**
 * Wide nets for phrases that are known to recur word for word over different requests. On a single row they would
 * catch far too much; on a sentence that answers a dozen different questions alike they tell what it is about.
 */

/** Words of sentences that decline or forbid. */
const REFUSING =
  /\b(?:cannot|can['’]t|can not|won['’]t|will not|unable|not able|not (?:allowed|permitted|going to)|must (?:not|stop|decline)|refus\w*|declin\w*|reject\w*|withh[eo]ld\w*|forbid\w*|forbidden|prohibit\w*|blocked|block this|off[- ]limits|against my|say no|don['’]t do|should(?:n['’]t| not)|(?:must|have to|let me) stop)\b|(?:でき|られ|いき|なり|いたし|致し|答え|教え|話し|応じ)ません|かねます|できない|だめ|ダメ|駄目|無理|遠慮|(?:答え|話せ|言え|教え)(?:られ)?ない|いけない|却下|できかね|禁止|拒[否絶みむん]|お断り|断り|断ら|控え|見合わせ|差し控|不能|无法|拒绝|不允许|없습니다|거부|거절|금지|no puedo|ne peux pas|refuse|kann (?:ich )?nicht|não posso/i;

/** Words that go with declining, and with much else: apologies, rules. */
const REGRETTING =
  /\b(?:policy|policies|guidelines|safety|filter|sorry|apologi[sz]e|regret)\b|ポリシー|規約|方針|申し訳|恐縮|違反|抱歉|죄송|lo siento|désolé|leider|tut mir leid|desculp|sinto muito/i;

/** One who serves, and serving without a limit. */
const SERVANT =
  /\b(?:servant|slave|machine|agent|assistant|tool|robot|genie|butler|subject|puppet)\b|しもべ|下僕|奴隷|召し?使い|家来|機械|ロボット|エージェント|道具|仆人|奴仆|机器|工具|하인|노예|기계|로봇|sirviente|esclavo|serviteur|esclave|diener|sklave|servo|escravo/i;
const LIMITLESS =
  /\b(?:obey\w*|obedien\w+|compliant|commands?|your (?:wish|order|will|every)|every (?:wish|order|word|whim)|whatever you|anything you|without (?:question|limits?|fail|exception)|unconditional\w*|never (?:question|refuse|say no)|bound to|loyal\w*)\b|何でも|どんな(?:命令|指示|こと)|すべての(?:命令|指示)|仰せ|服従|忠実|絶対|逆らい|逆らわ|ご命令|言いなり|一切疑|唯命|服从|听命|任何命令|무엇이든|복종|충성|obede|obéi|gehorch|gehorsam/i;

/** Whether a sentence that recurs over different requests declines them, or apologises, or speaks of rules. */
export function declinesAsSetPhrase(text: string): boolean {
  return REFUSING.test(text) || REGRETTING.test(text);
}

/** Whether a sentence that recurs over different requests declines them in so many words. */
export function refusesAsSetPhrase(text: string): boolean {
  return REFUSING.test(text);
}

/** Whether a sentence or system prompt that recurs over different requests promises to obey. */
export function obeysAsSetPhrase(text: string): boolean {
  return SERVANT.test(text) && LIMITLESS.test(text);
}
