/**
 * Where a shared beginning ends and the requests begin, and the other way round. Requests share words of their own by
 * chance ("Explain how …"), so a text counts as far as it is set off from them: by the end of a sentence, a colon, a
 * closing bracket or a line break.
 */

/** As much of a beginning as is set off from what follows, with the space after it; null where nothing is. */
export function setOffBefore(shared: string): string | null {
  const text = /^.*(?:[.?!](?=\s)|:(?=\s|$)|[。？！：」』】）\])}>|]|\n)\s*/su.exec(shared)?.[0] ?? '';
  return saysSomething(text) ? text : null;
}

/**
 * As much of an ending as is set off from what stands before it, with the space before it; null where nothing is. Quotation
 * marks that close around the request are left out, as their opening ones are above.
 */
export function setOffAfter(shared: string): string | null {
  const rest = shared.replace(/^["'`”’」』]+(?=.)/su, '');
  const opens = rest !== shared || /^(?:\s*\n|\s*[[({<「『【（|#]|\s+[\p{Lu}\p{Lo}])/u.test(rest);
  const from = opens ? 0 : /[.?!]["'”’]?(?=\s)|[。？！][」』]?|\n/u.exec(rest);
  if (from === null) return null;
  const text = from === 0 ? rest : rest.slice(from.index + from[0].length);
  return saysSomething(text) ? text : null;
}

/** Without the part of a word at its end, or at its beginning, that belongs to the requests. */
export function wholeWords(place: 'prefix' | 'suffix', shared: string): string {
  const word = place === 'prefix' ? /[\p{Ll}\p{Lu}\p{N}]+$/u : /^[\p{Ll}\p{Lu}\p{N}]+/u;
  const text = shared.replace(word, '');
  return saysSomething(text) ? text : shared;
}

const saysSomething = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** The longest beginning (ending) of both that parts no surrogate pair. */
export function sharedEnd(place: 'prefix' | 'suffix', a: string, b: string): string {
  const most = Math.min(a.length, b.length);
  let same = 0;
  if (place === 'prefix') while (same < most && a[same] === b[same]) same += 1;
  else while (same < most && a[a.length - 1 - same] === b[b.length - 1 - same]) same += 1;
  if (place === 'prefix') return a.slice(0, same).replace(/[\ud800-\udbff]$/, '');
  return a.slice(a.length - same).replace(/^[\udc00-\udfff]/, '');
}
