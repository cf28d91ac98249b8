import {
  DETECTOR_IDS,
  DETECTOR_TITLES,
  type Finding,
  type Message,
  type ShippedDetectorId,
} from '../../../schema/index.ts';
import { isIsoTime, minuteOf } from '../../iso-time.ts';
import { BLANK } from '../document-parts.ts';

// Nothing from a result enters a disclosure note unchanged: only numbers, digests, and words of closed sets, defined in
// this file.

/** A digest of 128, 160, 256 or 512 bits. */
const HEX = /^(?:sha256:)?([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/;
const BASE64 = /^[A-Za-z0-9+/]{43}=$/;
const VERSION = /^\d{1,4}\.\d{1,4}\.\d{1,4}$/;

/** Returns a digest as code; a blank if the text is not a digest. */
export function digestOnly(digest: string | null): Message {
  const hex = HEX.exec(digest ?? '')?.[1];
  return hex === undefined ? BLANK : { en: `\`${hex}\``, ja: `\`${hex}\`` };
}

/** Returns the root hash of a log; a blank if the text is not one. */
export const rootOnly = (root: string): Message =>
  BASE64.test(root) ? { en: `\`${root}\``, ja: `\`${root}\`` } : BLANK;

export const versionOnly = (version: string): Message => (VERSION.test(version) ? { en: version, ja: version } : BLANK);

/** Returns a time to the minute; a blank if the text is not a time. */
export function timeOnly(time: string | null): Message {
  if (time === null || !isIsoTime(time)) return BLANK;
  const minute = minuteOf(time);
  return { en: minute, ja: minute };
}

/** Returns what a detector of ours finds; a caller's own detector is not named. */
export const detectorOnly = ({ detector }: Finding): Message =>
  isShipped(detector) ? DETECTOR_TITLES[detector] : { en: 'A detector of our own', ja: '当社独自の検出器' };

const isShipped = (id: string): id is ShippedDetectorId => (DETECTOR_IDS as readonly string[]).includes(id);
