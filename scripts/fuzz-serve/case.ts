import type { EndpointName } from '../../src/wire/index.ts';

/** Description of a case; `kind` says what is wrong with its input. */
export interface CaseLabel {
  readonly endpoint: EndpointName | 'http';
  /** `to client`: damage in a server's answer; `to server`: damage in a client's request. */
  readonly direction: 'to client' | 'to server';
  readonly kind: string;
}

/** A violated invariant. */
export class Broken extends Error {
  override readonly name = 'Broken';
}

/** Throws if an invariant does not hold. */
export function hold(holds: boolean, invariant: string): asserts holds {
  if (!holds) throw new Broken(invariant);
}
