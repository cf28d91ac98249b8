import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Places, placesDrawn, placesSeen, topToShow, type Viewport } from './row-window.ts';

/** Extra rows above and below the visible ones: about half a page. */
const MORE = 16;

export interface RowWindow {
  readonly drawn: Places;
  readonly seen: Places;
  /** Scrolls as little as needed to show the row at a place. */
  readonly show: (place: number) => void;
}

/**
 * Returns the rows of a long list near the visible part; all have the same height. `head` is the height of the list
 * hidden behind its head, in pixels. `start` is the place after the last row drawn before the list is first scrolled.
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  head: number,
  start: number,
): RowWindow {
  const [{ isGuess, ...viewport }, setViewport] = useState<Viewport & { readonly isGuess: boolean }>(() => {
    const height = window.innerHeight;
    return { top: Math.max(0, Math.min(start, count) * rowHeight - height), height, isGuess: true };
  });
  useLayoutEffect(() => {
    const element = scroller.current!;
    const look = () => setViewport({ top: element.scrollTop, height: element.clientHeight, isGuess: false });
    // Also reports the initial size, once the list has been scrolled to its starting place.
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);
  const drawnHeight = useRef(rowHeight);
  // When the page becomes narrower or wider, the same rows stay in view.
  useLayoutEffect(() => {
    const element = scroller.current!;
    element.scrollTop = (element.scrollTop / drawnHeight.current) * rowHeight;
    drawnHeight.current = rowHeight;
  }, [rowHeight]);
  const seen = placesSeen(viewport, count, rowHeight);
  return {
    // The first frame draws only visible rows, since that is what people wait for.
    drawn: placesDrawn(seen, count, isGuess ? 0 : MORE),
    seen,
    show: (place) => {
      const element = scroller.current;
      if (element === null) return;
      const { scrollTop: top, clientHeight: height } = element;
      element.scrollTop = topToShow(place, { top, height }, rowHeight, head);
    },
  };
}
