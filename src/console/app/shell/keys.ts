import { useEffect, useRef } from 'preact/hooks';

/** Keys and what they do; `g l` is one after the other. */
export type KeyActions = Readonly<Record<string, (event: KeyboardEvent) => void>>;

const listening: { current: KeyActions }[] = [];
let prefix = '';
let prefixedAt = 0;

/** A second key counts as long as one remembers the first. */
const PREFIX_MS = 1500;

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;

/** What a key means after another one, pure: the name to look up, and what is remembered of it. */
export function keyName(before: string, key: string): { readonly name: string; readonly prefix: string } {
  if (before === '' && key === 'g') return { name: '', prefix: 'g' };
  return { name: before === '' ? key : `${before} ${key}`, prefix: '' };
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isTyping(event.target) || document.querySelector('dialog[open]') !== null) return;
  const known = keyName(event.timeStamp - prefixedAt < PREFIX_MS ? prefix : '', event.key);
  prefix = known.prefix;
  prefixedAt = event.timeStamp;
  const actions = listening.findLast(({ current }) => current[known.name] !== undefined);
  const action = actions?.current[known.name];
  if (action === undefined) return;
  // A button that has the focus is pressed by Enter, not the view behind it.
  if (event.key === 'Enter' && event.target instanceof HTMLElement && event.target.closest('a, button, summary'))
    return;
  event.preventDefault();
  action(event);
}

/** Listens to keys while the component is there; the one that came last is asked first. */
export function useKeys(actions: KeyActions): void {
  const held = useRef(actions);
  held.current = actions;
  useEffect(() => {
    if (listening.length === 0) document.addEventListener('keydown', onKey);
    listening.push(held);
    return () => {
      listening.splice(listening.indexOf(held), 1);
      if (listening.length === 0) document.removeEventListener('keydown', onKey);
    };
  }, []);
}
