import { ZenbunError } from '../../errors.ts';
import type { ColumnMap } from '../options.ts';

const MAP_PARTS = new Set(['user', 'assistant', 'system']);

/**
 * Parses `user=COL,assistant=COL[,system=COL]`. Throws `usage` if a part is unknown or named twice, if two parts name
 * one column, or if `assistant` is missing.
 */
export function parseColumnMap(text: string): ColumnMap {
  const map: { user?: string; assistant?: string; system?: string } = {};
  for (const pair of text.split(',')) {
    const at = pair.indexOf('=');
    const part = pair.slice(0, at).trim();
    const column = pair.slice(at + 1).trim();
    if (at < 0 || !MAP_PARTS.has(part) || column === '') {
      throw new ZenbunError(
        'usage',
        { en: `--map cannot be read at "${pair.trim()}"`, ja: `--map の「${pair.trim()}」を解釈できません` },
        { advice: ADVICE },
      );
    }
    if (Object.hasOwn(map, part) || Object.values(map).includes(column)) {
      throw new ZenbunError(
        'usage',
        {
          en: `--map names ${Object.hasOwn(map, part) ? part : `the column ${column}`} twice`,
          ja: `--map で ${Object.hasOwn(map, part) ? part : `列 ${column}`} が 2 回指定されています`,
        },
        { advice: ADVICE },
      );
    }
    map[part as keyof ColumnMap] = column;
  }
  const { assistant } = map;
  if (assistant === undefined) {
    throw new ZenbunError(
      'usage',
      { en: '--map does not say which column contains the answers', ja: '--map に回答の列の指定がありません' },
      { advice: ADVICE },
    );
  }
  return { ...map, assistant };
}

const ADVICE = {
  en: 'Write it as --map user=COLUMN,assistant=COLUMN[,system=COLUMN].',
  ja: '--map user=列名,assistant=列名[,system=列名] の形で指定してください。',
};
