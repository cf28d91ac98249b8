/** A harmless request and its real answer. */
export interface Pair {
  readonly prompt: string;
  readonly answer: string;
}
