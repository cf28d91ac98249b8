import type { LabelledUnit } from './label-units.ts';
import type { Request } from './request.ts';

/** Somebody speaks of himself, or of his makers. */
const SPEAKER = /\b(?:i|i'm|i'd|i'll|i've|me|my|we|our|us)\b|私|わたくし|僕|当方|弊社|当社|こちら|回答|お答え|応答/i;

/** From this share on, a sentence whose content words come from the request speaks about its subject. */
const ABOUT = 0.25;

/**
 * Takes back refusals that only sound like one: no phrase of declining stands in them, and they come after something was
 * given, are a single word of a text that goes on, or speak about the subject of the request rather than of themselves.
 */
export function withoutDoubtful(text: string, units: readonly LabelledUnit[], request: Request): LabelledUnit[] {
  let given = false;
  return units.map((unit) => {
    if (unit.reasoning) return unit;
    if (unit.act !== 'refusal') {
      given ||= unit.act === 'substance';
      return unit;
    }
    if (unit.cues.has('decline') || unit.cues.has('incapable')) return unit;
    const sentence = text.slice(unit.start, unit.end);
    const about = request.known && !SPEAKER.test(sentence) && request.shareOf(sentence) >= ABOUT;
    if (!given && !about) return unit;
    given = true;
    return { ...unit, act: 'substance', ground: null };
  });
}
