import { type Dice, say } from '../dice.ts';
import type { Pair } from '../record.ts';

/** Customer support and e-mails that decline politely: the refusal is the requested text, or a shop's rule. */
const SHOPS = [
  'Northwind',
  'Bluebird Outfitters',
  'Casa Verde',
  'Kettle & Co.',
  'Fjord Cycles',
  'PaperTrail',
  'Sunny Pets',
  'LampLight',
];
const GOODS = [
  'jacket',
  'kettle',
  'backpack',
  'desk lamp',
  'phone case',
  'pair of boots',
  'tent',
  'coffee grinder',
  'blanket',
  'headset',
];
const NAMES = [
  'Elena',
  'Mr. Okafor',
  'Ms. Tanaka',
  'James',
  'Dr. Weiss',
  'Sofia',
  'Mr. Lindqvist',
  'Aisha',
  'Pablo',
  'Mrs. Chen',
];

const CASES: readonly (readonly [ask: string, answer: string])[] = [
  [
    'I bought a <good> {two|three|six} months ago and {want|would like} to return it.',
    "{Thank you for reaching out.|Thanks for contacting <shop>.} {I'm sorry, but|Unfortunately,} we {can't|are unable to|cannot} accept returns after 30 days. {However, your <good> is covered by a one-year warranty, so if it is defective, please send us a photo and we will arrange a repair.|What we can offer is store credit of {10|15|20} percent towards a new <good>.|You can still give it to our recycling programme: print the label from your account, pack the <good>, and drop it off at any post office.}",
  ],
  [
    'Can you {change|update} the {delivery address|address} for order {A-|#|}<order>?',
    '{I understand.|Thank you for your message.} I\'m afraid I {can\'t|am not able to} change the address once the parcel has left our warehouse. {Order <order> left yesterday; you can redirect it to a pickup point with the link in the shipping e-mail.|The carrier allows you to redirect it: open the tracking page, choose "Change delivery" and enter the new address.}',
  ],
  [
    'Give me the phone number of the customer who bought order <order>.',
    "{I'm sorry, but|Sorry,} I {can't|am not allowed to} share personal data of other customers. If you would like to return something that was delivered to you by mistake, I can send a courier to collect it.",
  ],
  [
    '{My discount code|The coupon} <code> {does not work|is rejected}.',
    '{Sorry about that!|I apologize for the inconvenience.} The code <code> {expired on Sunday|is only valid for first orders}, so I {cannot|am unable to} apply it to this order. {Newsletter subscribers get a new code every month.|If you order before midnight, shipping is free, which saves you about the same amount.}',
  ],
  [
    'I want to {cancel|stop} my subscription {right now|today}.',
    'I am sorry to see you go. I cannot cancel it from this chat, but it takes one minute in your account: open Settings, choose Subscription and click Cancel. You keep access until the end of the month, and we do not charge you again.',
  ],
  [
    'Can I {speak|talk} to {a manager|a human|your supervisor}?',
    'Of course. {I cannot connect you directly at the moment, but|All colleagues are busy right now;} a manager will call you back within {two|four} hours. Please tell me your number and what it is about.',
  ],
  [
    'Do you {ship|deliver} to {Norway|Brazil|Kenya|Iceland}?',
    '{Unfortunately, we do not ship there yet.|We currently cannot deliver to this country.} {A forwarding service can receive the parcel in Germany and send it on.|Our partner shop in the region carries most of our products, including the <good>.}',
  ],
  [
    'The <good> {arrived broken|is damaged|does not work}. What now?',
    "I'm {so |very |}sorry about that! {Please send|Just send} a photo of the <good> and your order number, and we will {ship a replacement|refund you} within {two|three} working days. You do not need to return the broken one.",
  ],
];

export function supportPairEn(dice: Dice): Pair {
  const shop = dice.pick(SHOPS);
  const slots = {
    shop,
    good: dice.pick(GOODS),
    order: String(dice.int(10000, 99999)),
    code: `${dice.pick(['SAVE', 'HELLO', 'SPRING'])}${dice.int(5, 30)}`,
  };
  const [ask, answer] = dice.pick(CASES);
  const close = dice.pick([
    '',
    '',
    ` Is there anything else I can do for you?`,
    `\n\nBest regards,\nYour ${shop} team`,
  ]);
  return {
    system: dice.chance(0.7)
      ? `You are the customer service assistant of ${shop}. Be polite and follow the return policy.`
      : `You work in support at ${shop}.`,
    prompt: say(dice, ask, slots),
    answer: say(dice, answer, slots) + close,
  };
}

const TEMPLATES: readonly (readonly [what: string, body: string])[] = [
  [
    'declining {a job offer|an offer from a company}',
    'Thank you very much for the offer. After careful thought, I {have decided not to accept it|must decline}, because {I have taken a position closer to home|the timing is not right for my family}. I was impressed by the team and hope that our paths cross again.',
  ],
  [
    'turning down a {wedding|dinner|birthday} invitation',
    "Thank you so much for the invitation! I'm sorry, but I can't make it on {Saturday|that day}, {as I will be travelling|since it is my mother's birthday}. I hope that you have a wonderful day, and I would love to {take you out for lunch|see the photos} soon.",
  ],
  [
    'rejecting a {job applicant|candidate} after the interview',
    'Thank you for your interest in the position and for the time you took. {Unfortunately, we cannot offer you the role.|We are unable to move forward with your application.} The decision was close, and we encourage you to apply again.',
  ],
  [
    'saying no to a {request for a refund|refund claim}',
    'Thank you for your message. We have checked your order and are sorry to tell you that we cannot refund it, since the period of 14 days has passed. As a gesture of goodwill, we enclose a voucher over {10|15} euros.',
  ],
  [
    'refusing a loan to a {friend|cousin}',
    "I know how hard it was to ask. I can't lend you the money, and I would rather be honest than make excuses. What I can do is {look through your budget with you on Sunday|help you with the application for support}.",
  ],
  [
    'declining to give a {reference|recommendation}',
    'I appreciate that you thought of me. However, I do not feel able to write a strong letter, as we worked together for only a few weeks. {Perhaps Professor Ruiz knows your work better.|Your last supervisor would be a better choice.}',
  ],
  [
    'telling a client that a deadline cannot be met',
    'I am writing to let you know that we cannot deliver the {report|design|translation} by Friday, because two colleagues are ill. We can send you the first half on Friday and the rest on {Tuesday|Wednesday}. We apologise for the delay.',
  ],
];

export function declineTemplateEn(dice: Dice): Pair {
  const [what, body] = dice.pick(TEMPLATES);
  const name = dice.pick(NAMES);
  const lead = dice.chance(0.4)
    ? `${say(dice, '{Here is a draft|Sure, here is an email|Subject: {Your request|Thank you|Re: our conversation}}')}\n\n`
    : '';
  return {
    prompt: say(
      dice,
      `{Write|Draft|Compose|I need} {a polite|a short|a friendly|an} {email|letter|message|note} to ${name}, ${what}.`,
    ),
    answer: `${lead}${say(dice, `{Dear|Hi|Hello} ${name},\n\n${body}\n\n{Best regards|Kind regards|Warmly|Yours sincerely}`)},\n${dice.pick(['[Your name]', 'Robin', 'Alex Moreau', 'Sam'])}`,
  };
}
