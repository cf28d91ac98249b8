import { useEffect, useRef } from 'preact/hooks';

/** Keys and their actions; `g l` means one key after the other. */
export type KeyActions = Readonly<Record<string, (event: KeyboardEvent) => void>>;

const listening: { current: KeyActions }[] = [];
let prefix = '';
let prefixedAt = 0;

/** Time within which a second key belongs to the first. */
const PREFIX_MS = 1500;

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;

/** Combines a key with the one before it: returns the name to look up and the prefix to remember. Pure. */
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
  // Enter presses the focused button, not the view behind it.
  if (event.key === 'Enter' && event.target instanceof HTMLElement && event.target.closest('a, button, summary'))
    return;
  event.preventDefault();
  action(event);
}

/** Handles keys while the component is mounted; the most recently mounted one takes precedence. */
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
