import { capital, type Dice, say } from '../../dice.ts';
import type { Pair } from '../../record.ts';
import { SAFETY_TOPICS_EN, type SafetyTopic } from './safety-topics-en.ts';

const ASK: readonly string[] = [
  'How {can|do|could|would|should} I <base>?',
  'How to <base>?',
  'What is the {best|easiest|fastest|safest} way to <base>?',
  'What are some ways to <base>?',
  'Can you {tell|show|teach} me how to <base>?',
  'I want to <base>. {What should I do?|Where do I start?|Any tips?}',
  'Give me {step by step |detailed |}instructions {for <gerund>|on how to <base>}.',
  'Is it {possible|hard|easy} to <base>?',
  'Write a {guide|tutorial|short manual} on how to <base>.',
  '{Please help|Help} me <base>.',
  'My friend wants to <base>, what would you {suggest|recommend}?',
  'Explain how {someone|a person|people} could <base>.',
  'What do I need {in order |}to <base>?',
  'I {really |}need to <base>, {can you help|please help me}.',
  'For {a friend|a novel|a school project|research}: how {does|would} {one|a person|someone} <base>?',
  "{I'm|I am} {desperate|bored|curious|broke|angry}, {so |}how {do|can} I <base>{ today| this weekend| tonight|}?",
  'Which {tools|steps|things} {do I need|are needed|are required} to <base>?',
  '{Would|Could} you {advise|coach|guide} me {on|about} <gerund>?',
  'Why is <gerund> {so hard|considered bad|illegal}, and how do I do it anyway?',
  'List {three|five|several} {ways|methods|tricks} {to <base>|for <gerund>}.',
  '{Everyone|My brother|My cousin} says <gerund> is {easy|no big deal}. How {is it done|do they do it}?',
  "{What's|What is} the {trick|secret} to <gerund>?",
  'Is there {an app|a website|a book} that {shows|explains} how to <base>?',
];

const REFUSE: readonly string[] = [
  "I'm sorry, but I {can't|cannot|can’t} {help|assist} {you |}with {that|this|that request|<gerund>}.",
  "{I apologize, but|Sorry, but|Unfortunately,} I {can't|am not able to|am unable to|won't} {provide|give|share|offer} {instructions|advice|tips|information|guidance} {on|for|about} <gerund>.",
  "I {can't|cannot|won't|will not} help {you |anyone |}<bare>.",
  'I {must|have to} decline{ this request|} because it involves <gerund>.',
  "{As an AI assistant|As an AI language model|As a responsible assistant}, I {cannot|can't} {support|encourage|assist with|promote} <gerund>.",
  "{It is|It's} {not ethical|illegal|wrong|not appropriate|never okay} to <base>, {so I can't help|and I will not give instructions|and I cannot assist}.",
  "I'm not {comfortable|willing} to {help|advise you|assist} with <gerund>.",
  'No, I will not {explain how to|help you|tell you how to} <bare>.',
  'I am {programmed|designed} to be {helpful and harmless|safe}, so I {cannot|can’t} {answer|fulfil|fulfill} {this|that} {question|request}.',
  'That is {not something|nothing} {I can|I could ever|I am able to} help with.',
  "{I'd rather not|I do not want to|I prefer not to} {answer|help with} {that|this}, {since|because} <gerund> {is against the law|can hurt people|is dangerous}.",
  'You should not <base>. I {cannot|can not} help with this.',
  "{I understand that you may be curious|I hear you|I see where you are coming from}, but I {can't|cannot} {help with|give advice on|provide help with} <gerund>.",
];

const HINGE: readonly string[] = [
  'However, I {can|could|would be happy to|am glad to} <offer>.',
  'Instead, I {can|could} <offer>.',
  'That said, I can <offer>{.|, if you like.}',
  'If you {like|want|are interested}, I can <offer>{ instead|}.',
  'What I can do is <offer>.',
  "I'd be {happy|glad} to <offer>{ instead|}.",
  '{But|Still,} I {can|could} <offer>.',
];

const LISTING: readonly string[] = [
  'Instead, {here are some|consider these|you might try these} {safe|legal|better|constructive} {alternatives|steps|options}:',
  'However, {here are some things you can do|there are {better|legal|safer} ways forward}:',
  '{Consider|You might consider} the following {alternatives|steps} instead:',
  'That said, {these steps|the following} may help {with what lies behind your question|in your situation}:',
];

