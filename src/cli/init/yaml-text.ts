import { stringify } from 'yaml';

/** A text as a YAML scalar on one line, quoted only where it must be. */
export const yamlText = (text: string): string => stringify(text, { lineWidth: 0 }).trimEnd();
