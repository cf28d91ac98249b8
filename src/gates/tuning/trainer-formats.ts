import { type Document, parseDocument } from 'yaml';
import type { FormatPorts } from '../../tuning/index.ts';

const MOST_ALIASES = 100;
const MOST_REPEATED = 5;

/**
 * Decoders and YAML for the readers of trainers' files. Trainers write YAML 1.1 with PyYAML, people write 1.2; both use
 * merge keys.
 */
export const TRAINER_FORMATS: FormatPorts = {
  decode: (bytes, encoding) => {
    try {
      return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return null;
    }
  },
  parseYaml: (text) => {
    const strict = parsed(text, true);
    const repeated = strict.errors.filter(({ code }) => code === 'DUPLICATE_KEY');
    const document = repeated.length > 0 ? parsed(text, false) : strict;
    const [error] = document.errors.filter(({ code }) => code !== 'MULTIPLE_DOCS');
    if (error !== undefined) throw error;
    const keys = repeated.map(({ pos }) => /^[^:\n]{0,100}/.exec(text.slice(pos[0], pos[0] + 100))![0].trim());
    return {
      value: document.toJS({ maxAliasCount: MOST_ALIASES }),
      repeatedKeys: [...new Set(keys)].slice(0, MOST_REPEATED),
    };
  },
};

const parsed = (text: string, uniqueKeys: boolean): Document =>
  parseDocument(text, { uniqueKeys, merge: true, prettyErrors: true, logLevel: 'silent', stringKeys: false });
