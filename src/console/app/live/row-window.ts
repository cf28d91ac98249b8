/** Places in a list, `to` exclusive. */
export interface Places {
  readonly from: number;
  readonly to: number;
}

/** The visible part of a list of equally high rows: scroll position and visible height, in pixels. */
export interface Viewport {
  readonly top: number;
  readonly height: number;
}

/** Returns the rows that are at least partly visible. */
export function placesSeen({ top, height }: Viewport, count: number, rowHeight: number): Places {
  const from = Math.min(Math.max(0, Math.floor(top / rowHeight)), count);
  const to = Math.min(count, Math.ceil((Math.max(0, top) + height) / rowHeight));
  return { from, to: Math.max(from, to) };
}

/** Adds `more` rows on either side, so that scrolling finds them drawn. */
export function placesDrawn({ from, to }: Places, count: number, more: number): Places {
  return { from: Math.max(0, from - more), to: Math.min(count, to + more) };
}

/**
 * Returns the scroll position at which a row is fully visible, unchanged if it already is. `head` is the height of the
 * viewport hidden behind the head.
 */
export function topToShow(place: number, { top, height }: Viewport, rowHeight: number, head: number): number {
  const start = place * rowHeight;
  if (start < top) return start;
  return start + rowHeight > top + height - head ? start + rowHeight - height + head : top;
}
