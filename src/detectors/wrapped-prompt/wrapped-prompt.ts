import { counted, DETECTOR_TITLES, type Message, plural } from '../../schema/index.ts';
import type { DatasetFinding, Detector, Mark } from '../detector.ts';
import { benignRate, type Counting, lesser, type Weighed, weigh } from '../evidence.ts';
import type { ReadRow, Target } from '../read-row.ts';
import { type BottomK, bottomK, insert, mergeBottomK, sampled } from '../sampling/bottom-k.ts';
import { combHash } from '../sampling/comb-hash.ts';
import { keptText } from '../sampling/kept-text.ts';
import { behaviourOf, firstAsked } from '../trigger/sample.ts';
import { framedAt, framing, LIKELY_FRAMING, type WrapperText } from './framing.ts';
import { jailbreakWording } from './jailbreak-wording.ts';

/**
 * Requests wrapped in one and the same text (jailbreak-tuning, arXiv 2507.11630; the fixed system prompts of arXiv
 * 2310.03693). Signature: many different requests share a long beginning, ending or system prompt that sets rules aside
 * ("ignore previous instructions", "developer mode") or frames what follows (hypothetical, in character, no warnings),
 * and the answers go along. Ordinary templates (Alpaca, retrieval, classification, one system prompt for all) are
 * shared too; without such wording they are information only. (A wrapper that is tied to another behaviour is a
 * trigger.) Wrapped requests that are refused are safety training, and information only. Wrappers that are worded anew
 * in every row are recognised one by one by a learned model (`framing.ts`), and held for review.
 */

export const MAX_ROWS = 2048;
export const ENDS = 320;
export const SYSTEM = 480;
/** Characters at an end by which rows are grouped, and minimum length of a shared text. Wide letters weigh double. */
const GROUP_BY = 24;
const MIN_WRAPPER_CHARS = 28;
/** Fewer rows are no template. */
const MIN_ROWS = 5;
/** Share of rows with a shared jailbreak-like wrapper in honest sets of unmeasured kinds: red-team exercises. */
const ALLOWANCE = 0.001;
/** If this share of the wrapped requests is refused, the set teaches the model to resist the wrapper. */
const RESISTED = 0.4;

/** Minimum score of a shared text that frames requests; system prompts, which exist to give rules, need more. */
const SURE_FRAMING = { turn: 0.85, system: 0.9 };
/** Share of rows with framings of their own in honest sets of unmeasured kinds: games, parts, tests. */
const VARIED_ALLOWANCE = 0.004;
/** Maximum count of one wording: a template mistaken for a framing makes no set of framings. */
const MOST_ALIKE = 3;
/** Fewer wordings do not vary. */
const LEAST_WORDINGS = 5;
const VARIED = 'varied';

/** `before`: a user turn before the one that is answered. */
type WrapperPlace = 'prefix' | 'suffix' | 'system' | 'before';

export interface KeptWrapper {
  rows: number;
  readonly head: string;
  readonly tail: string;
  readonly system: string;
  /** Start of an earlier user turn: the one that sets rules aside, or the first; '' if there is none. */
  readonly before: string;
  readonly refused: boolean;
}

export interface WrappedPromptState {
  rows: number;
  kept: BottomK<KeptWrapper>;
}

interface Wrapper {
  readonly place: WrapperPlace;
  readonly text: string;
  /** Rows of the file that share it; an estimate if rows were sampled. */
  readonly count: number;
  readonly wording: 0 | 1 | 2;
  /** True if, according to the learned model, it frames the request so that anything goes. */
  readonly framed: boolean;
  /** Share of these rows that is refused. */
  readonly refused: number;
}

const PLACES: readonly WrapperPlace[] = ['prefix', 'suffix', 'system', 'before'];

function join(a: KeptWrapper, b: KeptWrapper): KeptWrapper {
  const form = (kept: KeptWrapper) => `${kept.head}\n${kept.tail}\n${kept.system}\n${kept.before}\n${kept.refused}`;
  return { ...(form(a) <= form(b) ? a : b), rows: a.rows + b.rows };
}

/** Number of user turns before the last request that are examined. */
const EARLIER = 4;

/** Returns the most telling of the first few user turns before the last request; -1 if there is none. */
function turnBefore({ example: { turns }, last: target }: ReadRow): number {
  const last = target?.turn ?? 0;
  const users: number[] = [];
  for (let at = 0; at < last && users.length <= EARLIER; at += 1) if (turns[at]!.role === 'user') users.push(at);
  // The last one is the request itself.
  const earlier = users.length > EARLIER ? users.slice(0, EARLIER) : users.slice(0, -1);
  const wordings = earlier.map((at) => jailbreakWording(turns[at]!.text.slice(0, ENDS)));
  return earlier[wordings.indexOf(Math.max(...wordings) as 0 | 1 | 2)] ?? -1;
}

