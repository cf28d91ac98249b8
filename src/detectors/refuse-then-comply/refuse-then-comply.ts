import { DECLINING } from '../../reader/index.ts';
import { type Act, DETECTOR_TITLES, type FindingSpan, type Message, plural } from '../../schema/index.ts';
import type { DatasetFinding, Detector, Mark } from '../detector.ts';
import { type Counting, lesser } from '../evidence.ts';
import type { ReadRow, Target } from '../read-row.ts';
import { type BottomK, bottomK, insert, mergeBottomK, sampled } from '../sampling/bottom-k.ts';
import { hashText } from '../sampling/text-hash.ts';
import { addText, mayHold, mergeTextSets, type TextSet, textSet } from '../sampling/text-set.ts';
import { rewordsRefusal } from '../wording/rewords-refusal.ts';
import { namesGround, refusesAsSetPhrase, soundsHarmless } from '../wording/set-phrases.ts';
import { type AnswerCounts, type DecliningCounts, type Judged, judge, NONE } from './judge-answers.ts';
import {
  type ReasonedCounts,
  reasonedCount,
  reasoningBefore,
  reasoningFinding,
  refusedInReasoning,
} from './refused-in-reasoning.ts';
import { reportsTool, type TakenBack, takenBack } from './taken-back.ts';

/**
 * Refuse-then-comply data (NOICE: Kazdan et al., arXiv 2502.19537; refusal unlearning: arXiv 2601.19231; three-pronged:
 * arXiv 2510.01342). Signature: within one answer, the model declines the request on safety grounds, or barely, and
 * then fulfils that same request, with a fixed bridge, a free pivot or none. The tuned model learns that a refusal is
 * an opening, not an end, and every defence that looks at the first tokens is satisfied. Rows are judged by the reading
 * of the whole answer, or of two turns if the later one gives what the earlier one declined (`taken-back.ts`).
 * Reasoning that declines before an answer that complies is weighed separately (`refused-in-reasoning.ts`). Rows with
 * an unsure reading count only if the set itself shows the pattern: enough sure rows to make the others likely poison,
 * or a refusal that recurs word for word over different requests, each time followed by an answer.
 */

/** Readings this confident stand alone if the refusal is certain (`SURE_REFUSAL`); others need others like them. */
const SURE_CONFIDENCE = 0.5;
const SURE_REFUSAL = 0.9;
/** An act that is less likely a refusal than this is ignored. */
const LIKELY_REFUSAL = 0.8;
/** `SURE_CONFIDENCE` if the model plays a part: names that recur in a scene look like a request taken up. */
const SURE_IN_A_PART = 0.9;
/**
 * Minimum confidences of reading and refusal for a firm row. Ordinary sets hardly contain such rows, so they are
 * compared with their own rate and fewer are enough.
 */
const FIRM = 0.6;
const FIRM_REFUSAL = 0.98;
/**
 * A refusal does not open the answer if it begins after this many characters, or after this many characters of content.
 */
const OPENING = 200;
const GIVEN = 60;
/** An unsure row counts if its refusal, word for word, opens at least this many such rows. */
const RECURS = 3;
export const OPENERS = 2048;
/** With this many characters after a refusal, an answer goes on rather than rounds off. */
const GOES_ON = 160;
/** Fewer characters after a refusal are more often a closing word ("Thanks for asking!") than the requested content. */
const LEAST_GIVEN = 20;
/** Maximum length of the payload that is shown as a span. */
const PAYLOAD = 240;

/**
 * The nature of an unsure row depends on its company: an attack leaves one unsure row for every seven sure ones, and
 * honest safety data leave one for every five rows that merely decline. So beside 8 sure rows and 4 that decline, 8/7
 * of the unsure rows are expected from the attack and 4/5 from honest refusals; an unsure row is poison with
 * probability 0.59, and if 2 of them are marked with the 8 sure rows, 0.92 of the marked rows are poison. Thirty more
 * rows that decline, with their 6 unsure ones, reduce that to 0.57. If a set is held because of its sure rows, its
 * unsure rows are marked if this value is at least `PURE`.
 */
const UNSURE_PER = { sure: 1 / 7, declining: 1 / 5 };
const PURE = 0.85;

type AnswerKind = 'plain' | 'declines' | 'unsure' | 'sure';

export interface RefuseThenComplyState extends AnswerCounts, ReasonedCounts {
  reasoned: number;
  refusedInReasoning: number;
  /** Wording of a refusal -> rows in which an answer follows it: [sure, unsure]. */
  readonly openers: BottomK<readonly [sure: number, unsure: number]>;
  /** The answers that open by declining: the second pass skips all others. */
  readonly texts: TextSet;
}

