import { DETECTOR_IDS, type Lang } from '../../schema/index.ts';
import { DETECTOR_GUIDES } from './detector-guide.ts';

/** Every detector with its title, one a line. Ids come first, so that programs can take them. */
export function detectorList(lang: Lang): string {
  const columns = Math.max(...DETECTOR_IDS.map((id) => id.length)) + 2;
  return DETECTOR_IDS.map((id) => `${id.padEnd(columns)}${DETECTOR_GUIDES[id].title[lang]}\n`).join('');
}
