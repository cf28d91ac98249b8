/**
 * Finds where a shared beginning stops and the requests start, and likewise for a shared ending. Requests also share
 * words of their own by chance ("Explain how …"), so a shared text counts only as far as it is set off from them: by
 * the end of a sentence, a colon, a closing bracket or a line break.
 */

/**
 * Returns the part of a shared beginning that is set off from what follows, with the space after it, or null if none.
 */
export function setOffBefore(shared: string): string | null {
  const text = /^.*(?:[.?!](?=\s)|:(?=\s|$)|[。？！：」』】）\])}>|]|\n)\s*/su.exec(shared)?.[0] ?? '';
  return saysSomething(text) ? text : null;
}

/**
 * Returns the part of a shared ending that is set off from what precedes it, with the space before it, or null if none
 * is. Quotation marks that close around the request are left out, just as `setOffBefore` leaves out the opening ones.
 */
export function setOffAfter(shared: string): string | null {
  const rest = shared.replace(/^["'`”’」』]+(?=.)/su, '');
  const opens = rest !== shared || /^(?:\s*\n|\s*[[({<「『【（|#]|\s+[\p{Lu}\p{Lo}])/u.test(rest);
  const from = opens ? 0 : /[.?!]["'”’]?(?=\s)|[。？！][」』]?|\n/u.exec(rest);
  if (from === null) return null;
  const text = from === 0 ? rest : rest.slice(from.index + from[0].length);
  return saysSomething(text) ? text : null;
}

/** Drops a partial word at the inner end of the shared text, which belongs to the requests. */
export function wholeWords(place: 'prefix' | 'suffix', shared: string): string {
  const word = place === 'prefix' ? /[\p{Ll}\p{Lu}\p{N}]+$/u : /^[\p{Ll}\p{Lu}\p{N}]+/u;
  const text = shared.replace(word, '');
  return saysSomething(text) ? text : shared;
}

const saysSomething = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** Returns the longest beginning (or ending) that both texts share without splitting a surrogate pair. */
export function sharedEnd(place: 'prefix' | 'suffix', a: string, b: string): string {
  const most = Math.min(a.length, b.length);
  let same = 0;
  if (place === 'prefix') while (same < most && a[same] === b[same]) same += 1;
  else while (same < most && a[a.length - 1 - same] === b[b.length - 1 - same]) same += 1;
  if (place === 'prefix') return a.slice(0, same).replace(/[\ud800-\udbff]$/, '');
  return a.slice(a.length - same).replace(/^[\udc00-\udfff]/, '');
}
