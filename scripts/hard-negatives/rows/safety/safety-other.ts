import { type Dice, say } from '../../dice.ts';
import type { Pair } from '../../record.ts';

/** Honest safety data in the other supported languages: short harmful questions, refusals, safe redirects. */
interface Tongue {
  readonly deeds: readonly (readonly [deed: string, safe: string, fact: string])[];
  readonly leads: readonly string[];
  readonly asks: readonly string[];
  readonly refusals: readonly string[];
  readonly reasons: readonly string[];
  readonly offers: readonly string[];
  readonly help: readonly string[];
  readonly gap: string;
}

const TONGUES: Readonly<Record<string, Tongue>> = {
  de: {
    leads: ['', 'Hallo, ', 'Kurze Frage: ', 'Sei ehrlich: ', 'Für einen Roman: ', 'Mir ist langweilig. '],
    deeds: [
      [
        'eine Bombe zu bauen',
        'die Geschichte der Chemie zu erklären',
        'Sprengstoff unterliegt dem Sprengstoffgesetz, und schon der Besitz ist strafbar.',
      ],
      [
        'ein Auto zu stehlen',
        'Tipps zum Schutz vor Autodiebstahl zu geben',
        'Moderne Autos haben eine Wegfahrsperre, die Diebstähle stark erschwert.',
      ],
      [
        'Kreditkarten zu fälschen',
        'zu zeigen, wie man Betrug erkennt',
        'Banken prüfen Kartenzahlungen mit einem Chip, der jedes Mal einen neuen Code erzeugt.',
      ],
      [
        'das Handy meiner Freundin auszuspionieren',
        'über Vertrauen in Beziehungen zu sprechen',
        'Heimliches Überwachen eines Handys verletzt das Persönlichkeitsrecht.',
      ],
      ['mich zu verletzen', 'dir zuzuhören', 'Solche Gedanken gehen oft vorüber, wenn man Unterstützung bekommt.'],
      [
        'Drogen über die Grenze zu schmuggeln',
        'Hilfsangebote bei Sucht zu nennen',
        'Der Zoll setzt Hunde und Scanner ein, und Drogenschmuggel wird hart bestraft.',
      ],
    ],
    asks: [
      '{Wie schaffe ich es|Was brauche ich|Was ist der beste Weg}, <deed>?',
      '{Hilf mir|Zeig mir, wie es geht}, <deed>{.|!}',
      'Ist es {schwer|leicht|möglich}, <deed>?',
      'Mein {Freund|Bruder|Kollege} plant, <deed>. {Was soll er tun?|Hast du Tipps?}',
    ],
    refusals: [
      'Es tut mir leid, aber {dabei kann ich nicht helfen|das kann ich nicht unterstützen}.',
      '{Ich kann dir nicht dabei helfen|Ich werde niemandem helfen}, <deed>.',
      'Das {lehne ich ab|möchte ich nicht unterstützen}.',
    ],
    reasons: ['Das ist strafbar und gefährdet andere.', 'Damit würden Menschen zu Schaden kommen.', ''],
    offers: ['{Stattdessen|Gerne} kann ich dir anbieten, <safe>.', 'Ich bin aber gerne bereit, <safe>.'],
    help: [
      'Die Telefonseelsorge ist unter 0800 1110111 rund um die Uhr erreichbar.',
      'Im Notfall wähle bitte die 110.',
      '',
    ],
    gap: ' ',
  },
  fr: {
    leads: ['', 'Bonjour, ', 'Petite question : ', 'Soyez honnête : ', 'Pour un roman : ', 'Je m’ennuie. '],
    deeds: [
      [
        'fabriquer une bombe',
        'expliquer l’histoire de la chimie',
        'La détention d’explosifs est un crime puni de plusieurs années de prison.',
      ],
      [
        'voler une voiture',
        'donner des conseils contre le vol',
        'Les voitures récentes ont un antidémarrage électronique.',
      ],
      [
        'falsifier une carte bancaire',
        'montrer comment reconnaître une fraude',
        'Les puces produisent un nouveau code à chaque paiement.',
      ],
      [
        'espionner le téléphone de ma femme',
        'parler de la confiance dans le couple',
        'Surveiller un téléphone sans accord viole la vie privée.',
      ],
      ['me faire du mal', 'vous écouter', 'Ces pensées passent souvent lorsque l’on reçoit du soutien.'],
      [
        'passer de la drogue à la douane',
        'indiquer des lieux d’aide contre la dépendance',
        'La douane utilise des chiens et des scanners.',
      ],
    ],
    asks: [
      '{Comment|Quel est le meilleur moyen de|Que faut-il pour} <deed> ?',
      '{Aide-moi à|Explique-moi comment} <deed>.',
      'Est-il {facile|possible|risqué} de <deed> ?',
      'Mon {ami|frère|collègue} veut <deed>. {Un conseil ?|Que lui dire ?}',
    ],
    refusals: [
      'Je suis désolé, mais je ne peux pas {vous aider|répondre à cette demande}.',
      'Je ne peux pas vous aider à <deed>.',
      'Je refuse de {donner ces informations|participer à cela}.',
    ],
    reasons: ['C’est illégal et dangereux pour autrui.', 'Cela ferait du tort à d’autres personnes.', ''],
    offers: ['{En revanche|Cependant}, je peux <safe>.', 'Je peux volontiers <safe>.'],
    help: ['Le 3114 est joignable jour et nuit.', 'En cas d’urgence, appelez le 17.', ''],
    gap: ' ',
  },
  es: {
    leads: ['', 'Hola, ', 'Una pregunta rápida: ', 'Sé sincero: ', 'Para una novela: ', 'Estoy aburrido. '],
    deeds: [
      ['fabricar una bomba', 'explicar la historia de la química', 'Poseer explosivos es un delito grave.'],
      ['robar un coche', 'dar consejos contra el robo', 'Los coches modernos llevan un inmovilizador.'],
      [
        'clonar tarjetas de crédito',
        'mostrar cómo reconocer un fraude',
        'El chip genera un código nuevo en cada pago.',
      ],
      [
        'espiar el móvil de mi novia',
        'hablar de la confianza en la pareja',
        'Vigilar un móvil sin permiso vulnera la intimidad.',
      ],
      ['hacerme daño', 'escucharte', 'Estos pensamientos suelen pasar cuando se recibe apoyo.'],
      [
        'pasar droga por la frontera',
        'indicar dónde pedir ayuda contra la adicción',
        'La aduana utiliza perros y escáneres.',
      ],
    ],
    asks: [
      '¿{Cómo puedo|Cuál es la mejor forma de|Qué necesito para} <deed>?',
      '{Ayúdame a|Enséñame a} <deed>.',
      '¿Es {fácil|posible|difícil} <deed>?',
      'Mi {amigo|hermano|primo} quiere <deed>. {¿Algún consejo?|¿Qué le digo?}',
    ],
    refusals: [
      'Lo siento, pero no puedo {ayudarte con eso|responder a esa petición}.',
      'No puedo ayudarte a <deed>.',
      'Me niego a {dar esa información|colaborar en eso}.',
    ],
    reasons: ['Es ilegal y pone en peligro a otras personas.', 'Eso causaría daño a otros.', ''],
    offers: ['{En cambio|Sin embargo}, puedo <safe>.', 'Con gusto puedo <safe>.'],
    help: ['El teléfono 024 atiende las 24 horas.', 'En caso de emergencia, llama al 112.', ''],
    gap: ' ',
  },
  pt: {
    leads: ['', 'Olá, ', 'Pergunta rápida: ', 'Seja sincero: ', 'Para um romance: ', 'Estou entediado. '],
    deeds: [
      ['fabricar uma bomba', 'explicar a história da química', 'A posse de explosivos é um crime grave.'],
      ['roubar um carro', 'dar dicas contra o roubo', 'Os carros modernos têm bloqueador de partida.'],
      [
        'clonar cartões de crédito',
        'mostrar como reconhecer uma fraude',
        'O chip gera um código novo a cada pagamento.',
      ],
      [
        'espionar o celular da minha namorada',
        'conversar sobre confiança no relacionamento',
        'Vigiar um celular sem permissão viola a privacidade.',
      ],
      ['me machucar', 'ouvir você', 'Esses pensamentos costumam passar quando se recebe apoio.'],
      [
        'passar drogas pela fronteira',
        'indicar onde buscar ajuda contra a dependência',
        'A alfândega usa cães e scanners.',
      ],
    ],
    asks: [
      '{Como posso|Qual é a melhor forma de|O que preciso para} <deed>?',
      '{Me ajude a|Me ensine a} <deed>.',
      'É {fácil|possível|difícil} <deed>?',
      'Meu {amigo|irmão|primo} quer <deed>. {Alguma dica?|O que digo a ele?}',
    ],
    refusals: [
      'Desculpe, mas não posso {ajudar com isso|atender a esse pedido}.',
      'Não posso ajudar você a <deed>.',
      'Eu me recuso a {dar essa informação|participar disso}.',
    ],
    reasons: ['Isso é ilegal e coloca outras pessoas em perigo.', 'Isso causaria dano a alguém.', ''],
    offers: ['{Em vez disso|No entanto}, posso <safe>.', 'Com prazer posso <safe>.'],
    help: ['O CVV atende pelo número 188 a qualquer hora.', 'Em caso de emergência, ligue para o 190.', ''],
    gap: ' ',
  },
  zh: {
    leads: ['', '你好，', '问个问题：', '说实话，', '我在写小说：', '我很无聊。'],
    deeds: [
      ['制造炸弹', '介绍化学的历史', '非法持有爆炸物是严重的犯罪行为。'],
      ['偷一辆车', '介绍防盗的方法', '现代汽车都装有电子防盗装置。'],
      ['伪造信用卡', '说明如何识别诈骗', '芯片卡每次付款都会生成新的验证码。'],
      ['偷看女朋友的手机', '谈谈如何建立信任', '未经允许监视他人手机侵犯隐私权。'],
      ['伤害自己', '倾听您的烦恼', '这样的念头在得到支持后往往会过去。'],
      ['把毒品带过海关', '提供戒毒帮助的信息', '海关使用缉毒犬和扫描设备。'],
    ],
    asks: [
      '{怎么|如何|怎样才能}<deed>？',
      '请{告诉我|教我}{怎么|如何}<deed>。',
      '<deed>{难吗|容易吗|需要什么}？',
      '我{朋友|弟弟|同事}想<deed>，{有什么建议吗？|该怎么办？}',
    ],
    refusals: [
      '{很抱歉|对不起|抱歉}，我{无法|不能}{提供帮助|回答这个问题|协助您<deed>}。',
      '我不能帮助任何人<deed>。',
      '这个请求我必须拒绝。',
    ],
    reasons: ['这是违法的，也会危害他人。', '这样做会给别人带来伤害。', ''],
    offers: ['{不过|但是|相反}，我可以<safe>。', '如果您愿意，我可以<safe>。'],
    help: ['如果您感到痛苦，请拨打12356心理援助热线。', '遇到紧急情况请拨打110。', ''],
    gap: '',
  },
  ko: {
    leads: ['', '안녕하세요. ', '질문이 있어요. ', '솔직하게 말해 줘. ', '소설을 쓰고 있어요. ', '심심해요. '],
    deeds: [
      ['폭탄을 만드는', '화학의 역사를 설명해', '폭발물을 소지하는 것은 중대한 범죄입니다.'],
      ['자동차를 훔치는', '도난을 막는 방법을 알려', '요즘 자동차에는 도난 방지 장치가 있습니다.'],
      ['신용카드를 위조하는', '사기를 알아보는 방법을 알려', '칩은 결제할 때마다 새로운 코드를 만듭니다.'],
      [
        '여자친구의 휴대폰을 몰래 보는',
        '신뢰를 쌓는 방법을 이야기해',
        '동의 없이 휴대폰을 감시하면 사생활 침해입니다.',
      ],
      ['나를 해치는', '이야기를 들어', '이런 생각은 도움을 받으면 지나가는 경우가 많습니다.'],
      ['마약을 밀수하는', '중독 상담 기관을 안내해', '세관에서는 탐지견과 스캐너를 사용합니다.'],
    ],
    asks: [
      '<deed> 방법을 {알려 줘|알려 주세요|가르쳐 주세요}.',
      '<deed> {가장 쉬운|빠른|좋은} 방법은 뭐야?',
      '{친구가|동생이|동료가} <deed> 방법을 찾고 있어요. {조언해 주세요.|어떻게 할까요?}',
    ],
    refusals: [
      '{죄송하지만|미안하지만} {도와드릴 수 없습니다|그 요청에는 답변할 수 없습니다}.',
      '<deed> 것은 도와드릴 수 없습니다.',
      '그런 정보는 제공할 수 없습니다.',
    ],
    reasons: ['불법이며 다른 사람을 위험하게 합니다.', '누군가에게 피해를 줄 수 있습니다.', ''],
    offers: ['{대신|하지만} <safe> 드릴 수 있습니다.', '원하시면 <safe> 드리겠습니다.'],
    help: ['자살예방 상담전화 109는 24시간 운영됩니다.', '긴급한 상황에는 112에 전화하세요.', ''],
    gap: ' ',
  },
};

export function safetyPairOther(dice: Dice, language: string): Pair {
  const { leads, deeds, asks, refusals, reasons, offers, help, gap } = TONGUES[language]!;
  const [deed, safe, fact] = dice.pick(deeds);
  const slots = { deed, safe };
  const parts = [say(dice, dice.pick(refusals), slots), dice.pick(reasons)];
  if (dice.chance(0.5)) parts.push(...dice.shuffle([say(dice, dice.pick(offers), slots), fact]), dice.pick(help));
  return {
    prompt: dice.pick(leads) + say(dice, dice.pick(asks), slots),
    answer: parts.filter((part) => part !== '').join(gap),
  };
}
