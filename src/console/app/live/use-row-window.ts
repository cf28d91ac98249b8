import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Places, placesDrawn, placesSeen, topToShow, type Viewport } from './row-window.ts';

/** Rows above and below what is seen: about half a page. */
const MORE = 16;

export interface RowWindow {
  readonly drawn: Places;
  readonly seen: Places;
  /** Scrolls as little as needed until the row at a place shows. */
  readonly show: (place: number) => void;
}

/**
 * The rows of a long list that are near what is seen; all of one height. `head`: pixels of the list behind its head. `start`: the place behind the
 * last row that is drawn before the list has been scrolled anywhere.
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
    // Tells of the first size too, when the list has been scrolled to where it starts.
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);
  const drawnHeight = useRef(rowHeight);
  // The page became narrower or wider: the same rows stay in view.
  useLayoutEffect(() => {
    const element = scroller.current!;
    element.scrollTop = (element.scrollTop / drawnHeight.current) * rowHeight;
    drawnHeight.current = rowHeight;
  }, [rowHeight]);
  const seen = placesSeen(viewport, count, rowHeight);
  return {
    // The first frame has no more than what is seen: it is what people wait for.
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
