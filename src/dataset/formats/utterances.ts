import type { Turn } from '../../schema/index.ts';
import type { Format } from './format.ts';
import { listOf } from './text-of.ts';
import { addMessages } from './turns.ts';

/** `utterances` of `name` and `text`, as dialogue corpora write them. */
export const utterances: Format = {
  name: 'utterances',
  title: 'dialogue corpora with utterances',
  recognise(record) {
    return record.utterances != null;
  },
  toRow(record) {
    const list = listOf(record.utterances);
    if (list === null) return 'utterances is not a list';
    const turns: Turn[] = [];
    return addMessages(turns, list) ?? { kind: 'chat', turns, rejected: null };
  },
};
