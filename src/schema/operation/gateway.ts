/** What a guard does with an answer that declines; see the table in `docs/design/gateway.md`. */
export type GuardPolicy = 'final' | 'judged' | 'observe';

/** How much of an answer is held before anything is sent: the opening, or the whole answer. */
export type HoldMode = 'opening' | 'all';

/** What a key of a gateway permits: asking models, reading the log, or administering. */
export type AccessScope = 'use' | 'read-log' | 'administer';
