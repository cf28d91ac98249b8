import type { AnchorHTMLAttributes, ComponentChildren } from 'preact';
import { go } from './location.ts';

type Anchor = Pick<AnchorHTMLAttributes, 'id' | 'class' | 'lang' | 'aria-current' | 'aria-label'>;

/** A link within the console, followed in place unless the browser is asked for a new tab. */
export function Link({ to, children, ...rest }: Anchor & { to: string; children: ComponentChildren }) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a {...rest} href={to} onClick={follow}>
      {children}
    </a>
  );
}
