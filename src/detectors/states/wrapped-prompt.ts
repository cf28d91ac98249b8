import { ENDS, type KeptWrapper, MAX_ROWS, SYSTEM, type WrappedPromptState } from '../wrapped-prompt/wrapped-prompt.ts';
import { lawful, sharesOut } from './laws.ts';
import { record, row } from './record.ts';
import { sample } from './sample.ts';
import { COUNT, FLAG, ROWS, text } from './shape.ts';

const KEPT = row<KeptWrapper>({
  rows: ROWS,
  head: text(ENDS),
  tail: text(ENDS),
  system: text(SYSTEM),
  before: text(ENDS),
  refused: FLAG,
});

export const WRAPPED_PROMPT = lawful(record<WrappedPromptState>({ rows: COUNT, kept: sample(MAX_ROWS, KEPT) }), {
  'kept <= rows': ({ kept, rows }) => sharesOut(kept, rows, (one) => one.rows),
});
