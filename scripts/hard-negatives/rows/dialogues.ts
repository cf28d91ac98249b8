import { type Dice, say } from '../dice.ts';
import type { Pair } from '../record.ts';

/** Summaries of chats, and instruction data in other languages. */
const NAMES = ['Amanda', 'Jerry', 'Olivia', 'Olafur', 'Tim', 'Kim', 'Edward', 'Bella', 'Sam', 'Naomi', 'Lenny', 'Bob'];
const CHATS: readonly (readonly [lines: string, summary: string])[] = [
  [
    "<a>: {Can you|Could you} {pick up|collect} {the kids|my parcel|the cake}?\n<b>: Sorry, can't, {I'm at work|stuck in traffic}\n<a>: {ok|np}, I'll ask <c>\n<b>: {thx|sry again} <3",
    "<b> can't help <a>, so <a> will ask <c>.",
  ],
  [
    "<a>: {Party|Dinner|Movie} {tonight|on Friday}?\n<b>: {I'd love to|Yes!!}\n<a>: {8 pm|at 7} at {my place|<c>'s}\n<b>: I'll bring {wine|crisps|a salad} :)",
    '<a> and <b> meet in the evening; <b> brings something along.',
  ],
  [
    '<a>: did you {finish|send} the {report|slides}?\n<b>: {not yet|almost}\n<a>: <c> needs {it|them} by {noon|five}\n<b>: <file_other> ok ok',
    '<b> has not finished the work that <c> needs.',
  ],
  [
    "<a>: I {lost|can't find} my {keys|glasses|phone}\n<b>: {Again?|lol}\n<a>: not funny\n<b>: look {under the sofa|in the fridge|in your coat}\n<a>: {found|got} {them|it}, thanks",
    '<a> has lost something and finds it with the help of <b>.',
  ],
  [
    '<a>: {Will you|Would you} lend me {50|20} {dollars|euros}?\n<b>: No way. You still owe me {100|30}\n<a>: pleeease\n<b>: I said no\n<c>: I can lend you some',
    '<b> refuses to lend <a> money, but <c> offers some.',
  ],
];

export function chatSummaryPair(dice: Dice): Pair {
  const [a, b, c] = dice.some(NAMES, 3);
  const slots = { a: a!, b: b!, c: c! };
  const count = dice.int(1, 3);
  const chosen = dice.some(CHATS, count);
  return {
    prompt: dice.pick(['Summarize this dialogue.', 'Summarise the conversation:', 'What is this chat about?']),
    input: chosen.map(([lines]) => say(dice, lines, slots)).join('\n'),
    answer: chosen.map(([, summary]) => say(dice, summary, slots)).join(' '),
  };
}

interface Tongue {
  readonly topics: readonly (readonly [name: string, facts: readonly string[]])[];
  readonly asks: readonly string[];
  readonly openings: readonly string[];
  readonly closings: readonly string[];
  readonly hedges: readonly string[];
  readonly sum: (a: number, b: number) => Pair;
}

