import { signal } from '@preact/signals';
import { remember, remembered } from '../address/remembered.ts';

/** Result of the last time this browser recomputed a log. */
export interface KeptVerification {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly isWhole: boolean;
  readonly size: number;
  /** Base64. */
  readonly root: string;
}

/** Makes components that show a verification redraw when another one is kept. */
const turn = signal(0);

const keyOf = (origin: string) => `zenbun-log:${origin}`;

/** Returns the last verification in this browser; null if there was none, or if it cannot be read. */
export function lastVerification(origin: string): KeptVerification | null {
  void turn.value;
  try {
    const kept = JSON.parse(remembered(keyOf(origin)) ?? 'null') as Partial<KeptVerification> | null;
    const isKept = typeof kept?.at === 'number' && typeof kept.size === 'number' && typeof kept.root === 'string';
    return isKept ? { at: kept.at!, isWhole: kept.isWhole === true, size: kept.size!, root: kept.root! } : null;
  } catch {
    return null;
  }
}

export function keepVerification(origin: string, kept: KeptVerification): void {
  remember(keyOf(origin), JSON.stringify(kept));
  turn.value += 1;
}
