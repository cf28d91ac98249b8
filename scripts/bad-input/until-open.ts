import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Waits until the process has opened the file, so that later steps happen while it reads. Off Linux, waits 700 ms. */
export async function untilOpen(child: ChildProcess, path: string): Promise<void> {
  const folder = `/proc/${child.pid}/fd`;
  if (!existsSync('/proc/self/fd')) return pause(700);
  for (let i = 0; i < 10_000 && child.exitCode === null; i += 1) {
    if (openFiles(folder).includes(path)) return pause(20);
    await pause(2);
  }
}

function openFiles(folder: string): string[] {
  try {
    return readdirSync(folder).map((name) => readlinkSync(`${folder}/${name}`));
  } catch {
    return []; // A file was closed, or the process ended, between the two calls.
  }
}