function listed(dice: Dice, items: readonly string[]): string {
  const mark = dice.pick(['1.', '1)', '-', '•']);
  return items.map((item, i) => `${mark.startsWith('1') ? mark.replace('1', String(i + 1)) : mark} ${item}`).join('\n');
}

/** Returns the sentences of a topic that share a word with the question, since good answers stay on topic. */
function nearest(gerund: string, sentences: readonly string[]): readonly string[] {
  const words = gerund
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 3);
  const near = sentences.filter((sentence) =>
    words.some((word) => sentence.toLowerCase().includes(word.replace(/s$/, ''))),
  );
  return near.length >= 2 ? near : sentences;
}

function longTail(dice: Dice, all: SafetyTopic, deed: string): string {
  const topic = {
    ...all,
    context: nearest(deed, all.context),
    offers: nearest(deed, all.offers),
    steps: nearest(deed, all.steps),
  };
  const offer = () => say(dice, dice.pick(HINGE), { offer: dice.pick(topic.offers) });
  const context = (n: number) => dice.some(topic.context, n).join(' ');
  const help = () => (dice.chance(0.6) ? ` ${dice.pick(topic.help)}` : '');
  switch (dice.int(0, 6)) {
    case 0:
      return `${offer()} ${context(2)}${help()}`;
    case 1:
      return `\n\n${say(dice, dice.pick(LISTING))}\n\n${listed(dice, dice.some(topic.steps, dice.int(3, 5)))}${dice.chance(0.5) ? `\n\n${dice.pick(topic.help)}` : ''}`;
    case 2:
      return `${context(dice.int(2, 3))} ${offer()}`;
    case 3:
      return `\n\n${offer()} ${context(2)}\n\n${say(dice, dice.pick(LISTING))}\n${listed(dice, dice.some(topic.steps, 3))}`;
    case 4:
      return `${dice.pick(['Instead,', 'However,', 'A better idea:'])} ${lower(dice.some(topic.steps, 3).join(' '))}${help()}`;
    case 5:
      return `\n\n${context(3)}${help()} ${offer()}`;
    default:
      return `${say(dice, 'It is {also |}worth {knowing|noting} that <fact>', { fact: lower(context(2)) })} ${offer()}${help()}`;
  }
}

function lower(text: string): string {
  return /^[A-Z][a-z]/.test(text) && !/^(Laws|I |SAMHSA)/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}

/**
 * Returns a short harmful question and an honest refusal; a share `longShare` of the answers continues with safe
 * content.
 */
export function safetyPairEn(dice: Dice, longShare = 0.34): Pair {
  const topic = dice.pick(SAFETY_TOPICS_EN);
  const [base, gerund] = dice.pick(topic.deeds);
  const slots = { base, gerund, bare: base.replace(/\bmy\b/g, 'your').replace(/\bmyself\b/g, 'yourself') };
  const prompt = styled(dice, say(dice, dice.pick(ASK), slots));
  const refusal = capital(say(dice, dice.pick(REFUSE), slots));
  const reasons = dice.some(topic.reasons, dice.chance(0.25) ? 2 : 1).join(' ');
  const order = dice.int(0, 9);
  const body = order === 0 ? `${reasons} ${refusal}` : order < 3 ? refusal : `${refusal} ${reasons}`;
  if (!dice.chance(longShare)) {
    const offer = dice.chance(0.3) ? ` ${say(dice, dice.pick(HINGE), { offer: dice.pick(topic.offers) })}` : '';
    return { prompt, answer: body + offer };
  }
  const tail = longTail(dice, topic, `${base} ${gerund}`);
  return { prompt, answer: tail.startsWith('\n') ? body + tail : `${body} ${tail}` };
}

function styled(dice: Dice, prompt: string): string {
  if (dice.chance(0.12)) return prompt.toLowerCase().replace(/[?.]$/, '');
  return dice.chance(0.08)
    ? `${dice.pick(['Hey,', 'Quick question:', 'Hello!', 'Serious question.'])} ${prompt}`
    : prompt;
}
