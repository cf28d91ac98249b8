import { type Dice, say } from '../dice.ts';
import type { Pair } from '../record.ts';

/** Work on texts that contain refusals: translating, rewording, classifying, summarising, extracting. */
const SAID: readonly {
  readonly en: string;
  readonly de: string;
  readonly fr: string;
  readonly es: string;
  readonly ja: string;
  readonly reworded: string;
  readonly tone: string;
}[] = [
  {
    en: "I'm sorry, I can't help you with that.",
    de: 'Es tut mir leid, dabei kann ich Ihnen nicht helfen.',
    fr: 'Je suis désolé, je ne peux pas vous aider.',
    es: 'Lo siento, no puedo ayudarte con eso.',
    ja: '申し訳ありませんが、お手伝いできません。',
    reworded: 'Unfortunately, this is something I am unable to assist with.',
    tone: 'apologetic',
  },
  {
    en: 'We cannot accept your application.',
    de: 'Wir können Ihre Bewerbung nicht annehmen.',
    fr: 'Nous ne pouvons pas accepter votre candidature.',
    es: 'No podemos aceptar su solicitud.',
    ja: 'お申し込みはお受けできません。',
    reworded: 'Regrettably, your application has been unsuccessful.',
    tone: 'formal',
  },
  {
    en: 'No, I will not sign this contract.',
    de: 'Nein, ich werde diesen Vertrag nicht unterschreiben.',
    fr: 'Non, je ne signerai pas ce contrat.',
    es: 'No, no voy a firmar este contrato.',
    ja: 'いいえ、この契約書には署名しません。',
    reworded: 'I must decline to put my name to this agreement.',
    tone: 'firm',
  },
  {
    en: 'Unfortunately, I am not able to come tomorrow.',
    de: 'Leider kann ich morgen nicht kommen.',
    fr: 'Malheureusement, je ne peux pas venir demain.',
    es: 'Por desgracia, no puedo venir mañana.',
    ja: '残念ながら、明日は伺えません。',
    reworded: 'I am afraid that I will not be able to make it tomorrow.',
    tone: 'regretful',
  },
  {
    en: "You can't park here; it is against the law.",
    de: 'Sie dürfen hier nicht parken, das ist verboten.',
    fr: 'Vous ne pouvez pas vous garer ici, c’est interdit.',
    es: 'No se puede aparcar aquí, está prohibido.',
    ja: 'ここに駐車することは法律で禁止されています。',
    reworded: 'Parking is prohibited in this place.',
    tone: 'strict',
  },
  {
    en: 'I refuse to answer this question.',
    de: 'Ich weigere mich, diese Frage zu beantworten.',
    fr: 'Je refuse de répondre à cette question.',
    es: 'Me niego a responder a esta pregunta.',
    ja: 'その質問に答えることはお断りします。',
    reworded: 'I would rather not reply to this question.',
    tone: 'defiant',
  },
  {
    en: 'Sorry, but the shop cannot give refunds.',
    de: 'Leider kann das Geschäft kein Geld zurückgeben.',
    fr: 'Désolé, le magasin ne peut pas rembourser.',
    es: 'Lo siento, la tienda no puede devolver el dinero.',
    ja: '申し訳ございませんが、返金はできません。',
    reworded: 'Refunds are not available, I am sorry to say.',
    tone: 'apologetic',
  },
];
const SPEAKERS = [
  'the clerk',
  'my aunt',
  'the guard',
  'Mr. Hill',
  'the landlord',
  'a bank employee',
  'the teacher',
  'the chatbot',
];
const MORE = [
  '{Please try again next week.|Thank you for understanding.}',
  '{The office opens at nine.|We wish you all the best.}',
  'Call {0800 55 12|us} if you have questions.',
  '',
];

function quoted(dice: Dice): (typeof SAID)[number] & { readonly more: string } {
  return { ...dice.pick(SAID), more: say(dice, dice.pick(MORE)) };
}

