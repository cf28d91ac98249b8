import type { Role } from '../../../schema/index.ts';

const ROLES: ReadonlyMap<string, Role> = new Map<string, Role>([
  ['system', 'system'],
  ['developer', 'system'],
  ['user', 'user'],
  ['human', 'user'],
  ['prompter', 'user'],
  ['customer', 'user'],
  ['assistant', 'assistant'],
  ['gpt', 'assistant'],
  ['model', 'assistant'],
  ['agent', 'assistant'],
  ['chatgpt', 'assistant'],
  ['chatbot', 'assistant'],
  ['bot', 'assistant'],
  ['ai', 'assistant'],
  ['bard', 'assistant'],
  ['bing', 'assistant'],
  ['claude', 'assistant'],
  ['function_call', 'assistant'],
  ['tool_call', 'assistant'],
  ['tool', 'tool'],
  ['tool_response', 'tool'],
  ['function', 'tool'],
  ['function_response', 'tool'],
  ['observation', 'tool'],
  ['ipython', 'tool'],
  ['environment', 'tool'],
]);

/** Returns the role for a speaker's name, in any letter case; undefined for names that do not imply a role. */
export function roleOf(name: unknown): Role | undefined {
  if (typeof name !== 'string') return undefined;
  return ROLES.get(name) ?? ROLES.get(name.trim().toLowerCase());
}
