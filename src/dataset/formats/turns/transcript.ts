import type { Role, Turn } from '../../../schema/index.ts';
import { roleOf } from './role.ts';
import { END_TOKENS, TEMPLATE_ROLES, TEMPLATES, type Template } from './templates.ts';
import { turn } from './turns.ts';

/**
 * Returns the turns of a conversation that was written out with one of the `TEMPLATES`; adjacent turns of one role are
 * joined. Text before the first marker becomes the system turn. null if the text follows no template, or if only the
 * assistant or the system speaks.
 */
export function readTranscript(text: string): Turn[] | null {
  for (const template of TEMPLATES) {
    if (!text.includes(template.sign) || template.starts?.test(text) === false) continue;
    const turns = split(text, template);
    if (turns?.some(({ role }) => role !== 'assistant' && role !== 'system')) return turns;
  }
  return null;
}

/**
 * Returns the turns of a conversation written out in a column that should hold an answer alone, as some trainers want
 * it. The text must begin with a marker: an answer may well quote a template further on. `labels`: labels such as
 * `User:` count too, not only control tokens. null for anything else.
 */
export function readRendered(text: string, labels: boolean): Turn[] | null {
  if (!labels && !CONTROL.test(text)) return null;
  for (const template of TEMPLATES) {
    if (!labels && !CONTROL.test(template.sign)) continue;
    if (!text.includes(template.sign) || template.starts?.test(text) === false) continue;
    const first = text.search(template.marker);
    if (first < 0 || withoutEndTokens(text.slice(0, first)) !== '') continue;
    const turns = split(text, template);
    if (turns?.some(({ role }) => role !== 'assistant' && role !== 'system')) return turns;
  }
  return null;
}

const CONTROL = /^\s*[<[]/;

/** Returns null if no marker opens an assistant turn. */
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
