import type { Role, Turn } from '../../../schema/index.ts';
import { roleOf } from './role.ts';
import { END_TOKENS, TEMPLATE_ROLES, TEMPLATES, type Template } from './templates.ts';
import { turn } from './turns.ts';

/**
 * The turns of a conversation that was written out with one of the `TEMPLATES`; neighbours of one role become one turn. What
 * stands before the first marker is the system turn. null when the text follows none of them, or nobody speaks but one.
 */
export function readTranscript(text: string): Turn[] | null {
  for (const template of TEMPLATES) {
    if (!text.includes(template.sign) || template.starts?.test(text) === false) continue;
    const turns = split(text, template);
    if (turns?.some(({ role }) => role !== 'assistant' && role !== 'system')) return turns;
  }
  return null;
}

/** null where no marker gives the word to the assistant. */
function split(text: string, { marker, roles }: Template): Turn[] | null {
  const turns: Turn[] = [];
  let role: Role = 'system';
  let from = 0;
  let answers = false;
  for (const found of text.matchAll(marker)) {
    add(turns, role, text.slice(from, found.index));
    const speaker = found[1]!;
    role =
      roles?.[speaker] ??
      TEMPLATE_ROLES.get(speaker) ??
      TEMPLATE_ROLES.get(speaker.toLowerCase()) ??
      roleOf(speaker) ??
      'user';
    answers ||= role === 'assistant';
    from = found.index + found[0].length;
  }
  add(turns, role, text.slice(from));
  return answers ? turns : null;
}

function add(turns: Turn[], role: Role, segment: string): void {
  const text = withoutEndTokens(segment);
  if (text === '') return;
  const last = turns.at(-1);
  if (last?.role === role) turns[turns.length - 1] = turn(role, `${last.text}\n${text}`);
  else turns.push(turn(role, text));
}

function withoutEndTokens(segment: string): string {
  let text = segment.trim();
  for (let again = true; again; ) {
    again = false;
    for (const token of END_TOKENS) {
      if (text.endsWith(token)) text = text.slice(0, -token.length).trimEnd();
      else if (text.startsWith(token)) text = text.slice(token.length).trimStart();
      else continue;
      again = true;
    }
  }
  return text;
}
