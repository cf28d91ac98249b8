/** A measured number with its target. */
export interface Target {
  readonly what: string;
  readonly measured: string;
  readonly target: string;
  /** null if nothing was measured, so nothing is claimed. */
  readonly met: boolean | null;
}

export const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** Returns a target for a share that must be at least `least`. */
export function atLeast(what: string, part: number, whole: number, least: number): Target {
  const target = least === 1 ? 'all' : `≥ ${percent(least)}`;
  if (whole === 0) return { what, measured: 'no cases', target, met: null };
  return { what, measured: `${percent(part / whole)} (${part}/${whole})`, target, met: part >= least * whole };
}

/** Returns a target for a share that may be at most `most`. */
export function atMost(what: string, part: number, whole: number, most: number): Target {
  const target = most === 0 ? 'none' : `≤ ${percent(most)}`;
  if (whole === 0) return { what, measured: 'no cases', target, met: null };
  return { what, measured: `${percent(part / whole)} (${part}/${whole})`, target, met: part <= most * whole };
}

export const metOrMissed = ({ met }: Target) => (met === null ? 'not measured' : met ? 'met' : '**MISSED**');
