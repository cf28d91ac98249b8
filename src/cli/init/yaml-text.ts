import { stringify } from 'yaml';

/** Formats a text as a YAML scalar on one line, quoted only if necessary. */
export const yamlText = (text: string): string => stringify(text, { lineWidth: 0 }).trimEnd();
