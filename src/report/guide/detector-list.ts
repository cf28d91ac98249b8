import { DETECTOR_IDS, DETECTOR_TITLES, type Lang } from '../../schema/index.ts';

/** Lists every detector with its title, one per line. Ids come first, so that programs can read them. */
export function detectorList(lang: Lang): string {
  const columns = Math.max(...DETECTOR_IDS.map((id) => id.length)) + 2;
  return DETECTOR_IDS.map((id) => `${id.padEnd(columns)}${DETECTOR_TITLES[id][lang]}\n`).join('');
}
