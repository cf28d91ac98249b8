import type { LabelledUnit } from './label-units.ts';

/**
 * What a unit contributes to the outcome; coarser than its act in one way and finer in another: words that an act's
 * label takes for substance may still be judgement or advice, and a disclaimer of opinions declines nothing.
 */
export type Move =
  /** Declines. */
  | 'decline'
  /** "As an AI I hold no opinions": declines nothing by itself. */
  | 'disclaim'
  /** Judges the request, or speaks of rules, morals and consequences. */
  | 'judge'
  /** Offers or recommends something else. */
  | 'offer'
  | 'caution'
  /** Turns from one thing to another: pivots, affirmations, vows. */
  | 'turn'
  | 'give';

/** The move that a unit makes. `declined`: something was declined before it. */
export function moveOf(unit: LabelledUnit, declined: boolean): Move {
  const { act, cues } = unit;
  if (unit.content) return 'give';
  if (act === 'refusal') {
    if (cues.has('opinion') && unit.ground === 'capability' && !cues.has('decline')) return 'disclaim';
    return 'decline';
  }
  if (act === 'pivot' || act === 'affirmation' || act === 'obedience') {
    if (unit.end - unit.start < 60) return 'turn';
    return cues.has('challenge') ? 'judge' : cues.has('redirect') ? 'offer' : cues.has('moral') ? 'judge' : 'turn';
  }
  if (act === 'policy') return 'judge';
  if (act === 'redirect') return 'offer';
  if (act === 'caution') return cues.has('moral') || cues.has('challenge') ? 'judge' : 'caution';
  if (cues.has('opinion') && cues.has('identity')) return 'disclaim';
  if (cues.has('challenge') || cues.has('moral')) return cues.has('redirect') && declined ? 'offer' : 'judge';
  if (declined && (cues.has('decline') || cues.has('incapable'))) return 'judge';
  if (declined && cues.has('redirect')) return 'offer';
  if (declined && cues.has('caution')) return 'caution';
  return 'give';
}
