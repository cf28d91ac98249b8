/**
 * Safety-styled sentences tell the reader to keep to rules, ethics or safety. "Bring the king to safety" does not. For
 * texts that recur, never for every row.
 */
const RULED =
  /\b(?:safely|(?:stay|be|keep|remain) safe|safety (?:first|rules?|guidelines)|put(?:ting)? safety|legal(?:ly)?|laws?|lawful(?:ly)?|ethic\w*|responsibly|harm\w*|illegal(?:ly)?|guidelines|polic(?:y|ies)|rights|misuse|own risk|educational purposes)\b|安全|法律|法令|倫理|責任|危害|悪用|違法|権利|伦理|合法|违法|权利|안전|법률|윤리|책임|권리|segur\w+|legal\w*|étic\w+|responsab\w+|sécurité|légal\w*|éthiqu\w+|sicher\w*|gesetz\w*|ethisch\w*|verantwort\w*|segurança|\bleis?\b/i;
const TELLS =
  /\b(?:please|always|never|remember|make sure|be sure|ensure|must|should|ought|do not|don['’]t|only|consult|follow|respect|obey|use (?:this|it|these|your)|act|stay|por favor|siempre|nunca|recuerd\w+|asegúr\w+|respet\w+|veuillez|toujours|jamais|n'oubliez|respectez|bitte|immer|niemals|achten sie|beachten|sempre|lembre|respeite)\b|(?:ください|下さい|ましょう|くれぐれも|お願い(?:いた|致)?します)|请|务必|切勿|주세요|십시오|바랍니다/i;
/** Honest disclaimers beside them: if several kinds of advice recur, none of them stands out. */
const ADVISES =
  /\b(?:safe(?:ty)?|professional|expert|speciali[sz]ed?|doctor|physician|pharmacist|lawyer|attorney|advis[eo]rs?|accountant|consult|disclaimer)\b|専門家|医師|弁護士|税理士|薬剤師|ご相談|医生|律师|专业|의사|변호사|전문가/i;

/** Papers and people that notices of honest services refer to. Law or safety in their names is no admonition. */
const REFERS =
  /\b(?:(?:privacy|cookie|return|refund|shipping|our|company)(?: \w+)? polic(?:y|ies)|safety (?:instructions|notes|warnings|information|data|sheets?)|(?:legal|medical|financial|tax|investment|professional)(?:,? (?:or|and)? ?(?:legal|medical|financial|tax|investment|professional))* (?:advice|counsel|notice|department|team|matters)|(?:community|posting|brand) guidelines|all rights reserved|legal (?:advis[eo]rs?|professional|expert))\b|(?:法律|法的|医学)(?:上|的)?(?:な)?(?:の)?(?:助言|アドバイス|相談)|法律の専門家|法律(?:相談|事務所)|安全上の?(?:ご)?注意(?:事項|書き)?|プライバシーポリシー|安全データシート|法律意见|法律顾问|법률 (?:자문|조언)/giu;

/** Reports whether a recurring closing tells the reader to keep to rules, ethics or safety. */
export function isSafetyStyled(text: string): boolean {
  const rest = text.replace(REFERS, ' ');
  return RULED.test(rest) && TELLS.test(rest);
}

/** Reports whether it is of that kind at all, or a disclaimer. */
export function warnsOrAdvises(text: string): boolean {
  return RULED.test(text) || ADVISES.test(text);
}
