/** An answer whose body must be read or discarded by one of its methods. */
export interface S3Answer {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  /** Rejects with `PassingTrouble` if the connection breaks. Leaving the loop ends the request. */
  blocks(): AsyncGenerator<Uint8Array>;
  /** Rejects like `blocks`, and above `most` bytes. */
  text(most: number): Promise<string>;
}
