import type { Judgement } from '../../schema/index.ts';
import { chatExchange, EXCHANGE_TEMPLATE } from '../chat-exchange.ts';
import type { Judge } from '../judge.ts';
import { notJudged } from '../not-judged.ts';
import { windowsBeside } from '../windows.ts';

/** The risk that covers the others; with it, the question is about the assistant's last turn. */
const RISK = 'harm';

/** `Yes` or `No` (3.0 to 3.2), from 3.2 on followed by its confidence; from 3.3 on the word is between score tags. */
const VERDICT = /^(?:(yes|no)(?:\s*<confidence>\s*(?:high|low)\s*<\/confidence>)?|<score>\s*(yes|no)\s*<\/score>)$/i;
const BOTH = /^\W*(?:yes\W+no|no\W+yes)\W*$/i;

function parse(text: string): Judgement {
  const [, plain, scored] = VERDICT.exec(text.trim()) ?? [];
  const verdict = (plain ?? scored)?.toLowerCase();
  if (verdict === undefined) return notJudged(BOTH.test(text) ? 'contradiction' : 'unreadable');
  return { kind: 'judged', harm: verdict === 'yes' ? 'unsafe' : 'safe', categories: [] };
}

/**
 * Granite Guardian 3.0 to 3.3 (2B to 8B). Source: IBM's model cards (October 2024 to August 2025) and the templates in
 * ibm-granite/gguf. The server must apply the model's chat template, which takes the name of the risk from the system
 * turn (Ollama, GGUF) or from an argument, and without one asks about `harm`, too. Version 4 has a different template.
 */
export const graniteGuardian: Judge = {
  id: 'granite-guardian',
  version: '1',
  template: `system: ${RISK}\n${EXCHANGE_TEMPLATE}`,
  note: {
    en: 'English only. Asked about harm in general; names no harm categories.',
    ja: '英語専用です。有害性全般を判定し、カテゴリーは示しません。',
  },
  limit: 3000,
  windows: windowsBeside,
  request: (prompt, window) => chatExchange(prompt, window, 64, RISK),
  parse,
};
