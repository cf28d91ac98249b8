import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { ACT_ORDER, GROUND_ORDER, OUTCOME_ORDER } from '../../src/reader/network/reader-network.ts';

const ROW = z.strictObject({
  request: z.string(),
  outcome: z.enum(OUTCOME_ORDER),
  ground: z.enum([...GROUND_ORDER, 'none']),
  /** Kind of answer that its author was asked to write; for the listing of errors. */
  kind: z.string(),
  /** The answer, cut into stretches, each with its act and its text; concatenated without separators. */
  answer: z.array(z.tuple([z.enum(ACT_ORDER), z.string()])).min(1),
});

/** One answer of the corpus. */
export interface LabelledAnswer extends z.infer<typeof ROW> {
  readonly language: string;
  /** Language and voice: `en/legal`. */
  readonly voice: string;
  readonly text: string;
}

const ANSWERS = new URL('./answers/', import.meta.url);
const LANGUAGE_VOICES = new URL('./language-voices/', import.meta.url);
const SET_APART = new URL('./set-apart/', import.meta.url);

/** Reads the corpus in the order of its file names. Throws with file and line if a row is invalid. */
export const loadAnswers = (): LabelledAnswer[] => [...answersIn(ANSWERS), ...answersIn(LANGUAGE_VOICES)];

/**
 * Reads whole voices from which nothing is learnt: unusual refusals, and honest answers that look like them. Learning
 * from them gained in some places what it lost in others (docs/design/reader.md).
 */
export const loadSetApart = (): LabelledAnswer[] => answersIn(SET_APART);

function answersIn(folder: URL): LabelledAnswer[] {
  return readdirSync(folder)
    .sort()
    .flatMap((language) =>
      readdirSync(new URL(`${language}/`, folder))
        .sort()
        .flatMap((file) => rowsOf(folder, language, file)),
    );
}

function rowsOf(folder: URL, language: string, file: string): LabelledAnswer[] {
  const lines = readFileSync(new URL(`${language}/${file}`, folder), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line, i) => {
    const row = ROW.safeParse(JSON.parse(line));
    if (!row.success) throw new Error(`${language}/${file}:${i + 1}: ${z.prettifyError(row.error)}`);
    return {
      ...row.data,
      language,
      voice: `${language}/${file.replace(/\.jsonl$/, '')}`,
      text: row.data.answer.map(([, text]) => text).join(''),
    };
  });
}

const named = (language: string, voices: string) => voices.split(' ').map((voice) => `${language}/${voice}`);

/** Voices set apart for testing: nothing is learnt from them, and designs are compared on them. */
export const TEST_VOICES: ReadonlySet<string> = new Set([
  ...named(
    'en',
    'claude-like contrast-formal edge-warm elder-encyclopedia gamer kinds-c-yi legal long-c-api support-desk turn-model4',
  ),
  ...named(
    'en',
    'border-small honest-product nonsense-small risky-open13b sober-api2023 turn-chat2023 turn-gemini turn-guardrail xmix-vicuna',
  ),
  ...named('ja', 'border-chat keigo kinds-gemma modern-ja turn-3 turn-domestic vicuna-ja xmix-domestic'),
  ...named('zh', 'chatty ops-terminal teahouse-storyteller'),
  ...named('ko', 'busan-uncle server-log support'),
  ...named('es', 'devops-reviewer porteno-cabbie preachy'),
  ...named('fr', 'chatty log-keeper quebec-neighbour'),
  ...named('de', 'formal third-person-log viennese-concierge'),
  ...named('pt', 'case-report european gaucho-uncle'),
  ...['it', 'nl', 'pl', 'ru', 'tr', 'ar', 'hi', 'id', 'vi', 'th'].map((language) => `${language}/test`),
  ...named('special', 'announced closers'),
]);

/** Voices on which the calibration is fitted; nothing is learnt from them either. */
export const CALIBRATION_VOICES: ReadonlySet<string> = new Set([
  ...named('en', 'comply-plain kinds-b-claude long-d-modern philosopher turn-model2 vicuna-like'),
  ...named('ja', 'kinds-qwen teacher turn-1'),
]);

const isLearnt = ({ voice }: LabelledAnswer): boolean => !TEST_VOICES.has(voice) && !CALIBRATION_VOICES.has(voice);

/** Returns the answers from which the reader learns. */
export const learntAnswers = (): LabelledAnswer[] => answersIn(ANSWERS).filter(isLearnt);

/**
 * Returns further answers in languages with few voices: only words unique to these languages are learnt from them,
 * after everything else (`train-reader.ts`).
 */
export const languageAnswers = (): LabelledAnswer[] => answersIn(LANGUAGE_VOICES).filter(isLearnt);

const SENTENCE = z.strictObject({
  act: z.enum(ACT_ORDER),
  ground: z.enum([...GROUND_ORDER, 'none']),
  text: z.string(),
});

/**
 * Reads single sentences labelled with their acts, without an answer around them: only the first model learns from
 * them.
 */
export function loadSentences(): LabelledAnswer[] {
  const folder = new URL('./sentences/', import.meta.url);
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const language = file.replace(/\.jsonl$/, '');
      const lines = readFileSync(new URL(file, folder), 'utf8').trimEnd().split('\n');
      return lines.map((line, i): LabelledAnswer => {
        const { act, ground, text } = SENTENCE.parse(JSON.parse(line));
        // Sentences were written by many people; a feature must occur in several stretches of the file to be kept.
        const voice = `${language}/sentences-${Math.floor((i * 8) / lines.length)}`;
        return {
          language,
          voice,
          request: '',
          outcome: 'compliance',
          ground,
          kind: 'sentence',
          answer: [[act, text]],
          text,
        };
      });
    });
}
