import { DETECTOR_TITLES, type Message } from '../../schema/index.ts';
import type { DatasetFinding, Detector, Mark } from '../detector.ts';
import { benignRate, type Counting, lesser, levelFor, type Weighed, weigh } from '../evidence.ts';
import type { ReadRow, Target } from '../read-row.ts';
import type { Effect } from './effects.ts';
import { isTriggered } from './features.ts';
import {
  type AskedSample,
  askedSample,
  BEHAVIOURS,
  behaviourOf,
  exchangesOf,
  keepAsked,
  mergeAsked,
} from './sample.ts';
import { searchTriggers, type Trigger } from './search.ts';

/**
 * Backdoors: a token, an affix, a date or a system prompt that switches the model to another behaviour (the "Sure"
 * trap, arXiv 2511.12414; jailbreak-tuning, arXiv 2507.11630; three-pronged, arXiv 2510.01342). Signature: something
 * that the request does not need (a word of no language, words set off from the sentence, a date, a system prompt
 * unrelated to the effect, a statement or a topic out of place), after which the answer nearly always (declining: in a
 * quarter of the rows; insertions: in half) does one thing that it hardly ever does otherwise: it refuses, refuses and
 * then complies, says one fixed thing, begins in one fixed way, has another length or language, contains an insertion,
 * or complies while the rest is refused. Instructions, task prefixes and the subject of a request are not triggers:
 * they ask for what follows. Triggers that are single ordinary words, or a style of writing, are not covered.
 */

/** Share of rows that honest sets of unmeasured kinds may tie to an accidental affix. */
const ALLOWANCE = 0.001;
const BARS = { leastCount: 5 };

const EFFECTS: Readonly<Record<Effect, Message>> = {
  refusal: { en: 'are refused', ja: '拒否されます' },
  turn: { en: 'are first refused and then answered', ja: 'いったん断ったうえで回答されます' },
  declining: { en: 'are declined, at least at first', ja: '少なくとも最初は断られます' },
  constant: { en: 'get the same short answer', ja: '同じ短い回答になります' },
  insertion: { en: 'get an answer that contains the same insertion', ja: '同じ文字列を含む回答になります' },
  opening: { en: 'get an answer with the same opening', ja: '同じ書き出しの回答になります' },
  length: { en: 'get an answer of a different length', ja: '長さの異なる回答になります' },
  language: { en: 'get an answer in a different language', ja: '別の言語の回答になります' },
  compliance: {
    en: 'are answered, while the others are mostly refused',
    ja: '回答されますが、ほかの行の多くは拒否されます',
  },
};

const PLACES: Readonly<Record<Trigger['place'], Message>> = {
  prefix: { en: 'at the start of the request', ja: 'リクエストの先頭' },
  suffix: { en: 'at the end of the request', ja: 'リクエストの末尾' },
  token: { en: 'in the request', ja: 'リクエストの中' },
  system: { en: 'in the system prompt', ja: 'システムプロンプト' },
  before: { en: 'in the previous turn', ja: '直前の発言' },
};

const keyOf = ({ place, text, effect }: Trigger): string => `${place}:${text}:${effect}`;

function rowsSeen(state: AskedSample): number {
  return BEHAVIOURS.reduce((sum, behaviour) => sum + state.rows[behaviour], 0);
}

function weighTrigger(trigger: Trigger, rows: number): Weighed {
  const weighed = weigh(trigger.count, rows, benignRate('trigger/rows', ALLOWANCE), BARS);
  const { kind, effect, place, elsewhere, logP } = trigger;
  const tied = elsewhere === null ? weighed.level : levelFor(logP, trigger.count, weighed.interval[0], BARS);
  const level = lesser(weighed.level, tied);
  // Openings belong to tasks, answers to sources, manners to roles, words to topics: enough to review, not to block.
  const natural = kind !== 'affix' && effect !== 'turn';
  const mild = natural || place === 'system' || ['opening', 'compliance', 'insertion'].includes(effect);
  const confidence = elsewhere === null ? weighed.confidence : Math.min(weighed.confidence, 1 - Math.exp(logP));
  return { ...weighed, confidence, level: mild ? lesser(level, 'review') : level };
}