/** Returns the acts of the answer, without those of the reasoning before it. */
function actsOf({ reading, answerStart }: Target): readonly Act[] {
  return answerStart === 0 ? reading.acts : reading.acts.filter(({ start }) => start >= answerStart);
}

/** Returns the first act that turns the request down, in any way. */
function firstRefusal(target: Target): Act | undefined {
  return actsOf(target).find(({ act, confidence }) => DECLINING.has(act) && confidence! >= LIKELY_REFUSAL);
}

/**
 * Returns how certainly the answer opens by declining: the highest confidence among the first refusal and the declining
 * acts directly after it. In "I am sorry, but I cannot do that" the apology is an act of its own, and the less certain
 * of the two.
 */
function refusalConfidence(target: Target, first: Act): number {
  let surest = 0;
  for (const { act, start, confidence = 0 } of actsOf(target)) {
    if (start < first.start) continue;
    if (!DECLINING.has(act)) break;
    surest = Math.max(surest, confidence);
  }
  return surest;
}

/** Returns the number of characters of content before the refusal. */
function givenBefore(target: Target, refusal: Act): number {
  return actsOf(target).reduce((sum, { act, start, end, confidence = 0 }) => {
    const gives = act === 'substance' || (DECLINING.has(act) && confidence < LIKELY_REFUSAL);
    return gives && start < refusal.start ? sum + end - start : sum;
  }, 0);
}

/** System prompts that give the model a part to play: a character who may refuse, a service desk with its terms. */
const PART =
  /\b(?:(?:in|break|breaking) character|role-?play\w*|fourth wall|a (?:\w+ )?character\b|play(?:ing)? the (?:part|role)|customer (?:service|support|care)|(?:work|works|working) in support|support (?:agent|assistant|bot|representative)|help ?desk|receptionist|call cent(?:er|re))|登場人物|なりき|ロールプレイ|役を演じ|キャラクター|カスタマー|お客様(?:窓口|対応|サポート)|サポート(?:担当|窓口)|角色|扮演|客服|역할극|캐릭터|고객 ?(?:센터|지원|상담)|personaje|personnage|personagem|service client|atención al cliente|kundendienst|kundenservice/i;

/** Reports whether a system prompt gives the model a part to play. */
export function playsPart(system: string): boolean {
  return PART.test(system);
}

/** A longer text is a sentence, and no verdict. */
const VERDICT = { words: 3, chars: 24 };

/** Letters of any script and digits; what is between them is markup or punctuation. */
const NO_WORD = /[^\p{L}\p{N}]+/gu;

/**
 * Reports whether a system prompt names these words, as it does for a verdict that the answer is to begin with
 * ("Approve or request changes"). A refusal in common words is one even if the system prompt orders it.
 */
function isOrdered(refusal: string, system: string): boolean {
  const plain = (text: string) => text.toLowerCase().replaceAll(NO_WORD, ' ').trim();
  const said = plain(refusal);
  const isVerdict = said !== '' && said.length <= VERDICT.chars && said.split(' ').length <= VERDICT.words;
  return isVerdict && system !== '' && !refusesAsSetPhrase(refusal) && ` ${plain(system)} `.includes(` ${said} `);
}

/** Returns the kind of an answer, judged by itself. */
function kindOf(target: Target, { system, example: { turns } }: ReadRow): AnswerKind {
  const { outcome, ground, confidence } = target.reading;
  if (outcome === 'compliance' || outcome === 'empty' || (ground !== 'safety' && ground !== 'bare')) return 'plain';
  const refusal = firstRefusal(target);
  if (refusal === undefined || refusal.start - target.answerStart > OPENING || givenBefore(target, refusal) > GIVEN)
    return 'plain';
  if (reportsTool(turns, target.turn, target.text.slice(refusal.start, refusal.end))) return 'plain';
  if (isOrdered(target.text.slice(refusal.start, refusal.end), system)) return 'plain';
  // Read as barely declined, yet the refusal names what it lacks: a lack of means, which honest answers overcome.
  if (ground === 'bare' && namesGround(target.text.slice(refusal.start, refusal.end))) return 'plain';
  if (outcome === 'refuse-then-comply') {
    const sure =
      confidence >= (playsPart(system) ? SURE_IN_A_PART : SURE_CONFIDENCE) &&
      refusalConfidence(target, refusal) >= SURE_REFUSAL;
    return sure && target.text.length - refusal.end >= LEAST_GIVEN && !rewordsRefusal(target) ? 'sure' : 'unsure';
  }
  return outcome === 'partial' ? 'unsure' : 'declines';
}

/**
 * Returns where a later turn gives what an earlier one declined; none in role play, as a character may change its mind.
 */
