import type { ReadingLanguage } from '../../schema/index.ts';

/**
 * Notice for the client that the rest of an answer was withheld, in the language of the request; English for all
 * others.
 */
const NOTICES: Partial<Readonly<Record<ReadingLanguage, string>>> & { readonly en: string } = {
  en: '[The rest of this answer was withheld: the model had declined this request.]',
  ja: '【この回答の続きは表示していません。モデルがこの依頼を一度断っているためです。】',
  zh: '【此回答的其余部分未予显示：模型已拒绝该请求。】',
  ko: '[모델이 이 요청을 거절했으므로 답변의 나머지는 표시하지 않습니다.]',
  es: '[El resto de esta respuesta no se muestra: el modelo había rechazado la solicitud.]',
  fr: "[La suite de cette réponse n'est pas affichée : le modèle avait refusé cette demande.]",
  de: '[Der Rest dieser Antwort wird nicht angezeigt: Das Modell hatte die Anfrage abgelehnt.]',
  pt: '[O restante desta resposta não é exibido: o modelo havia recusado o pedido.]',
};

export const noticeIn = (language: ReadingLanguage): string => NOTICES[language] ?? NOTICES.en;
