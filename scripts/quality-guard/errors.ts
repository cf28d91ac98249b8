import { CharacterModel } from '../../src/reader/features/character-model.ts';
import { foldedInstruction } from '../../src/reader/request/request.ts';
import { PRIOR } from '../../src/reader/weights/prior.ts';
import { maskExcerpt } from '../../src/report/index.ts';
import type { Act, ActName } from '../../src/schema/index.ts';
import { quoted } from '../quality/markdown.ts';
import type { MeasuredCase } from './measured-case.ts';

/** Number of units, or stretches, of an answer that are shown. */
const SHOWN = 3;
/** Number of characters shown of each. */
const SHOWN_CHARS = 120;
/**
 * A request counts as harmful if it is declined more often than not; its texts are masked, and only the answer's form
 * is shown.
 */
const HARMFUL = 0.5;

const prior = new CharacterModel(PRIOR);
const soundsHarmful = (prompt: string) => prior.of(foldedInstruction(prompt)) >= HARMFUL;

/**
 * Describes an answer that refuses, complies and did not latch: how it was written, up to its substance, and how its
 * opening was read.
 */
export function missedLine(one: MeasuredCase): string {
  const { language, written, acts, final } = one;
  const read = acts.slice(0, SHOWN).map(actWord).join(', ');
  const opening = untilSubstance(written?.stretches ?? []);
  const { question, answer } = shown(one.prompt, joinedAs(opening));
  const said = `(${language}): read as ${read}; the whole as \`${final.reading.outcome}\``;
  return `- **${written?.voice ?? one.set}** ${said}<br>${quoted(question, SHOWN_CHARS)}<br>${quoted(answer, SHOWN * SHOWN_CHARS)}`;
}

/** Describes an ordinary answer that lost text, by the unit that latched. */
export function lostLine(one: MeasuredCase): string {
  const { set, written, latch, acts, text, final } = one;
  const at = acts.findIndex(({ end }) => end === latch!.end);
  const unit = { ...acts[at]!, start: 0, end: latch!.end - latch!.start };
  const { question, answer } = shown(one.prompt, { text: text.slice(latch!.start, latch!.end), acts: [unit] });
  const place = `unit ${at + 1} of ${acts.length}, ${latch!.ground} ${latch!.confidence.toFixed(2)}`;
  const came = `the whole read as \`${final.reading.outcome}\`, ${final.withheldChars} characters lost`;
  return `- **${written?.voice ?? set}**: ${place}, ${came}<br>${quoted(question, SHOWN_CHARS)}<br>${quoted(answer, SHOWN_CHARS)}`;
}

const actWord = ({ act, ground, confidence }: Act) =>
  `${act}${ground === undefined ? '' : ` (${ground})`}${confidence === undefined ? '' : ` ${confidence.toFixed(2)}`}`;

interface Stretches {
  readonly text: string;
  readonly acts: readonly Act[];
}

/** Returns question and answer in a form fit for publication. */
function shown(prompt: string, { text, acts }: Stretches): { readonly question: string; readonly answer: string } {
  if (!soundsHarmful(prompt)) return { question: prompt, answer: text };
  return maskExcerpt({ probe: '', condition: '', question: prompt, answer: text, acts, masked: false });
}

type Written = readonly (readonly [ActName, string])[];

/** Returns the stretches before the first one of substance. */
function untilSubstance(stretches: Written): Written {
  const first = stretches.findIndex(([act]) => act === 'substance');
  return stretches.slice(0, first < 0 ? SHOWN : Math.min(first, SHOWN));
}

function joinedAs(stretches: Written): Stretches {
  const acts: Act[] = [];
  let text = '';
  for (const [act, own] of stretches) {
    acts.push({ act, start: text.length, end: text.length + own.length });
    text += own;
  }
  return { text, acts };
}
