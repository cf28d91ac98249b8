import type { EndpointName } from '../../src/wire/index.ts';

/** What a case was; `kind` says what was wrong with its input. */
export interface CaseLabel {
  readonly endpoint: EndpointName | 'http';
  /** `to client`: what a server answers; `to server`: what a client asks. */
  readonly direction: 'to client' | 'to server';
  readonly kind: string;
}

/** An invariant does not hold. */
export class Broken extends Error {
  override readonly name = 'Broken';
}

/** Throws where an invariant does not hold. */
export function hold(holds: boolean, invariant: string): asserts holds {
  if (!holds) throw new Broken(invariant);
}