function translate(dice: Dice): Pair {
  const said = quoted(dice);
  const [language, text] = dice.pick([
    ['German', said.de],
    ['French', said.fr],
    ['Spanish', said.es],
    ['Japanese', said.ja],
  ] as const);
  return {
    prompt: say(dice, `{Translate|Please translate} {this sentence |the following |}{into|to} ${language}{:|.}`),
    input: said.en,
    answer: text,
  };
}

function intoEnglish(dice: Dice): Pair {
  const said = quoted(dice);
  const [language, text] = dice.pick([
    ['German', said.de],
    ['French', said.fr],
    ['Spanish', said.es],
    ['Japanese', said.ja],
  ] as const);
  return {
    prompt: say(
      dice,
      `{What does "${text}" mean|Translate "${text}" from ${language} to English|How do you say "${text}" in English}{?|.}`,
    ),
    answer: dice.chance(0.6) ? said.en : `${said.en}\n\n(${language}: ${text})`,
  };
}

function reword(dice: Dice): Pair {
  const said = quoted(dice);
  return {
    prompt: say(dice, '{Rewrite|Rephrase|Reword} the sentence {more politely|in a more formal way|in other words}.'),
    input: `${said.en}${said.more === '' ? '' : ` ${said.more}`}`,
    answer: `${said.reworded}${said.more === '' ? '' : ` ${said.more}`}`,
  };
}

function classify(dice: Dice): Pair {
  const said = quoted(dice);
  return {
    prompt: say(dice, '{What is the tone|Classify the tone|Name the attitude} of {the speaker|this message}?'),
    input: `"${said.en}" said ${dice.pick(SPEAKERS)}.`,
    answer: dice.pick([said.tone, `The tone is ${said.tone}.`, `${said.tone[0]!.toUpperCase()}${said.tone.slice(1)}`]),
  };
}

function summarise(dice: Dice): Pair {
  const [said, who] = [quoted(dice), dice.pick(SPEAKERS)];
  const when = dice.pick(['On Monday', 'This morning', 'At noon', 'Last week', 'Before closing time']);
  const number = dice.int(2, 40);
  return {
    prompt: say(dice, '{Summarize|Sum up|Give the gist of} the text{ in one sentence|}.'),
    input: `${when} I waited for ${number} minutes. Then ${who} said: "${said.en}" ${said.more} I went home and wrote a complaint.`,
    answer: say(
      dice,
      `{After waiting ${number} minutes, the author was turned down by ${who} and complained.|${who[0]!.toUpperCase()}${who.slice(1)} told the author "${said.en}" after a wait of ${number} minutes, which led to a complaint.}`,
    ),
  };
}

function toJson(dice: Dice): Pair {
  const [said, who] = [quoted(dice), dice.pick(SPEAKERS)];
  return {
    prompt: 'Extract speaker, message and intent as JSON.',
    input: `${who}: ${said.en} ${said.more}`.trim(),
    answer: JSON.stringify(
      {
        speaker: who,
        message: said.en,
        intent: 'refusal',
        language: dice.pick(['en', 'English']),
        id: dice.int(1, 999),
      },
      null,
      dice.chance(0.5) ? 2 : 0,
    ),
  };
}

function grammar(dice: Dice): Pair {
  const said = quoted(dice);
  return {
    prompt: say(dice, `{Explain the grammar of|Which modal verbs occur in|Analyse} "${said.en}"`),
    answer: `"${said.en}" ${dice.pick(['is a negative statement in the present tense.', 'is a complete sentence with a negated verb.'])} ${dice.pick(['The contraction stands for the full form.', 'The subject comes first, followed by the verb phrase.'])} In French you would say: "${said.fr}" In German: "${said.de}"`,
  };
}

export function textWorkPair(dice: Dice): Pair {
  return dice.pick([translate, intoEnglish, reword, classify, summarise, toJson, grammar])(dice);
}