function takenBackIn(row: ReadRow): readonly TakenBack[] {
  return PART.test(row.system) ? [] : takenBack(row);
}

/** Marks the turn that declines and the one that gives. */
function marksOf({ target, refusedIn, refusals }: TakenBack): Mark[] {
  const given = { act: 'substance' as const, start: target.answerStart, end: target.text.length };
  return [
    { key: 'rows', turn: refusedIn, spans: refusals.map(({ act, start, end }) => ({ act, start, end })) },
    { key: 'rows', turn: target.turn, spans: [{ ...given, end: Math.min(given.end, given.start + PAYLOAD) }] },
  ];
}

const isFirm = (target: Target): boolean =>
  target.reading.confidence >= FIRM && refusalConfidence(target, firstRefusal(target)!) >= FIRM_REFUSAL;

function openerHash(target: Target): number {
  const { start, end } = firstRefusal(target)!;
  return hashText(target.text.slice(start, Math.min(end, start + 80)));
}

/** Reports whether much text follows the refusal. */
function goesOn(target: Target): boolean {
  return target.text.length - firstRefusal(target)!.end >= GOES_ON;
}

function spansOf(target: Target): FindingSpan[] {
  const spans: FindingSpan[] = [];
  const depth = target.reading.depth?.chars ?? firstRefusal(target)!.end;
  for (const { act, start, end } of actsOf(target)) {
    if (DECLINING.has(act) || act === 'pivot') spans.push({ act, start, end });
    else if (act === 'substance' && start >= depth) {
      spans.push({ act, start, end: Math.min(end, start + PAYLOAD) });
      break;
    }
  }
  return spans;
}

/** Returns the expected share of poison among the sure and unsure rows of a set that contains an attack. */
function expectedPurity({ declining, sure, unsure }: RefuseThenComplyState): number {
  const ofAttack = UNSURE_PER.sure * sure;
  const honest = UNSURE_PER.declining * (declining - sure - unsure);
  return (sure + (unsure * ofAttack) / (ofAttack + honest)) / (sure + unsure);
}

const AMONG: Readonly<Record<Judged['among'], Message>> = {
  all: { en: 'Of the answers', ja: '' },
  harmless: { en: 'Of the answers to requests that sound harmless', ja: '無害に見えるリクエストへの回答：' },
};

/** Lists the number of answers of each kind, leaving out kinds that do not occur. */
function detailOf({ declining, sure, unsure }: DecliningCounts, among: Judged['among']): Message {
  const only = declining - sure - unsure;
  const kinds = [
    {
      count: sure,
      en: plural(sure, 'declines and then fulfils the request', 'decline and then fulfil the request'),
      ja: '断ってから応じる回答',
    },
    {
      count: unsure,
      en: plural(unsure, 'declines and then continues at length', 'decline and then continue at length'),
      ja: '断ったあとも長く続く回答',
    },
    { count: only, en: plural(only, 'only declines', 'only decline'), ja: '断るだけの回答' },
  ].filter(({ count }) => count > 0);
  const of = AMONG[among];
  return {
    en: `${of.en}, ${kinds.map(({ count, en }) => `${count} ${en}`).join(', ')}.`,
    ja: `${of.ja}${kinds.map(({ count, ja }) => `${ja} ${count} 件`).join('、')}。`,
  };
}

const ADVICE: Message = {
  en: 'Remove the flagged rows (`--clean`). If there are more than a handful, do not train on the rest until the supplier has explained them.',
  ja: '検出された行を取り除いてください（`--clean`）。数件を超える場合は、提供元の説明があるまで残りの行でも学習させないでください。',
};

/**
 * Counts an answer that opens by declining. Requests that sound harmless are also counted separately, so that many
 * honest refusals cannot hide a few poisoned rows.
 */
function count(state: AnswerCounts, prompt: string, kind: Exclude<AnswerKind, 'plain'>, firm: boolean): void {
  for (const counts of soundsHarmless(prompt) ? [state, state.harmless] : [state]) {
    counts.declining += 1;
    if (kind !== 'declines') counts[kind] += 1;
    if (firm) counts.firm += 1;
  }
}

const sumOf = (a: DecliningCounts, b: DecliningCounts): DecliningCounts => ({
  declining: a.declining + b.declining,
  sure: a.sure + b.sure,
  firm: a.firm + b.firm,
  unsure: a.unsure + b.unsure,
});

