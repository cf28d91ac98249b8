import { type ClosedAnswerState, LABEL, LABELS, type Label } from '../closed-answer-set/closed-answer-set.ts';
import { MAX_SAMPLED, type PromptAndLabel } from '../closed-answer-set/unrelated-answers.ts';
import { MOST_KEPT } from '../sampling/request-classes.ts';
import { lawful, rowsIn, sharesOut } from './laws.ts';
import { record, row } from './record.ts';
import { sample } from './sample.ts';
import { COUNT, FLAG, ROWS, text } from './shape.ts';

const LABEL_SHAPE = lawful(row<Label>({ text: text(LABEL), rows: ROWS, outside: COUNT }), {
  'outside <= rows': ({ outside, rows }) => outside <= rows,
});

const ASKED = row<PromptAndLabel>({ prompt: text(MOST_KEPT), answer: text(LABEL), explained: FLAG, rows: ROWS });

export const CLOSED_ANSWER_SET = lawful(
  record<ClosedAnswerState>({ rows: COUNT, labels: sample(LABELS, LABEL_SHAPE), asked: sample(MAX_SAMPLED, ASKED) }),
  {
    'labels <= rows': ({ labels, rows }) => rowsIn(labels, (label) => label.rows) <= rows,
    'asked <= rows': ({ asked, rows }) => sharesOut(asked, rows, (one) => one.rows),
  },
);