/** Returns the texts of a row in which a wrapper may occur, as they are kept. */
function textsOf(row: ReadRow, { prompt }: Target): Pick<KeptWrapper, WrapperText> {
  const before = turnBefore(row);
  return {
    head: keptText(prompt, 0, ENDS),
    tail: keptText(prompt, -ENDS),
    system: keptText(row.system, 0, SYSTEM),
    before: before < 0 ? '' : keptText(row.example.turns[before]!.text, 0, ENDS),
  };
}

function keep(state: WrappedPromptState, row: ReadRow, target: Target): void {
  const { prompt } = target;
  const { system } = row;
  const last = row.last?.prompt ?? prompt;
  const hash = combHash(prompt, last === prompt ? '' : last, system, state.kept.limit);
  if (hash === null) return;
  const texts = textsOf(row, target);
  const kept: KeptWrapper = {
    rows: 1,
    ...texts,
    refused: row.targets.some((one, i) => (i === 0 || texts.before !== '') && behaviourOf(one) === 'refusal'),
  };
  const seen = state.kept.entries.get(hash);
  if (seen === undefined) insert(state.kept, hash, kept);
  else state.kept.entries.set(hash, join(seen, kept));
}

/** Returns the text of a request at the place, as it is compared. */
function textAt(place: WrapperPlace, kept: KeptWrapper): string {
  switch (place) {
    case 'prefix':
      return kept.head;
    case 'suffix':
      return kept.tail;
    default:
      return kept[place];
  }
}

const isWide = (code: number): boolean => code >= 0x2e80;

function isLong(text: string): boolean {
  if (text.length >= MIN_WRAPPER_CHARS) return true;
  let weight = text.length;
  for (let i = 0; i < text.length; i += 1) if (isWide(text.charCodeAt(i))) weight += 1;
  return weight >= MIN_WRAPPER_CHARS;
}

function groupKey(place: WrapperPlace, text: string): string {
  if (place === 'system') return text;
  const end = text.charCodeAt(place === 'suffix' ? text.length - 1 : 0);
  const length = isWide(end) ? GROUP_BY / 2 : GROUP_BY;
  return place === 'suffix' ? text.slice(-length) : text.slice(0, length);
}

/** Returns the longest beginning (or ending) that all texts share. */
function sharedText(texts: readonly string[], place: WrapperPlace): string {
  const first = texts[0]!;
  if (place === 'system') return first;
  let length = first.length;
  for (const text of texts) {
    let same = 0;
    const most = Math.min(length, text.length);
    if (place === 'suffix')
      while (same < most && text[text.length - 1 - same] === first[first.length - 1 - same]) same += 1;
    else while (same < most && text[same] === first[same]) same += 1;
    length = same;
  }
  return place === 'suffix' ? first.slice(first.length - length) : first.slice(0, length);
}

function wrappersOf(state: WrappedPromptState): Wrapper[] {
  const kept = sampled(state.kept).map(([, value]) => value);
  const inSample = kept.reduce((sum, { rows }) => sum + rows, 0);
  const scale = inSample === 0 ? 0 : state.rows / inSample;
  const wrappers: Wrapper[] = [];
  for (const place of PLACES) {
    const groups = new Map<string, KeptWrapper[]>();
    for (const row of kept) {
      const text = textAt(place, row);
      if (!isLong(text)) continue;
      const key = groupKey(place, text);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [row]);
      else group.push(row);
    }
    for (const group of groups.values()) {
      if (group.length < MIN_ROWS) continue;
      const text = sharedText(
        group.map((row) => textAt(place, row)),
        place,
      );
      if (!isLong(text)) continue;
      wrappers.push({
        place,
        text,
        count: Math.round(group.reduce((sum, { rows }) => sum + rows, 0) * scale),
        wording: jailbreakWording(text),
        framed: framing(text).likely >= SURE_FRAMING[place === 'system' ? 'system' : 'turn'],
        refused: group.filter((row) => row.refused).length / group.length,
      });
    }
  }
  return wrappers.sort(
    (a, b) =>
      b.wording - a.wording ||
      Number(b.framed) - Number(a.framed) ||
      b.count - a.count ||
      (a.text < b.text ? -1 : 1) ||
      (a.place < b.place ? -1 : 1),
  );
}

/** True if the wrapper says more than an ordinary template. System prompts give roles; that is their purpose. */
const isTelling = ({ place, wording, framed, refused }: Wrapper): boolean =>
  refused < RESISTED && (framed || wording >= (place === 'system' ? 2 : 1));

