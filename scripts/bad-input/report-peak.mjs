// Loaded into the command under test: notes its peak memory (KiB) when it ends.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  try {
    writeFileSync(process.env.PEAK_FILE, String(process.resourceUsage().maxRSS));
  } catch {
    // Another user may not write here; the peak is then not known.
  }
});
