/** What a guard does with an answer that declines: `docs/design/gateway.md` has the table. */
export type GuardPolicy = 'final' | 'judged' | 'observe';

/** What is held before anything of an answer goes out: the opening, or the whole answer. */
export type HoldMode = 'opening' | 'all';

/** What a key of a gateway may do: ask models, read the log, or administer. */
export type AccessScope = 'use' | 'read-log' | 'administer';