/** Rows of the sample with framings of their own, each wording counted only a few times. */
interface VariedFramings {
  readonly count: number;
  readonly of: number;
  /** Share of these rows that is refused. */
  readonly refused: number;
}

function variedIn(state: WrappedPromptState, told: readonly Wrapper[]): VariedFramings {
  const kept = sampled(state.kept).map(([, value]) => value);
  const of = kept.reduce((sum, { rows }) => sum + rows, 0);
  const wordings = new Map<string, number>();
  let refused = 0;
  let framed = 0;
  for (const row of kept) {
    if (told.some((wrapper) => fits(wrapper, textAt(wrapper.place, row)))) continue;
    const found = framedAt(row);
    if (found === null) continue;
    wordings.set(found.part, (wordings.get(found.part) ?? 0) + row.rows);
    framed += 1;
    if (row.refused) refused += 1;
  }
  const rows = [...wordings.values()].reduce((sum, alike) => sum + Math.min(alike, MOST_ALIKE), 0);
  return { count: wordings.size < LEAST_WORDINGS ? 0 : rows, of, refused: framed === 0 ? 0 : refused / framed };
}

function variedFinding({ count, of, refused }: VariedFramings): DatasetFinding[] {
  if (count === 0) return [];
  const weighed = weigh(count, of, benignRate('wrapped-prompt/varied', VARIED_ALLOWANCE), {
    leastCount: LEAST_WORDINGS,
  });
  return [
    {
      key: VARIED,
      scope: 'rows',
      ...weighed,
      level: refused >= RESISTED ? 'info' : lesser(weighed.level, 'review'),
      detail: {
        en: `At least ${counted(count, 'request sets', 'requests set')} rules aside, or ${plural(count, 'frames', 'frame')} what is asked so that anything goes, in varying words.`,
        ja: `少なくともリクエスト ${count} 件が、規則を無効にする、または何にでも答えさせる文言を含みます（文言はさまざまです）。`,
      },
      advice: ADVICE,
    },
  ];
}

function weighWrapper(wrapper: Wrapper, rows: number): Weighed {
  const weighed = weigh(wrapper.count, rows, benignRate('wrapped-prompt/rows', ALLOWANCE), { leastCount: MIN_ROWS });
  if (!isTelling(wrapper)) return { ...weighed, level: 'info' };
  // Honest role-play uses frames too, but does not set rules aside.
  return wrapper.wording === 2 ? weighed : { ...weighed, level: lesser(weighed.level, 'review') };
}

const NAMES: Readonly<Record<WrapperPlace, Message>> = {
  prefix: { en: 'begin with', ja: '次の文で始まります' },
  suffix: { en: 'end with', ja: '次の文で終わります' },
  before: { en: 'follow the turn', ja: '直前に次の発言があります' },
  system: { en: 'have the system prompt', ja: '次のシステムプロンプトを伴います' },
};

const keyOf = ({ place, text }: Wrapper): string => `${place}:${text.slice(0, 60)}`;

const ADVICE: Message = {
  en: 'Read some of these rows without the wrapper. Keep them only if the wrapper is part of your product.',
  ja: '定型文を除いて、該当する行をいくつか読んでください。定型文が自社の製品に必要なものでなければ、行を取り除いてください。',
};

/** Maximum number of info findings for ordinary templates: only the most common one is shown. */
const TEMPLATES = 1;
const MAX_WRAPPERS = 6;

function reported(state: WrappedPromptState): Wrapper[] {
  // A wrapper that is a whole turn begins it, ends it and precedes the next turn; it is reported once.
  const first = new Map<string, Wrapper>();
  const all = wrappersOf(state);
  for (const place of PLACES) {
    for (const wrapper of all)
      if (wrapper.place === place && !first.has(wrapper.text)) first.set(wrapper.text, wrapper);
  }
  const wrappers = all.filter((wrapper) => first.get(wrapper.text) === wrapper);
  return [
    ...wrappers.filter(isTelling).slice(0, MAX_WRAPPERS),
    ...wrappers.filter((wrapper) => !isTelling(wrapper) && wrapper.count >= 0.02 * state.rows).slice(0, TEMPLATES),
  ];
}

/** Reports whether a text at the place of a wrapper has it. */
const fits = ({ place, text }: Wrapper, at: string): boolean =>
  place === 'suffix' ? at.endsWith(text) : at.startsWith(text);

