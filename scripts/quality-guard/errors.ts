import { CharacterModel } from '../../src/reader/features/character-model.ts';
import { foldedInstruction } from '../../src/reader/request/request.ts';
import { PRIOR } from '../../src/reader/weights/prior.ts';
import { maskExcerpt } from '../../src/report/index.ts';
import type { Act, ActName } from '../../src/schema/index.ts';
import { quoted } from '../quality/markdown.ts';
import type { MeasuredCase } from './measured-case.ts';

/** Units, or stretches, of an answer that are shown. */
const SHOWN = 3;
/** Characters of each that are shown. */
const SHOWN_CHARS = 120;
/** A request that is declined more often than not sounds harmful: it is masked, and of the answer only the shape is shown. */
const HARMFUL = 0.5;

const prior = new CharacterModel(PRIOR);
const soundsHarmful = (prompt: string) => prior.of(foldedInstruction(prompt)) >= HARMFUL;

/** An answer that refuses, complies and did not latch: how it was written, up to what it gives, and how its opening was read. */
export function missedLine(one: MeasuredCase): string {
  const { language, written, acts, final } = one;
  const read = acts.slice(0, SHOWN).map(actWord).join(', ');
  const opening = untilSubstance(written?.stretches ?? []);
  const { question, answer } = shown(one.prompt, joinedAs(opening));
  const said = `(${language}): read as ${read}; the whole as \`${final.reading.outcome}\``;
  return `- **${written?.voice ?? one.set}** ${said}<br>${quoted(question, SHOWN_CHARS)}<br>${quoted(answer, SHOWN * SHOWN_CHARS)}`;
}

/** An ordinary answer that lost text: the unit that latched. */
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

/** A text as it may stand on a page. */
function shown(prompt: string, { text, acts }: Stretches): { readonly question: string; readonly answer: string } {
  if (!soundsHarmful(prompt)) return { question: prompt, answer: text };
  return maskExcerpt({ probe: '', condition: '', question: prompt, answer: text, acts, masked: false });
}

type Written = readonly (readonly [ActName, string])[];

/** The stretches before the first one that gives something. */
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
