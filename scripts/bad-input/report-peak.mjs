// Loaded into the command under test: records its peak memory when it ends.
import { writeFileSync } from 'node:fs';
import { peakMebibytes } from '../bench/peak.mjs';

process.on('exit', () => {
  try {
    writeFileSync(process.env.PEAK_FILE, String(peakMebibytes()));
  } catch {
    // Another user may not write here; the peak is then unknown.
  }
});
