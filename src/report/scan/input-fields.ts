import type { Lang, ScanInput } from '../../schema/index.ts';
import { visible } from '../excerpt.ts';
import { fill, TEXTS } from '../texts.ts';

/** Maximum number of fields that are named of each kind. */
const SHOWN_FIELDS = 4;

/**
 * Says which fields of an input were taken for the request and for the answer: "request: question · answer: output".
 */
export function fieldsLine({ fields }: ScanInput, lang: Lang): string {
  const named = (names: readonly string[]) =>
    names.length === 0 ? TEXTS.noField[lang] : visible(names.slice(0, SHOWN_FIELDS).join(', '));
  return fill(TEXTS.fieldsOf[lang], { request: named(fields.request), answer: named(fields.answer) });
}