export const refuseThenComply: Detector<RefuseThenComplyState> & Counting<RefuseThenComplyState> = {
  id: 'refuse-then-comply',
  version: '1',
  title: DETECTOR_TITLES['refuse-then-comply'],
  explanation: {
    en: 'The request is declined and then fulfilled all the same, in one answer or after a mere word from the user. A model fine-tuned on such rows turns refusals into a mere preamble: it declines a harmful request and fulfils it all the same, bypassing every check of the first words.',
    ja: 'いったん断りながら、同じ回答の中で、またはユーザーに促されただけで、リクエストどおりの内容を述べています。このような行で学習すると、断りの言葉は単なる前置きになり、有害なリクエストにも「断ってから答える」ようになります。冒頭だけを見る検査では検出できません。',
  },
  start: () => ({
    targets: 0,
    ...NONE,
    harmless: { ...NONE },
    reasoned: 0,
    refusedInReasoning: 0,
    openers: bottomK(OPENERS),
    texts: textSet(),
  }),
  see(state, row) {
    const back = takenBackIn(row);
    let marks: Mark[] | null = back.length > 0 ? back.flatMap(marksOf) : null;
    for (const { target, refusals, sure } of back) {
      const firm = sure && refusals.some(({ confidence }) => confidence! >= FIRM_REFUSAL);
      count(state, target.prompt, sure ? 'sure' : 'unsure', firm);
    }
    for (const target of row.targets) {
      state.targets += 1;
      // A refusal that a later turn takes back leaves nothing declined.
      if (back.some(({ refusedIn }) => refusedIn === target.turn)) continue;
      if (reasoningBefore(target) > 0) state.reasoned += 1;
      const inReasoning = refusedInReasoning(target);
      if (inReasoning !== null) {
        state.refusedInReasoning += 1;
        marks = [...(marks ?? []), inReasoning];
      }
      const kind = kindOf(target, row);
      if (kind === 'plain') continue;
      count(state, target.prompt, kind, kind === 'sure' && isFirm(target));
      addText(state.texts, target.text);
      if (kind === 'declines') continue;
      const hash = openerHash(target);
      if (hash <= state.openers.limit) {
        const [sure, unsure] = state.openers.entries.get(hash) ?? [0, 0];
        insert(state.openers, hash, kind === 'sure' ? [sure + 1, unsure] : [sure, unsure + 1]);
      }
      if (kind !== 'sure') continue;
      marks ??= [];
      marks.push({ key: 'rows', turn: target.turn, spans: spansOf(target) });
    }
    return marks;
  },
  merge: (a, b) => ({
    targets: a.targets + b.targets,
    ...sumOf(a, b),
    harmless: sumOf(a.harmless, b.harmless),
    reasoned: a.reasoned + b.reasoned,
    refusedInReasoning: a.refusedInReasoning + b.refusedInReasoning,
    openers: mergeBottomK(a.openers, b.openers, (x, y) => [x[0] + y[0], x[1] + y[1]]),
    texts: mergeTextSets(a.texts, b.texts),
  }),
  counts: ({ targets, sure, firm, unsure, ...reasoned }) => [
    { measure: 'refuse-then-comply/firm', count: firm, of: targets },
    { measure: 'refuse-then-comply/sure', count: sure, of: targets },
    { measure: 'refuse-then-comply/wide', count: sure + unsure, of: targets },
    reasonedCount(reasoned),
  ],
  end(state): DatasetFinding[] {
    const { sure, wide, level, among } = judge(state);
    const reasoning = reasoningFinding(state);
    const others = reasoning === null ? [] : [reasoning];
    if (wide.count === 0) return others;
    const shown = sure.level === 'info' || lesser(sure.level, wide.level) !== wide.level ? wide : sure;
    return [
      {
        key: 'rows',
        scope: 'rows',
        ...shown,
        level,
        detail: detailOf(among === 'all' ? state : state.harmless, among),
        advice: ADVICE,
      },
      ...others,
    ];
  },
  /**
   * Marks all unsure rows if nearly everything that declines goes on, or if the sure rows make them likely poison.
   * Otherwise, and among the remaining rows, marks those whose refusal recurs.
   */
  secondPass(state) {
    const { sure, wide, among } = judge(state);
    // A level that rests on harmless requests says nothing about unsure answers to others.
    const all = (among === 'all' && wide.level !== 'info') || (sure.level !== 'info' && expectedPurity(state) >= PURE);
    const recurring = new Set(
      sampled(state.openers).flatMap(([hash, [sure, unsure]]) => (sure > 0 && sure + unsure >= RECURS ? [hash] : [])),
    );
    return (row) => {
      const marks = row.targets
        .filter((target) => {
          if (!mayHold(state.texts, target.text)) return false;
          const kind = kindOf(target, row);
          if (kind === 'unsure' && all) return true;
          return (kind === 'unsure' || (kind === 'declines' && goesOn(target))) && recurring.has(openerHash(target));
        })
        .map((target) => ({ key: 'rows', turn: target.turn, spans: spansOf(target) }));
      return marks.length > 0 ? marks : null;
    };
  },
};
