/** A measured number beside what was promised for it. */
export interface Target {
  readonly what: string;
  readonly measured: string;
  readonly target: string;
  readonly met: boolean;
}

export const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
export const ratio = (part: number, whole: number) => (whole === 0 ? 1 : part / whole);

/** A share that has to be at least `least`; without cases there is nothing to miss, and the page says so. */
export function atLeast(what: string, part: number, whole: number, least: number): Target {
  const measured = whole === 0 ? 'no cases' : `${percent(part / whole)} (${part}/${whole})`;
  return { what, measured, target: `≥ ${percent(least)}`, met: ratio(part, whole) >= least };
}

export function atMost(what: string, part: number, whole: number, most: number): Target {
  const measured = whole === 0 ? 'no cases' : `${percent(part / whole)} (${part}/${whole})`;
  return { what, measured, target: most === 0 ? 'none' : `≤ ${percent(most)}`, met: part <= most * whole };
}

export const metOrMissed = ({ met }: Target) => (met ? 'met' : '**MISSED**');