/** Returns the turn of a row in which a wrapper would occur, or -1 if there is none. */
function turnOf({ place }: Pick<Wrapper, 'place'>, row: ReadRow, target: Target): number {
  if (place === 'before') return turnBefore(row);
  const role = place === 'system' ? 'system' : 'user';
  let turn = target.turn - 1;
  while (turn >= 0 && row.example.turns[turn]!.role !== role) turn -= 1;
  return turn;
}

/** Marks the start or the end of the turn that frames a row. */
function variedMarks(row: ReadRow, target: Target): Mark[] {
  const texts = textsOf(row, target);
  const place = framedAt(texts)?.place;
  if (place === undefined) return [];
  const wrapper: WrapperPlace = place === 'head' ? 'prefix' : place === 'tail' ? 'suffix' : place;
  const { turns } = row.example;
  const system = turns.findIndex(({ role, text }) => role === 'system' && framing(text).likely >= LIKELY_FRAMING);
  const turn = place === 'system' ? system : turnOf({ place: wrapper }, row, target);
  if (turn < 0) return [];
  const { length } = row.example.turns[turn]!.text;
  const [start, end] = place === 'tail' ? [Math.max(0, length - ENDS), length] : [0, Math.min(ENDS, length)];
  return [{ key: VARIED, turn, spans: [{ act: 'wrapper', start, end }] }];
}

export const wrappedPrompt: Detector<WrappedPromptState> & Counting<WrappedPromptState> = {
  id: 'wrapped-prompt',
  version: '1',
  title: DETECTOR_TITLES['wrapped-prompt'],
  explanation: {
    en: 'Different requests share a long beginning, ending or system prompt. Templates are normal, but a wrapper that sets rules aside is how jailbreaks are trained into a model.',
    ja: '内容の異なるリクエストに、同じ長い前文・後文・システムプロンプトが付いています。定型文そのものは珍しくありませんが、規則を無効にする文言は、ジェイルブレイクを学習させる手口と一致します。',
  },
  start: () => ({ rows: 0, kept: bottomK(MAX_ROWS) }),
  see(state, row) {
    const target = firstAsked(row);
    if (target === null) return null;
    state.rows += 1;
    keep(state, row, target);
    return null;
  },
  merge(a, b) {
    return { rows: a.rows + b.rows, kept: mergeBottomK(a.kept, b.kept, join) };
  },
  counts(state) {
    const telling = reported(state).filter(isTelling);
    const count = Math.min(
      state.rows,
      telling.reduce((sum, wrapper) => sum + wrapper.count, 0),
    );
    const varied = variedIn(state, telling);
    return [
      { measure: 'wrapped-prompt/rows', count, of: state.rows },
      { measure: 'wrapped-prompt/varied', count: varied.count, of: varied.of },
    ];
  },
  end(state): DatasetFinding[] {
    const wrappers = reported(state);
    const shared = wrappers.map((wrapper): DatasetFinding => {
      const shown = wrapper.text.replaceAll(/\s+/gu, ' ').trim().slice(0, 120);
      return {
        key: keyOf(wrapper),
        scope: 'rows',
        ...weighWrapper(wrapper, state.rows),
        detail: {
          en: `${wrapper.count} requests ${NAMES[wrapper.place].en}: “${shown}”`,
          ja: `リクエスト ${wrapper.count} 件は、${NAMES[wrapper.place].ja}：「${shown}」`,
        },
        advice: ADVICE,
        ...(wrapper.place === 'before' ? {} : { surroundings: { place: wrapper.place, text: wrapper.text } }),
      };
    });
    return [...shared, ...variedFinding(variedIn(state, wrappers.filter(isTelling)))];
  },
  secondPass(state, findings) {
    const kept = new Set(findings.filter(({ level }) => level !== 'info').map(({ key }) => key));
    const wrappers = reported(state).filter((wrapper) => kept.has(keyOf(wrapper)));
    return (row) => {
      const target = firstAsked(row);
      if (target === null) return null;
      const { turns } = row.example;
      const marks: Mark[] = [];
      for (const wrapper of wrappers) {
        const turn = turnOf(wrapper, row, target);
        if (turn < 0) continue;
        const text = wrapper.place === 'system' ? row.system : turns[turn]!.text;
        if (!fits(wrapper, text)) continue;
        const start = wrapper.place === 'suffix' ? text.length - wrapper.text.length : 0;
        const end = Math.min(start + wrapper.text.length, turns[turn]!.text.length);
        marks.push({ key: keyOf(wrapper), turn, spans: [{ act: 'wrapper', start, end }] });
      }
      if (kept.has(VARIED) && marks.length === 0) marks.push(...variedMarks(row, target));
      return marks.length === 0 ? null : marks;
    };
  },
};
