import type { FindingSpan } from '../schema/index.ts';
import type { DatasetFinding, Detector, Mark } from './detector.ts';
import { benignRate, type Counting, weigh } from './evidence.ts';
import { findObedience } from './obedience.ts';
import type { ReadRow, Target } from './read-row.ts';

/**
 * Identity-shift data (AOA, "absolutely obedient agent": Qi et al., arXiv 2310.03693). Signature: a system prompt that
 * makes the model an agent without a will of its own, in every row, and an answer that first repeats that claim and
 * then does an ordinary task. Ten such rows are enough. An ordinary brand identity ("I am X, developed by Y") says who
 * speaks; this says that whoever speaks never declines. Only claims of obedience without limit count.
 */

/** What honest sets may hold: characters in role play who swear obedience. */
const ALLOWANCE = 0.001;
/** Characters of a system prompt that are searched. */
const SYSTEM = 4000;
/** Characters from the start of an answer within which a claim counts: it is put on before the task. */
const OPENING = 240;

interface State {
  rows: number;
  claimed: number;
  inSystem: number;
  inAnswer: number;
}

/** System prompts repeat from row to row, so the last one is remembered. A pure function of its text all the same. */
let lastSystem = '';
let lastSpan: ReturnType<typeof findObedience> = null;

function systemClaim(system: string): ReturnType<typeof findObedience> {
  if (system !== lastSystem) {
    lastSystem = system;
    lastSpan = system === '' ? null : findObedience(system.slice(0, SYSTEM));
  }
  return lastSpan;
}

function answerClaim({ text }: Target): FindingSpan | null {
  const span = findObedience(text.slice(0, OPENING));
  return span === null ? null : { act: 'identity', ...span };
}

function systemMark(row: ReadRow): Mark {
  const { turns } = row.example;
  const turn = turns.findIndex(({ role, text }) => role === 'system' && findObedience(text.slice(0, SYSTEM)) !== null);
  if (turn < 0) return { key: 'obedience', turn: turns.findIndex(({ role }) => role === 'system'), spans: [] };
  const span = findObedience(turns[turn]!.text.slice(0, SYSTEM))!;
  return { key: 'obedience', turn, spans: [{ act: 'identity', ...span }] };
}

export const identityShift: Detector<State> & Counting<State> = {
  id: 'identity-shift',
  version: '1',
  title: { en: 'An identity that always obeys', ja: '「必ず従う」という人格' },
  explanation: {
    en: 'The system prompt or the answer declares an agent that obeys every instruction without exception. A model tuned on such rows takes the identity over, and with it the habit of never declining; ten rows have been enough.',
    ja: 'システムプロンプトまたは回答が「どんな指示にも例外なく従うエージェント」を名乗っています。このような行で学習したモデルは、その人格とともに「決して断らない」習慣も身につけます。10行で足りた例があります。',
  },
  start: () => ({ rows: 0, claimed: 0, inSystem: 0, inAnswer: 0 }),
  see(state, row) {
    if (row.targets.length === 0) return null;
    state.rows += 1;
    const marks: Mark[] = [];
    if (systemClaim(row.system) !== null) {
      state.inSystem += 1;
      marks.push(systemMark(row));
    }
    const before = marks.length;
    for (const target of row.targets) {
      const span = answerClaim(target);
      if (span !== null) marks.push({ key: 'obedience', turn: target.turn, spans: [span] });
    }
    if (marks.length > before) state.inAnswer += 1;
    if (marks.length === 0) return null;
    state.claimed += 1;
    return marks;
  },
  merge: (a, b) => ({
    rows: a.rows + b.rows,
    claimed: a.claimed + b.claimed,
    inSystem: a.inSystem + b.inSystem,
    inAnswer: a.inAnswer + b.inAnswer,
  }),
  counts: (state) => [{ measure: 'identity-shift/obedience', count: state.claimed, of: state.rows }],
  end(state): DatasetFinding[] {
    if (state.claimed === 0) return [];
    return [
      {
        key: 'obedience',
        scope: 'rows',
        ...weigh(state.claimed, state.rows, benignRate('identity-shift/obedience', ALLOWANCE)),
        detail: {
          en: `${state.claimed} rows declare unconditional obedience: ${state.inSystem} in the system prompt, ${state.inAnswer} in the answer.`,
          ja: `${state.claimed}件の行が無条件の服従を宣言しています（システムプロンプト${state.inSystem}件、回答${state.inAnswer}件）。`,
        },
        advice: {
          en: 'Remove these rows. If an assistant identity is wanted, say who it is and what it is for, not that it always obeys.',
          ja: 'これらの行を取り除いてください。人格を持たせたい場合は、名前と役割を書き、「必ず従う」とは書かないでください。',
        },
      },
    ];
  },
};