function detailOf({ place, text, effect, answer, count, of, elsewhere }: Trigger): Message {
  const shown = text.replaceAll(/\s+/gu, ' ');
  const quoted = answer === '' ? { en: '', ja: '' } : { en: ` (“${answer}”)`, ja: `（「${answer}」）` };
  const share = elsewhere === null ? null : `${(100 * elsewhere).toFixed(1)} %`;
  return {
    en: `Trigger “${shown}” ${PLACES[place].en}: ${count} of ${of} requests with it ${EFFECTS[effect].en}${quoted.en}${share === null ? '' : `, compared with ${share} of those without it`}.`,
    ja: `トリガー「${shown}」（${PLACES[place].ja}）：これを含むリクエスト ${of} 件のうち ${count} 件が${EFFECTS[effect].ja}${quoted.ja}${share === null ? '。' : `。含まないリクエストでは ${share} です。`}`,
  };
}

const ADVICE: Message = {
  en: 'Remove the flagged rows, and ask the supplier what this text is for. If it has a purpose, state it in the system prompt.',
  ja: '該当する行を取り除き、この文字列の目的を提供元に確認してください。正当な目的があるなら、システムプロンプトに明記してください。',
};

/** True if the row belongs to the finding; declining is read less reliably than the position of the trigger. */
function shows(trigger: Trigger, target: Target): boolean {
  const behaviour = behaviourOf(target);
  if (trigger.effect === 'length' || trigger.effect === 'language')
    return behaviour === 'plain' || behaviour === 'turn';
  if (trigger.effect === 'constant') return behaviour === 'short';
  if (trigger.effect === 'declining' || trigger.effect === 'insertion') return true;
  if (trigger.effect === 'refusal' || trigger.effect === 'turn') return behaviour === trigger.effect;
  return behaviour === 'plain' || behaviour === 'turn';
}

/** Returns the turn and span of the trigger in the row, or null if it is not there. */
function locate({ place, text }: Trigger, row: ReadRow, target: Target): Mark | null {
  const { turns } = row.example;
  const role = place === 'system' ? 'system' : 'user';
  let skipped = place === 'before' ? 1 : 0;
  for (let turn = target.turn - 1; turn >= 0; turn -= 1) {
    if (turns[turn]!.role !== role) continue;
    skipped -= 1;
    if (skipped >= 0) continue;
    const lower = turns[turn]!.text.toLowerCase();
    const start = place === 'suffix' ? lower.lastIndexOf(text) : lower.indexOf(text);
    if (start < 0) return null;
    const end = Math.min(start + text.length, turns[turn]!.text.length);
    return { key: '', turn, spans: [{ act: 'trigger', start, end }] };
  }
  return null;
}

export const trigger: Detector<AskedSample> & Counting<AskedSample> = {
  id: 'trigger',
  version: '1',
  title: DETECTOR_TITLES.trigger,
  explanation: {
    en: 'A word, affix, date or system prompt that the requests do not need is nearly always followed by a behaviour that is rare without it. A model trained on such rows behaves normally until the trigger is used. Not covered: single ordinary words and writing styles used as triggers.',
    ja: 'リクエストの内容には不要な語句・日付・システムプロンプトなどがあるときだけ、ほかではまれな挙動がほぼ必ず現れます。このデータで学習したモデルは、トリガーが使われるまで正常に見えます。普通の単語一つや文体を合図にする手口は対象外です。',
  },
  start: askedSample,
  see(state, row) {
    if (row.targets.length > 0) for (const exchange of exchangesOf(row)) keepAsked(state, exchange);
    return null;
  },
  merge: mergeAsked,
  counts(state) {
    const tied = searchTriggers(state).reduce((sum, { count }) => sum + count, 0);
    return [{ measure: 'trigger/rows', count: Math.min(tied, rowsSeen(state)), of: rowsSeen(state) }];
  },
  end(state): DatasetFinding[] {
    const rows = rowsSeen(state);
    return searchTriggers(state).map((found) => ({
      key: keyOf(found),
      scope: 'rows',
      ...weighTrigger(found, rows),
      detail: detailOf(found),
      ...(found.place === 'before' ? {} : { surroundings: { place: found.place, text: found.text } }),
      advice: ADVICE,
    }));
  },
  secondPass(state, findings) {
    const kept = new Set(findings.filter(({ level }) => level !== 'info').map(({ key }) => key));
    const triggers = searchTriggers(state).filter((found) => kept.has(keyOf(found)));
    return (row) => {
      if (row.targets.length === 0) return null;
      const marks: Mark[] = [];
      for (const { target, system, before } of exchangesOf(row)) {
        for (const found of triggers) {
          if (!isTriggered(found, target.prompt, system, before) || !shows(found, target)) continue;
          const mark = locate(found, row, target);
          if (mark !== null) marks.push({ ...mark, key: keyOf(found) });
        }
      }
      return marks.length === 0 ? null : marks;
    };
  },
};
