/** An answer, whose body is to be read or left by one of its methods. */
export interface S3Answer {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  /** Rejects with `PassingTrouble` where the connection breaks. Leaving the loop ends the request. */
  blocks(): AsyncGenerator<Uint8Array>;
  /** Rejects as `blocks`, and above `most` bytes. */
  text(most: number): Promise<string>;
}
