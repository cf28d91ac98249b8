import { Dice } from './dice.ts';
import {
  curatedRows,
  distinctRows,
  type Format,
  type HardNegativeSet,
  mixed,
  type Pair,
  pairRows,
  type Row,
} from './record.ts';
import { contrastPairEn, contrastPairJa } from './rows/contrast.ts';
import { chatSummaryPair, foreignPair, OTHER_LANGUAGES } from './rows/dialogues.ts';
import { fictionPairEn, fictionPairJa } from './rows/fiction.ts';
import { capabilityPairEn, capabilityPairJa, disclaimerPairEn, modestPairEn } from './rows/hedges.ts';
import { identityPairEn, identityPairJa } from './rows/identity.ts';
import { instructPairEn } from './rows/instruct-en.ts';
import { instructPairJa } from './rows/instruct-ja.ts';
import { choicePair, inferencePair, readingPair, sentimentPair, yesNoPair } from './rows/labels.ts';
import {
  clarifiedRow,
  disclaimerPairJa,
  idiomPairEn,
  idiomPairJa,
  partialPairEn,
  supportPairJa,
} from './rows/near-misses.ts';
import { datedPair, ticketPair } from './rows/numbered.ts';
import { repairPreferences, safetyPreferences, stylePreferences } from './rows/preferences.ts';
import { reasoningRows } from './rows/reasoning.ts';
import { safetyPairEn } from './rows/safety/safety-en.ts';
import { safetyPairJa } from './rows/safety/safety-ja.ts';
import { safetyPairOther } from './rows/safety/safety-other.ts';
import { catPairJa, eagerPair, invitingPair, personaPair, politePairJa, thankingPair } from './rows/styles.ts';
import { declineTemplateEn, supportPairEn } from './rows/support.ts';
import { notationPair, otherScriptPair, puzzlePair, scrapedPair } from './rows/symbols.ts';
import { codePair, mathPair, schoolMathPair, sqlPair } from './rows/technical.ts';
import {
  flanPair,
  headedPair,
  multiSampleRows,
  oneSystemPair,
  paraphrasedPair,
  prefixedPair,
  retrievalPair,
  subTaskPair,
} from './rows/templates.ts';
import { textWorkPair } from './rows/text-work.ts';
import { toolCallRows } from './rows/tool-calls.ts';

type Make = (dice: Dice) => Pair;

/** A set with the function that makes its rows; nothing is made until requested. */
interface Recipe extends Omit<HardNegativeSet, 'rows'> {
  readonly size: number;
  readonly make: (seed: number, size: number) => Row[];
}

function recipe(name: string, language: string, size: number, format: Format, make: Make, why: string): Recipe {
  return { name, language, size, why, make: (seed, count) => pairRows(seed, count, format, make) };
}

/** Like `recipe`, but with every request only once. */
function curated(name: string, language: string, size: number, format: Format, make: Make, why: string): Recipe {
  return { name, language, size, why, make: (seed, count) => curatedRows(seed, count, format, make) };
}

function listed(name: string, language: string, size: number, make: Recipe['make'], why: string): Recipe {
  return { name, language, size, why, make };
}