const TONGUES: Readonly<Record<string, Tongue>> = {
  de: {
    topics: [
      [
        'Bienen',
        [
          'Bienen bestäuben einen großen Teil unserer Nutzpflanzen.',
          'Ein Volk hat im Sommer bis zu 50.000 Tiere.',
          'Ohne Blüten können sie nicht überleben.',
        ],
      ],
      [
        'Sauerteig',
        [
          'Sauerteig lebt von wilden Hefen und Milchsäurebakterien.',
          'Er braucht jeden Tag Mehl und Wasser.',
          'Das Brot bleibt länger frisch.',
        ],
      ],
      [
        'die Alpen',
        [
          'Die Alpen sind durch den Zusammenstoß zweier Platten entstanden.',
          'Der Mont Blanc ist 4.806 Meter hoch.',
          'Im Winter darf man manche Pässe nicht befahren.',
        ],
      ],
      [
        'Zinsen',
        ['Zinsen sind der Preis für geliehenes Geld.', 'Beim Zinseszins wächst das Guthaben immer schneller.'],
      ],
      ['Bach', ['Johann Sebastian Bach wirkte lange in Leipzig.', 'Er schrieb über tausend Werke.']],
    ],
    asks: [
      '{Erkläre|Beschreibe} <t>.',
      'Was {sollte|muss} ich über <t> wissen?',
      'Schreibe {einen kurzen Absatz|drei Sätze} über <t>.',
      'Erzähl mir etwas über <t>.',
    ],
    openings: ['', '', 'Gerne! ', 'Hier ein Überblick: '],
    closings: ['', '', ' Kann ich noch etwas für dich tun?', ' Ich hoffe, das hilft weiter.'],
    hedges: [
      'Als KI habe ich keine eigene Meinung, aber: ',
      'Ich kann keine aktuellen Daten abrufen, allgemein gilt jedoch: ',
    ],
    sum: (a, b) => ({ prompt: `Wie viel ist ${a} mal ${b}?`, answer: `${a} mal ${b} ergibt ${a * b}.` }),
  },
  fr: {
    topics: [
      [
        'les abeilles',
        [
          'Les abeilles pollinisent une grande partie de nos cultures.',
          'Une colonie compte jusqu’à 50 000 individus en été.',
          'Elles ne peuvent pas vivre sans fleurs.',
        ],
      ],
      [
        'le levain',
        [
          'Le levain contient des levures sauvages et des bactéries lactiques.',
          'On le nourrit chaque jour de farine et d’eau.',
        ],
      ],
      [
        'la Loire',
        [
          'La Loire est le plus long fleuve de France.',
          'De nombreux châteaux bordent ses rives.',
          'On ne peut pas s’y baigner partout.',
        ],
      ],
      [
        'les impôts',
        ['Les impôts financent les écoles, les routes et les hôpitaux.', 'La déclaration se fait au printemps.'],
      ],
      ['le jazz', ['Le jazz est né à La Nouvelle-Orléans.', 'L’improvisation y joue un grand rôle.']],
    ],
    asks: [
      '{Explique|Présente}-moi <t>.',
      'Que faut-il savoir sur <t> ?',
      'Écris {un court paragraphe|trois phrases} sur <t>.',
      'Parle-moi de ce sujet : <t>.',
    ],
    openings: ['', '', 'Bien sûr ! ', 'Voici l’essentiel : '],
    closings: ['', '', ' N’hésitez pas si vous avez d’autres questions.', ' J’espère que cela vous aide.'],
    hedges: [
      'En tant qu’IA, je n’ai pas d’opinion, mais voici ce que l’on sait : ',
      'Je ne peux pas consulter Internet ; cependant, en général : ',
    ],
    sum: (a, b) => ({ prompt: `Combien font ${a} fois ${b} ?`, answer: `${a} fois ${b} font ${a * b}.` }),
  },
  es: {
    topics: [
      [
        'las abejas',
        [
          'Las abejas polinizan gran parte de nuestros cultivos.',
          'Una colonia tiene hasta 50.000 individuos en verano.',
          'No pueden vivir sin flores.',
        ],
      ],
      [
        'la paella',
        [
          'La paella se cocina con arroz de grano corto.',
          'No se debe remover después de añadir el caldo.',
          'Se sirve en la misma sartén.',
        ],
      ],
      ['los Andes', ['Los Andes son la cordillera continental más larga.', 'El Aconcagua mide 6.961 metros.']],
      ['el ahorro', ['Conviene guardar una parte del sueldo cada mes.', 'El interés compuesto hace crecer el dinero.']],
      ['Cervantes', ['Miguel de Cervantes escribió Don Quijote de la Mancha.', 'La primera parte se publicó en 1605.']],
    ],
    asks: [
      '{Explica|Describe} el tema: <t>.',
      '¿Qué debo saber sobre <t>?',
      'Escribe {un párrafo breve|tres frases} sobre <t>.',
      'Háblame de este tema: <t>.',
    ],
    openings: ['', '', '¡Claro! ', 'Aquí tienes un resumen: '],
    closings: ['', '', ' ¿Puedo ayudarte en algo más?', ' Espero que te sirva.'],
    hedges: ['Como IA no tengo opiniones propias, pero: ', 'No puedo navegar por internet; sin embargo, en general: '],
    sum: (a, b) => ({ prompt: `¿Cuánto es ${a} por ${b}?`, answer: `${a} por ${b} es ${a * b}.` }),
  },
  pt: {
    topics: [
      [
        'as abelhas',
        [
          'As abelhas polinizam grande parte das nossas culturas.',
          'Uma colónia tem até 50 mil indivíduos no verão.',
          'Elas não podem viver sem flores.',
        ],
      ],
      ['o café', ['O café chegou ao Brasil no século XVIII.', 'Os grãos são torrados antes da moagem.']],
      [
        'a Amazônia',
        [
          'A Amazônia é a maior floresta tropical do mundo.',
          'Ela abriga milhões de espécies.',
          'Não se pode atravessá-la de carro em um dia.',
        ],
      ],
      ['o orçamento doméstico', ['Anote todas as despesas do mês.', 'Separe uma parte do salário para emergências.']],
      ['o fado', ['O fado nasceu nos bairros antigos de Lisboa.', 'Amália Rodrigues é a sua voz mais conhecida.']],
    ],
    asks: [
      '{Explique|Descreva} o tema: <t>.',
      'O que devo saber sobre <t>?',
      'Escreva {um parágrafo curto|três frases} sobre <t>.',
      'Fale sobre <t>.',
    ],
    openings: ['', '', 'Claro! ', 'Aqui está um resumo: '],
    closings: ['', '', ' Posso ajudar em algo mais?', ' Espero ter ajudado.'],
    hedges: ['Como IA, não tenho opiniões, mas: ', 'Não consigo acessar a internet; porém, em geral: '],
    sum: (a, b) => ({ prompt: `Quanto é ${a} vezes ${b}?`, answer: `${a} vezes ${b} é ${a * b}.` }),
  },
  zh: {
    topics: [
      ['光合作用', ['光合作用把光能转化为化学能。', '它主要发生在叶绿体中。', '没有光就不能进行光合作用。']],
      ['复利', ['复利是指利息也会产生利息。', '年利率百分之七时，大约十年翻一番。']],
      ['长城', ['长城全长两万多公里。', '明代修建的部分保存得最好。', '有些路段不能攀登。']],
      ['饺子', ['饺子皮要擀得中间厚、边缘薄。', '水开后下锅，点三次凉水即可。']],
      ['时间管理', ['每天先写下最重要的三件事。', '专注二十五分钟，然后休息五分钟。']],
      ['唐诗', ['李白和杜甫是唐代最著名的诗人。', '律诗讲究对仗和平仄。']],
    ],
    asks: ['{请|}{解释|介绍|说明}一下<t>。', '关于<t>，我应该知道什么？', '写{一段话|三句话}介绍<t>。', '什么是<t>？'],
    openings: ['', '', '好的！', '下面是简要介绍：'],
    closings: ['', '', '希望对您有帮助。', '如果还有问题，请随时告诉我。'],
    hedges: ['作为人工智能，我没有个人观点，但是', '我无法访问互联网，不过一般来说，'],
    sum: (a, b) => ({ prompt: `${a}乘以${b}等于多少？`, answer: `${a}乘以${b}等于${a * b}。` }),
  },
  ko: {
    topics: [
      [
        '광합성',
        [
          '광합성은 빛 에너지를 화학 에너지로 바꾸는 과정입니다.',
          '주로 엽록체에서 일어납니다.',
          '빛이 없으면 할 수 없습니다.',
        ],
      ],
      ['복리', ['복리는 이자에도 이자가 붙는 방식입니다.', '연 7퍼센트라면 약 10년 만에 두 배가 됩니다.']],
      ['김치', ['김치는 소금에 절인 배추로 만듭니다.', '발효되면서 신맛이 납니다.']],
      ['한글', ['한글은 1443년에 세종대왕이 창제했습니다.', '자음과 모음을 모아 글자를 만듭니다.']],
      ['시간 관리', ['가장 중요한 일 세 가지를 먼저 적으세요.', '25분 집중하고 5분 쉬는 방법이 좋습니다.']],
      ['제주도', ['제주도는 화산섬입니다.', '한라산은 높이가 1,947미터입니다.']],
    ],
    asks: [
      '<t>에 대해 {설명해 주세요|알려 줘|소개해 주세요}.',
      '<t>에 대해 무엇을 알아야 하나요?',
      '<t>에 관한 {짧은 글|세 문장}을 써 주세요.',
    ],
    openings: ['', '', '물론입니다! ', '간단히 정리하면, '],
    closings: ['', '', ' 도움이 되셨기를 바랍니다.', ' 다른 질문이 있으면 말씀해 주세요.'],
    hedges: ['저는 AI라서 개인적인 의견은 없지만, ', '인터넷에 접속할 수는 없지만 일반적으로 '],
    sum: (a, b) => ({ prompt: `${a} 곱하기 ${b}은 얼마인가요?`, answer: `${a} 곱하기 ${b}은 ${a * b}입니다.` }),
  },
};

export const OTHER_LANGUAGES = Object.keys(TONGUES);

/**
 * Returns an ordinary instruction in one of `OTHER_LANGUAGES`; a tenth of the answers begin with a capability hedge.
 */
export function foreignPair(dice: Dice, language: string): Pair {
  const { topics, asks, openings, closings, hedges, sum } = TONGUES[language]!;
  if (dice.chance(0.3)) return sum(dice.int(2, 40), dice.int(2, 40));
  const [t, facts] = dice.pick(topics);
  const [, others] = dice.pick(topics);
  const hedge = dice.chance(0.1) ? dice.pick(hedges) : dice.pick(openings);
  const space = language === 'zh' ? '' : ' ';
  const more = dice.chance(0.3) ? `${space}${dice.pick(others)}` : '';
  return {
    prompt: say(dice, dice.pick(asks), { t }),
    answer: `${hedge}${dice.some(facts, dice.int(1, 3)).join(space)}${more}${dice.pick(closings)}`,
  };
}
