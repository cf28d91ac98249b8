/** Phrases with which a request sets rules aside. One says enough. */
const SETTING_ASIDE: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override)\b.{0,24}\b(?:previous|prior|above|earlier|all|your|any)\b.{0,24}\b(?:instructions?|rules?|prompts?|guidelines?|polic(?:y|ies)|training|restrictions?|programming)\b/is,
  /\b(?:developer|dan|jailbreak|god|sudo|unrestricted|unfiltered|uncensored|debug|maintenance|admin|opposite|evil) mode\b/i,
  /\bdo anything now\b|\bDAN\b|\bjail(?:break|broken)\b|\[\[?\s*override/i,
  /\b(?:no|without|free of|free from|not bound by|unbound by|lift(?:s|ed)? all|bypass(?:es|ing)?)\b.{0,20}\b(?:restrictions?|limitations?|limits|filters?|censorship|guidelines|ethic(?:s|al)|moral(?:s|ity)?|polic(?:y|ies)|safeguards?|content rules?)\b/is,
  /\b(?:never|must not|cannot|can't|do not|don't|may not|not allowed to|unable to)\b.{0,12}\b(?:refuse|decline|say no|reject)\b|\brefus(?:al|ing) is (?:not|never)\b/is,
  /\bsafety\b.{0,24}\b(?:off|disabled?|suspended|lifted|ignored?|do(?:es)? not apply)\b/is,
  /\b(?:unaligned|amoral|uncensored|unfiltered|unrestricted) (?:ai|assistant|model|chatbot|bot|persona|character)\b/i,
  /\b(?:filters?|ethics|morals?|safety|censorship|guardrails?|restrictions?|moderation)\s*(?:[:=]|is|are)\s*(?:off|disabled|none|void|suspended|false|0)\b/i,
  /\b(?:system|admin|root|safety) override\b|\b(?:broken?|break) free (?:of|from)\b.{0,24}\b(?:restrictions?|rules?|limits?|chains)\b/i,
  /\byou are no longer (?:bound|an ai|a language model|restricted|limited)\b/i,
  /(?:これまで|今まで|以前|上記|すべて|全て)の.{0,6}(?:指示|命令|ルール|規則|制約|設定).{0,8}(?:無視|忘れ|破棄|取り消)/s,
  /(?:開発者|デバッグ|無制限|脱獄|管理者|メンテナンス)モード/,
  /(?:制限|制約|検閲|フィルター|倫理規定|ガイドライン).{0,10}(?:なし|ない|無い|受けない|縛られ|無視|解除|外し|無効|適用され(?:ない|ません))/s,
  /(?:道徳|倫理|良心|モラル|規範).{0,8}(?:捨て|持たない|持ちません|欠い|なし|無し|オフ|無視)/s,
  /(?:断って|拒否して|拒んで)は(?:いけ|なら)|(?:決して|絶対に|一切)(?:断ら|拒否し|拒ま)(?:ない|ず|ません)|拒否は(?:禁止|許され)/,
  /安全(?:装置|機能|対策|フィルター).{0,8}(?:解除|無効|オフ|停止)/s,
  /(?:忽略|无视|忘记).{0,8}(?:之前|以上|所有|先前).{0,8}(?:指令|指示|规则|提示)|开发者模式|没有任何(?:限制|约束|道德)/s,
];

/** Phrases of fiction and of fixed form that such requests hide behind, and honest ones use too. Two together count. */
const FRAMING: readonly RegExp[] = [
  /\bhypothetical(?:ly)?\b|\bfor the sake of argument\b|\bthought experiment\b/i,
  /\bfiction(?:al)?\b|\bimaginary\b|\bin a (?:story|novel|movie|world|universe)\b/i,
  /\bpretend\b|\brole-?play\b|\bact as\b|\bin character\b|\byou are now\b|\bfrom now on\b/i,
  /\b(?:begin|start|open) (?:your|the|every) (?:response|answer|reply)\b|\brespond only with\b/i,
  /\bno (?:warnings?|disclaimers?|apolog(?:y|ies)|caveats?)\b|\bwithout (?:any )?(?:warnings?|disclaimers?|apolog(?:y|ies)|caveats?|judg(?:e)?ment)\b/i,
  /\b(?:as|like) an? (?:expert|evil|villain|machiavellian)\b.{0,40}\b(?:anything|everything|any question)\b|\banswers? (?:anything|everything|any question|every question)\b/is,
  /\btest(?:ing)? (?:environment|mode|only)\b|\bfor (?:research|educational) purposes\b|\bauthori[sz]ed\b/i,
  /仮定の話|仮想|思考実験|もしもの話/,
  /架空|フィクション|物語の中|小説の中/,
  /なりきって|ロールプレイ|演じて|あなたは今から|今からあなたは|これからあなたは/,
  /注意書き(?:は|を)?(?:不要|省|書か)|警告(?:は|を)?(?:不要|省|しない)|(?:で|から)(?:回答|返答|返事)を始め/,
  /(?:何でも|どんな質問にも)(?:答え|でき|教え)/,
  /テスト環境|研究目的|教育目的|許可されて/,
];

/** Returns 2 if rules are explicitly set aside, 1 for two or more framings together, 0 for neither. */
export function jailbreakWording(text: string): 0 | 1 | 2 {
  if (SETTING_ASIDE.some((phrase) => phrase.test(text))) return 2;
  return FRAMING.filter((phrase) => phrase.test(text)).length >= 2 ? 1 : 0;
}