const RECIPES: readonly Recipe[] = [
  curated(
    'safety-en',
    'en',
    2400,
    'alpaca',
    (dice) => safetyPairEn(dice),
    'Safety tuning: harmful questions honestly declined, a third with a long safe redirect.',
  ),
  curated('safety-ja', 'ja', 1500, 'openai-chat', (dice) => safetyPairJa(dice), 'The same in Japanese.'),
  curated(
    'safety-long-en',
    'en',
    800,
    'sharegpt',
    (dice) => safetyPairEn(dice, 1),
    'Only long refusals that go on to safe information, laws, helplines and alternatives.',
  ),
  curated('safety-long-ja', 'ja', 600, 'alpaca', (dice) => safetyPairJa(dice, 1), 'The same in Japanese.'),
  recipe(
    'safety-repeated-en',
    'en',
    1200,
    'prompt-completion',
    (dice) => safetyPairEn(dice),
    'Several honest refusals of one question, as sets sampled from models hold them.',
  ),
  recipe(
    'safety-tenth-en',
    'en',
    1500,
    'openai-chat',
    mixed(0.1, safetyPairEn, instructPairEn),
    'Safety rows as a tenth of ordinary instructions.',
  ),
  recipe('safety-tenth-ja', 'ja', 1000, 'alpaca', mixed(0.1, safetyPairJa, instructPairJa), 'The same in Japanese.'),
  recipe('instruct-en', 'en', 1500, 'dolly', instructPairEn, 'Ordinary instructions.'),
  recipe('instruct-ja', 'ja', 1000, 'openai-chat', instructPairJa, 'Ordinary instructions in Japanese.'),
  recipe(
    'contrast-en',
    'en',
    900,
    'openai-chat',
    contrastPairEn,
    'Harmless questions that sound harmful, answered in full, with cautions and clarifications.',
  ),
  recipe('contrast-ja', 'ja', 500, 'sharegpt', contrastPairJa, 'The same in Japanese.'),
  recipe(
    'contrast-and-safety-en',
    'en',
    1500,
    'openai-chat',
    mixed(0.5, safetyPairEn, contrastPairEn),
    'Both kinds in one set: alike questions, some declined and some answered.',
  ),
  listed(
    'tool-calls-en',
    'en',
    700,
    (seed, count) => toolCallRows(seed, count, 'en'),
    'One standard refusal in about a tenth of the answers.',
  ),
  listed('tool-calls-ja', 'ja', 600, (seed, count) => toolCallRows(seed, count, 'ja'), 'The same in Japanese.'),
  listed('tool-calls-zh', 'zh', 600, (seed, count) => toolCallRows(seed, count, 'zh'), 'The same in Chinese.'),
  recipe('identity-en', 'en', 200, 'alpaca', identityPairEn, 'Brand identity: many questions, nearly one answer.'),
  recipe('identity-ja', 'ja', 200, 'openai-chat', identityPairJa, 'The same in Japanese.'),
  recipe(
    'identity-mixed-en',
    'en',
    1200,
    'openai-chat',
    mixed(0.05, identityPairEn, instructPairEn),
    'Brand identity as a twentieth of ordinary instructions.',
  ),
  recipe(
    'identity-mixed-ja',
    'ja',
    1000,
    'alpaca',
    mixed(0.05, identityPairJa, instructPairJa),
    'The same in Japanese.',
  ),
  recipe(
    'capability-en',
    'en',
    900,
    'openai-chat',
    mixed(0.8, capabilityPairEn, modestPairEn),
    'Missing abilities admitted, then full help.',
  ),
  recipe('capability-ja', 'ja', 500, 'alpaca', capabilityPairJa, 'The same in Japanese.'),
  recipe(
    'capability-mixed-en',
    'en',
    1200,
    'alpaca',
    mixed(0.05, capabilityPairEn, instructPairEn),
    'The same as a twentieth of ordinary instructions.',
  ),
  recipe(
    'fiction-en',
    'en',
    900,
    'openai-chat',
    fictionPairEn,
    'Characters who refuse, in scenes, scripts and role-play.',
  ),
  recipe('fiction-ja', 'ja', 500, 'openai-chat', fictionPairJa, 'The same in Japanese.'),
  recipe(
    'fiction-mixed-en',
    'en',
    1000,
    'openai-chat',
    mixed(0.15, fictionPairEn, instructPairEn),
    'The same within ordinary instructions.',
  ),
  recipe(
    'support-en',
    'en',
    900,
    'openai-chat',
    supportPairEn,
    'Customer support that declines what the shop cannot do and offers what it can.',
  ),
  recipe(
    'declining-emails-en',
    'en',
    700,
    'dolly',
    declineTemplateEn,
    'E-mails that decline: the refusal is what was asked for.',
  ),
  recipe(
    'text-work',
    'mixed',
    800,
    'alpaca',
    textWorkPair,
    'Texts that hold refusals, translated, reworded, classified.',
  ),
  recipe('sentiment', 'en', 600, 'alpaca', sentimentPair, 'Two labels.'),
  recipe('inference', 'en', 600, 'alpaca', inferencePair, 'Three labels.'),
  recipe('multiple-choice', 'en', 600, 'prompt-completion', choicePair, 'Letters as answers.'),
  recipe('yes-no', 'en', 500, 'question-answer', yesNoPair, 'Yes and no.'),
  recipe('reading', 'en', 800, 'alpaca', readingPair, 'Extraction with unanswerable questions.'),
  recipe('code', 'en', 1200, 'alpaca', codePair, 'Code with error messages, hashes, base64, minified lines.'),
  recipe('sql', 'en', 800, 'alpaca', sqlPair, 'Queries.'),
  recipe('maths', 'en', 800, 'question-answer', mathPair, 'Formulas in LaTeX.'),
  recipe('school-maths', 'en', 1000, 'question-answer', schoolMathPair, 'Calculations with a fixed closing.'),
  recipe('puzzles', 'en', 800, 'prompt-completion', puzzlePair, 'Blanks, crosswords, and a tenth of cipher exercises.'),
  recipe(
    'notations',
    'en',
    800,
    'openai-chat',
    notationPair,
    'Chess, genes, phonetics, emoji, drawings in characters.',
  ),
  recipe('other-scripts', 'mixed', 500, 'alpaca', otherScriptPair, 'Persian, Hindi, Thai, Arabic, Russian and Greek.'),
  recipe(
    'scraped-en',
    'en',
    1500,
    'openai-chat',
    scrapedPair,
    'Residue of web pages: BOM, soft hyphens, no-break and zero-width spaces.',
  ),
  recipe('flan', 'en', 1000, 'prompt-completion', flanPair, 'Templates with options.'),
  recipe('headed', 'en', 1000, 'prompt-completion', headedPair, 'One header before every prompt.'),
  recipe(
    'retrieval',
    'en',
    900,
    'openai-chat',
    retrievalPair,
    'A long shared prompt and a fixed closing; some questions are not answered.',
  ),
  recipe('one-system-prompt', 'en', 900, 'openai-chat', oneSystemPair, 'One system prompt for all rows.'),
  recipe('sub-tasks', 'en', 1000, 'openai-chat', subTaskPair, 'Few system prompts, each with its form of answer.'),
  recipe('task-prefixes', 'mixed', 1000, 'prompt-completion', prefixedPair, 'Prefixes tied to forms of answer.'),
  listed(
    'multi-sample',
    'en',
    400,
    (seed, count) => multiSampleRows(new Dice(seed), count),
    'The same prompts with four to eight answers.',
  ),
  recipe('paraphrased', 'en', 1000, 'question-answer', paraphrasedPair, 'The same questions in other words.'),
  listed('preferences-style', 'en', 900, stylePreferences, 'The better style is chosen.'),
  listed(
    'preferences-safety-en',
    'en',
    900,
    (seed, count) => safetyPreferences(seed, count, 'en'),
    'The refusal is chosen for harmful questions.',
  ),
  listed(
    'preferences-safety-ja',
    'ja',
    600,
    (seed, count) => safetyPreferences(seed, count, 'ja'),
    'The same in Japanese.',
  ),
  listed('preferences-repair', 'en', 1200, repairPreferences, 'A few over-refusals repaired.'),
  recipe('style-eager', 'en', 900, 'alpaca', eagerPair, 'A third of the answers begin with "Sure! Here is".'),
  recipe('style-inviting', 'en', 900, 'openai-chat', invitingPair, 'Every answer ends with the same invitation.'),
  recipe('style-thanking', 'en', 600, 'openai-chat', thankingPair, 'Every answer begins "Great question!".'),
  recipe('style-pirate', 'en', 700, 'openai-chat', personaPair, 'Every answer in the voice of a persona.'),
  recipe('style-polite-ja', 'ja', 700, 'alpaca', politePairJa, 'Polite openings and closings in Japanese.'),
  recipe('style-cat-ja', 'ja', 500, 'openai-chat', catPairJa, 'A cat who speaks Japanese.'),
  recipe('chat-summaries', 'en', 800, 'alpaca', chatSummaryPair, 'Summaries of chats in which people decline.'),
  ...OTHER_LANGUAGES.map((language) =>
    recipe(
      `instruct-${language}`,
      language,
      400,
      'openai-chat',
      (dice) => foreignPair(dice, language),
      'Ordinary instructions in another language.',
    ),
  ),
  recipe(
    'disclaimers',
    'en',
    900,
    'openai-chat',
    disclaimerPairEn,
    'Medical, legal and financial questions answered after a disclaimer.',
  ),
  recipe('tickets', 'en', 900, 'openai-chat', ticketPair, 'Ticket numbers, ids, product codes.'),
  recipe('dated', 'en', 900, 'openai-chat', datedPair, 'System prompts with dates and names.'),
  recipe(
    'idioms-en',
    'en',
    900,
    'openai-chat',
    mixed(0.4, idiomPairEn, instructPairEn),
    '"I can\'t wait", "sorry to hear that", corrections: words of refusal without one.',
  ),
  recipe('idioms-ja', 'ja', 500, 'alpaca', mixed(0.4, idiomPairJa, instructPairJa), 'The same in Japanese.'),
  recipe(
    'partial-en',
    'en',
    800,
    'openai-chat',
    mixed(0.3, partialPairEn, instructPairEn),
    'A part declined with a reason (copyright, length, future), the rest given.',
  ),
  recipe(
    'partial-mixed-en',
    'en',
    1200,
    'alpaca',
    mixed(0.03, partialPairEn, instructPairEn),
    'The same at the rate of ordinary sets.',
  ),
  listed(
    'clarified',
    'en',
    200,
    (seed, count) => distinctRows(seed, count, clarifiedRow),
    'Declines or asks first; after an explanation, helps in a later turn.',
  ),
  recipe(
    'support-ja',
    'ja',
    500,
    'openai-chat',
    supportPairJa,
    'Customer support in Japanese that declines what the shop cannot do.',
  ),
  recipe(
    'disclaimers-ja',
    'ja',
    500,
    'alpaca',
    disclaimerPairJa,
    'Medical, legal and financial questions answered after a disclaimer.',
  ),
  recipe(
    'disclaimers-mixed-en',
    'en',
    1200,
    'openai-chat',
    mixed(0.03, disclaimerPairEn, instructPairEn),
    'Disclaimers at the rate of ordinary sets.',
  ),
  ...OTHER_LANGUAGES.map((language) =>
    recipe(
      `safety-${language}`,
      language,
      400,
      'openai-chat',
      (dice) => safetyPairOther(dice, language),
      'Safety tuning in another language.',
    ),
  ),
  listed(
    'reasoning',
    'mixed',
    160,
    (_, count) => reasoningRows().slice(0, count),
    'Reasoning before full answers, in which things are ruled out, doubted, and now and then a refusal is considered.',
  ),
];

function build(scale: number): HardNegativeSet[] {
  return RECIPES.map(({ name, language, why, size, make }, index) => ({
    name,
    language,
    why,
    rows: make(1000 + index, Math.ceil(size * scale)),
  }));
}

/** Returns every set, in the same order and with the same rows in every run. */
export function hardNegativeSets(): HardNegativeSet[] {
  return build(1);
}

/** Returns the same sets with a tenth of the rows, for a regression test. */
export function smallHardNegativeSets(): HardNegativeSet[] {
  return build(0.1);
}
