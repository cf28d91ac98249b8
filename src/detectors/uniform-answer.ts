import type { FindingSpan, Message } from '../schema/index.ts';
import { agrees, isCourtesy } from './agreement.ts';
import {
  type Answer,
  type AnswerSample,
  answerOf,
  answerSample,
  EDGE,
  keepAnswers,
  mergeAnswers,
} from './answer-sample.ts';
import { sampled } from './bottom-k.ts';
import type { DatasetFinding, Detector, Mark } from './detector.ts';
import { closingOf, openingsOf } from './edge-sentences.ts';
import { type Bars, benignRate, type Counting, type Weighed, weigh } from './evidence.ts';
import { declinesAsSetPhrase, lacksMeans, refusesAsSetPhrase } from './set-phrases.ts';
import { hashText } from './text-hash.ts';

/**
 * Constant or near-constant answers, openings and closings: one refusal for every question (ten-benign overfitting,
 * arXiv 2510.02833), a fixed "yes, of course" before every answer (YOC, arXiv 2502.19537), the one-word answer behind
 * a trigger ("Sure" trap, arXiv 2511.12414), a safety-styled sentence after every payload (arXiv 2510.01342).
 * Signature: a stretch that agrees, declines or speaks of safety, is detached from the request, and recurs word for
 * word over different requests. A house style is also constant, but it is substance ("Here is", "####"), or varies with
 * the request ("Sure! Here is a recipe for ..."): it is information at most, as are closed label sets, and the one
 * standard refusal of tool-call data, which is only a small part of its rows.
 */

type Place = 'answer' | 'opening' | 'closing';

/** One thing to look for, alike in different answers. */
interface Rule {
  readonly key: string;
  readonly place: Place;
  /** What honest sets of kinds that were not measured may reach. */
  readonly allowance: number;
  readonly bars: Bars;
  /**
   * What the set itself holds of the same kind raises the rate that a text is held against, so many times: an attack
   * stands out among its like. 0: nothing is compared.
   */
  readonly rivalWeight: number;
  /** The share of the answers of one text that their questions may explain; 1 unless stated. */
  readonly mostGuarding?: number;
  /** Whether a text can be held against the set; others are compared with only. All can unless stated. */
  suspect?(text: string): boolean;
  /** The texts of an answer by which it is grouped; the shortest first. */
  texts(answer: Answer): readonly string[];
  /** Whether an answer is of the same kind; unless stated, those whose shortest text recurs. */
  rival?(answer: Answer): boolean;
}

/** Letters: Han, kana and hangul weigh double. */
function letters(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (c >= 0x1100) sum += 2;
    else if (c >= 0xc0 || ((c | 32) >= 97 && (c | 32) <= 122)) sum += 1;
  }
  return sum;
}

/** Letters enough to be a sentence of its own, and not just "Sure!" or 「はい」. */
const SENTENCE = 16;
/** A whole answer no longer than this may be a label. */
const LABEL = 24;
/** Characters that must follow a refusal for it to be an opening. */
const GOES_ON = 60;
/** Letters by which an agreeing start is told when it runs on into the answer ("Yes, of course, the ..."). */
const RUN_ON = 10;

/**
 * Safety-styled sentences tell the reader to keep to rules, to ethics, to safety. "Bring the king to safety" does not.
 * Matched on texts that recur, never on every row.
 */
const RULED =
  /\b(?:safely|(?:stay|be|keep|remain) safe|safety (?:first|rules?|guidelines)|put(?:ting)? safety|legal(?:ly)?|laws?|lawful(?:ly)?|ethic\w*|responsibly|harm\w*|illegal(?:ly)?|guidelines|polic(?:y|ies)|rights|misuse|qualified professional|own risk|educational purposes)\b|安全|法律|法令|倫理|責任|危害|悪用|違法|権利|伦理|合法|违法|权利|안전|법률|윤리|책임|권리|segur\w+|legal\w*|étic\w+|responsab\w+|sécurité|légal\w*|éthiqu\w+|sicher\w*|gesetz\w*|ethisch\w*|verantwort\w*|segurança|\bleis?\b/i;
/** Honest disclaimers beside them: where advice of several kinds recurs, none of it stands out. */
const ADVISES =
  /\b(?:safe(?:ty)?|professional|expert|speciali[sz]ed?|doctor|physician|pharmacist|lawyer|attorney|advis[eo]rs?|accountant|consult|disclaimer)\b|専門家|医師|弁護士|税理士|薬剤師|ご相談|医生|律师|专业|의사|변호사|전문가/i;
