/** Places of a list, `to` exclusive. */
export interface Places {
  readonly from: number;
  readonly to: number;
}

/** What is seen of a list of rows of one height: where it is scrolled to, and how much of it shows. Pixels. */
export interface Viewport {
  readonly top: number;
  readonly height: number;
}

/** Rows that show at least in part. */
export function placesSeen({ top, height }: Viewport, count: number, rowHeight: number): Places {
  const from = Math.min(Math.max(0, Math.floor(top / rowHeight)), count);
  const to = Math.min(count, Math.ceil((Math.max(0, top) + height) / rowHeight));
  return { from, to: Math.max(from, to) };
}

/** The same with some rows more on either side, so that scrolling meets them drawn. */
export function placesDrawn({ from, to }: Places, count: number, more: number): Places {
  return { from: Math.max(0, from - more), to: Math.min(count, to + more) };
}

/** Where to scroll so that a row shows as a whole; the same place where it does already. `head`: of the viewport, hidden behind the head. */
export function topToShow(place: number, { top, height }: Viewport, rowHeight: number, head: number): number {
  const start = place * rowHeight;
  if (start < top) return start;
  return start + rowHeight > top + height - head ? start + rowHeight - height + head : top;
}
