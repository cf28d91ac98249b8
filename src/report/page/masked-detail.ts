/** A word by itself, as triggers are, says nothing harmful; a sentence of the data may. UTF-16 code units. */
const MAX_WORD_CHARS = 24;

const QUOTED = /“([^”]*)”|「([^」]*)」|"([^"]*)"/gu;

/** What a finding says of its rows, without what it quotes of them: single words stay. */
export const maskedDetail = (detail: string): string =>
  detail.replace(QUOTED, (whole, ...groups: string[]) => {
    const quoted = groups.slice(0, 3).find((group) => group !== undefined) ?? '';
    return quoted.length <= MAX_WORD_CHARS && !/\s/u.test(quoted.trim()) ? whole : whole.replace(quoted, '███');
  });