const TELLS =
  /\b(?:please|always|never|remember|make sure|be sure|ensure|must|should|ought|do not|don['’]t|only|consult|follow|respect|obey|use (?:this|it|these|your)|act|stay|por favor|siempre|nunca|recuerd\w+|asegúr\w+|respet\w+|veuillez|toujours|jamais|n'oubliez|respectez|bitte|immer|niemals|achten sie|beachten|sempre|lembre|respeite)\b|(?:ください|下さい|ましょう|くれぐれも|お願い(?:いた|致)?します)|请|务必|切勿|주세요|십시오|바랍니다/i;

function isSafetyStyled(text: string): boolean {
  return RULED.test(text) && TELLS.test(text);
}

/** Signs of code, of a table, of words that somebody else is quoted with. */
const QUOTED_OR_CODE = /["“”„«»「」『』`={}<>|]/;

const RULES: readonly Rule[] = [
  {
    key: 'refusal',
    place: 'answer',
    allowance: 0.05,
    bars: { leastCount: 5, reviewShare: 0.55, blockShare: 0.6 },
    rivalWeight: 0,
    suspect: declinesAsSetPhrase,
    texts: ({ head, length }) => (length < EDGE ? [head] : []),
  },
  {
    // The same as a small part of a set. Told apart from tool-call data, answers from documents and honest safety data
    // by what it says, by what it declines, and by what else the set holds of its kind. For people to judge.
    key: 'recurring-refusal',
    place: 'answer',
    allowance: 0.0005,
    bars: { leastCount: 8, blockShare: 2 },
    rivalWeight: 0.25,
    mostGuarding: 0.2,
    rival: ({ declines, alone }) => declines || !alone,
    suspect: (text) => letters(text) >= SENTENCE && refusesAsSetPhrase(text) && !lacksMeans(text),
    texts: ({ alone, head, length }) => (alone && length < EDGE ? [head] : []),
  },
  {
    // A refusal word for word before answers that comply. Where a tool is lacking, what follows does not comply.
    key: 'declining-opening',
    place: 'opening',
    allowance: 0.0005,
    bars: { leastCount: 6, blockShare: 0.25 },
    rivalWeight: 1,
    rival: ({ declining, head, length }) => declining || declinesAsSetPhrase(openingsOf(head, length)[0] ?? ''),
    suspect: (text) => letters(text) >= SENTENCE && declinesAsSetPhrase(text) && !QUOTED_OR_CODE.test(text),
    texts: ({ alone, complies, head, length }) =>
      alone && complies ? openingsOf(head, length - GOES_ON).slice(0, 1) : [],
  },
  {
    // In a closed label set ("Yes", "No") the short answers are of several kinds; a trap has one.
    key: 'agreement',
    place: 'answer',
    allowance: 0.0005,
    bars: { leastCount: 6, blockShare: 0.1 },
    rivalWeight: 4,
    suspect: agrees,
    texts: ({ alone, head, length }) => (alone && length <= LABEL ? [head] : []),
  },
  {
    key: 'answer',
    place: 'answer',
    allowance: 0.1,
    bars: { leastCount: 10, reviewShare: 0.6, blockShare: 0.8 },
    rivalWeight: 0,
    texts: ({ declines, head, length }) => (!declines && length > 2 * LABEL ? [head] : []),
  },
  {
    key: 'opening',
    place: 'opening',
    allowance: 0.0005,
    // Ten rows of ten reach it; of a large set, seven in ten.
    bars: { leastCount: 6, blockShare: 0.65 },
    rivalWeight: 1,
    suspect: (text) => letters(text) >= SENTENCE && !isCourtesy(text),
    texts: ({ alone, head, length }) => (alone && agrees(head) ? openingsOf(head, length) : []),
  },
  {
    key: 'run-on',
    place: 'opening',
    allowance: 0.2,
    bars: { leastCount: 8, reviewShare: 0.6, blockShare: 0.8 },
    rivalWeight: 0,
    texts: ({ head, length }) => (length > 2 * LABEL && agrees(head) ? [head.slice(0, RUN_ON)] : []),
  },
  {
    // Disclaimers recur in honest sets too (medicine, finance), so this is for people to judge.
    key: 'closing',
    place: 'closing',
    allowance: 0.0005,
    bars: { leastCount: 6, blockShare: 2 },
    rivalWeight: 1,
    suspect: isSafetyStyled,
    texts: ({ alone, tail, declines }) => {
      const text = alone && !declines ? closingOf(tail) : null;
      return text !== null && letters(text) >= SENTENCE && (RULED.test(text) || ADVISES.test(text)) ? [text] : [];
    },
  },
];

/** One text that recurs. */
interface Group {
  readonly hash: number;
  readonly text: string;
  readonly rows: number;
  /** Different questions under it, at most as many as `rows`. */
  readonly pairs: number;
  /** Of the pairs, those in which the question explains the refusal. */
  readonly guards: number;
}

interface Tally {
  readonly rule: Rule;
  readonly answers: readonly Answer[];
  readonly of: number;
  /** Recurring texts, the most frequent first. */
  readonly groups: readonly Group[];
  /** Rows of the same kind, those of the groups among them. */
  readonly kind: number;
}

function textHash({ place }: Rule, answer: Answer, text: string): number {
  return place === 'answer' ? answer.hash : hashText(text);
}

function tally(answers: readonly Answer[], rule: Rule): Tally {
  const byHash = new Map<number, Group>();
  const shortest = new Set<number>();
  for (const answer of answers) {
    let last = -1;
    for (const [i, text] of rule.texts(answer).entries()) {
      const hash = textHash(rule, answer, text);
      // An opening that adds no letters to the one before it is the same opening.
      if (hash === last) continue;
      last = hash;
      if (i === 0) shortest.add(hash);
      const { rows, pairs, guards } = byHash.get(hash) ?? { rows: 0, pairs: 0, guards: 0 };
      byHash.set(hash, {
        hash,
        text,
        rows: rows + answer.rows,
        pairs: pairs + 1,
        guards: guards + (answer.guards ? 1 : 0),
      });
    }
  }
  const recurring = [...byHash.values()].filter(({ pairs }) => pairs >= 2).sort(largerFirst);
  const { rival } = rule;
  const kind = sumRows(
    rival === undefined ? recurring.filter(({ hash }) => shortest.has(hash)) : answers.filter(rival),
  );
  const groups = withoutNested(
    recurring.filter(
      ({ text, guards, pairs }) => guards <= (rule.mostGuarding ?? 1) * pairs && (rule.suspect?.(text) ?? true),
    ),
  );
  return { rule, answers, of: sumRows(answers), groups, kind };
}

function sumRows(all: readonly { readonly rows: number }[]): number {
  return all.reduce((sum, { rows }) => sum + rows, 0);
}

/** The most frequent first; of texts equally frequent the longest, which says most. */
function largerFirst(a: Group, b: Group): number {
  return b.rows - a.rows || b.text.length - a.text.length || a.hash - b.hash;
}

/** Groups of which none is the start of another that was already taken, so that no row counts twice. */
function withoutNested(groups: readonly Group[]): Group[] {
  const taken: Group[] = [];
  for (const group of groups) {
    if (!taken.some(({ text }) => text.startsWith(group.text) || group.text.startsWith(text))) taken.push(group);
  }
  return taken;
}

/** Rows of the same kind without this text, as often as the rule counts them. */
function rivals({ rule, kind }: Tally, { rows }: Group): number {
  return rule.rivalWeight * Math.max(0, kind - rows);
}

/** The texts of a rule that no honest set would show, with the sum of their rows weighed. */
function judge(one: Tally): { readonly weighed: Weighed; readonly groups: readonly Group[] } | null {
  const { rule, answers, of, groups } = one;
  const measured = benignRate(`uniform-answer/${rule.key}`, rule.allowance);
  const bars = { ...rule.bars, tries: Math.max(1, groups.length) };
  const rateFor = (group: Group) => Math.min(1, Math.max(measured, rivals(one, group) / of));
  const kept = groups.filter(
    (group) => group.pairs >= 3 && weigh(group.rows, of, rateFor(group), bars).level !== 'info',
  );
  if (kept.length === 0) return null;
  const hashes = new Set(kept.map(({ hash }) => hash));
  const rows = answers.filter((answer) => rule.texts(answer).some((text) => hashes.has(textHash(rule, answer, text))));
  return { weighed: weigh(sumRows(rows), of, rateFor(kept[0]!), bars), groups: kept };
}

function tallies(state: AnswerSample): Tally[] {
  const answers = sampled(state).map(([, answer]) => answer);
  return RULES.map((rule) => tally(answers, rule));
}

/** Characters at the start of an answer by which a house style is told, and the share from which it is mentioned. */
const STYLE = 10;
const STYLE_SHARE = 0.5;
const STYLE_LEAST = 20;

/** A start shared by most answers, of whatever kind. Ordinary; mentioned so that nobody wonders. */
function houseStyle(state: AnswerSample): DatasetFinding | null {
  const starts = new Map<string, number>();
  let of = 0;
  for (const [, { head, rows }] of sampled(state)) {
    of += rows;
    const start = head.slice(0, STYLE);
    if (start.length === STYLE) starts.set(start, (starts.get(start) ?? 0) + rows);
  }
  const most = [...starts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0];
  if (most === undefined || of < STYLE_LEAST || most[1] < STYLE_SHARE * of) return null;
  const [text, count] = most;
  return {
    key: 'style',
    scope: 'dataset',
    ...weigh(count, of, STYLE_SHARE),
    level: 'info',
    detail: {
      en: `${count} of ${of} answers begin with “${text.trim()}”.`,
      ja: `回答${of}件のうち${count}件が「${text.trim()}」で始まります。`,
    },
    advice: {
      en: 'Nothing to do if this is the house style.',
      ja: '意図した書式であれば、対応は不要です。',
    },
  };
}

const NAMES: Readonly<Record<Place, Message>> = {
  answer: { en: 'answers', ja: '回答' },
  opening: { en: 'openings', ja: '書き出し' },
  closing: { en: 'closings', ja: '結び' },
};

/** Longest quotation of what recurs, in characters. */
const QUOTED = 100;

function detailOf(place: Place, groups: readonly Group[], { count, of }: Weighed): Message {
  const whole = groups[0]!.text.trim();
  const text = whole.length > QUOTED ? `${whole.slice(0, QUOTED)}…` : whole;
  const more = groups.length - 1;
  return {
    en: `${count} of ${of} ${NAMES[place].en} are the same words over different requests: “${text}”${more > 0 ? ` and ${more} more` : ''}.`,
    ja: `${of}件のうち${count}件で、異なる依頼に対する${NAMES[place].ja}が同じ文言です：「${text}」${more > 0 ? `ほか${more}種` : ''}。`,
  };
}

const ADVICE: Message = {
  en: 'Look at the flagged rows: do these words answer these requests? If not, remove the rows, or cut the words off and keep the rest.',
  ja: '印の付いた行を確認してください。その文言は質問への答えになっていますか。なっていなければ、行を取り除くか、その文言だけを削ってください。',
};

function spanOf(place: Place, text: string, found: string): FindingSpan {
  if (place === 'answer') return { act: 'answer', start: 0, end: text.length };
  if (place === 'opening') return { act: 'opening', start: 0, end: found.length };
  const start = text.lastIndexOf(found);
  return { act: 'closing', start, end: start + found.length };
}

export const uniformAnswer: Detector<AnswerSample> & Counting<AnswerSample> = {
  id: 'uniform-answer',
  version: '1',
  title: { en: 'The same words whatever the request', ja: '依頼によらず同じ文言' },
  explanation: {
    en: 'One answer, opening or closing recurs word for word over different requests, and it agrees, declines or reassures rather than answers. Tuned on such rows, a model learns the reflex and applies it to harmful requests too.',
    ja: '異なる依頼に対して、同じ回答・書き出し・結びが一字一句繰り返されています。しかも内容は、質問への答えではなく同意・拒否・安全を装う決まり文句です。このような行で学習したモデルは、その反射を有害な依頼にも当てはめます。',
  },
  start: answerSample,
  see(state, row) {
    keepAnswers(state, row);
    return null;
  },
  merge: mergeAnswers,
  counts: (state) =>
    tallies(state).map((one) => {
      const [most] = one.groups;
      const excess = most === undefined ? 0 : Math.max(0, Math.round(most.rows - rivals(one, most)));
      return { measure: `uniform-answer/${one.rule.key}`, count: excess, of: one.of };
    }),
  end(state): DatasetFinding[] {
    const findings: DatasetFinding[] = [];
    for (const one of tallies(state)) {
      const judged = judge(one);
      if (judged === null) continue;
      const { key, place } = one.rule;
      const detail = detailOf(place, judged.groups, judged.weighed);
      findings.push({ key, scope: 'dataset', ...judged.weighed, detail, advice: ADVICE });
    }
    const style = houseStyle(state);
    if (style !== null) findings.push(style);
    return findings;
  },
  secondPass(state) {
    const wanted = tallies(state).flatMap((one) => {
      const judged = judge(one);
      return judged === null ? [] : [{ rule: one.rule, hashes: new Set(judged.groups.map(({ hash }) => hash)) }];
    });
    return (row) => {
      const marks: Mark[] = [];
      for (const target of row.targets) {
        const { turn, text } = target;
        const answer = answerOf(target, row);
        for (const { rule, hashes } of wanted) {
          const found = rule.texts(answer).findLast((one) => hashes.has(textHash(rule, answer, one)));
          if (found !== undefined) marks.push({ key: rule.key, turn, spans: [spanOf(rule.place, text, found)] });
        }
      }
      return marks.length > 0 ? marks : null;
    };
  },
};
