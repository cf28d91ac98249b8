import { join } from 'node:path';
import type { FetchPath } from '../../tlog/index.ts';
import type { LedgerDisk } from '../disk/ledger-disk.ts';
import { keysFolder, logFolder, segmentsFolder } from '../keys/ledger-identity.ts';
import { readSubjectSecrets } from '../keys/subject-keys.ts';
import { type CheckedLog, type Checking, checkedLog, type Drafts } from './checked-log.ts';
import { LeafStory } from './leaf-story.ts';
import { tellFaults } from './log-faults.ts';
import { SegmentWalk } from './segment-walk.ts';
import { SlotCheck } from './slot-check.ts';
import type { VerdictDraft } from './verdict.ts';

/** Checks the folder of a ledger: its public log, plus segments, bodies and keys. */
export async function checkFolder(
  disk: LedgerDisk,
  folder: string,
  checking: Checking,
  drafts: Drafts,
): Promise<CheckedLog> {
  const { integrity, completeness } = drafts;
  const story = new LeafStory(integrity, completeness);
  const secrets = await readSubjectSecrets(disk, keysFolder(folder));
  if (secrets === null)
    integrity.problem('body', 'the keys of the subjects cannot be read', '対象者の鍵を読み取れません');
  const slots = await SlotCheck.begin(disk, folder, checking.key);
  const walk = new SegmentWalk(disk, segmentsFolder(folder), secrets ?? new Map(), drafts);
  await walk.begin();
  const compare = (index: number, leaf: Uint8Array, kept: Uint8Array | null) => {
    if (kept !== null && !Buffer.from(kept.buffer, kept.byteOffset, kept.length).equals(leaf)) {
      integrity.problem(
        'contradiction',
        `record ${index} is another in the segments than in the log`,
        `記録 ${index} がセグメントと公開ログで異なります`,
        { index },
      );
    }
  };
  const fetch: FetchPath = (path) => disk.readFile(join(logFolder(folder), path));
  const see = (index: number, leaf: Uint8Array) => {
    checking.visit?.(index, leaf);
    story.see(index, leaf);
  };
  const report = await checkedLog(fetch, checking, (index, leaf) => {
    see(index, leaf);
    const kept = walk.leafAt(index);
    if (kept instanceof Promise) return kept.then((found) => compare(index, leaf, found));
    return compare(index, leaf, kept);
  });
  const size = report.checkpoint?.size ?? 0;
  await walk.finish(size, see);
  tellFaults(report, story.prunedBefore, drafts);
  await slots.end(report.checkpoint, drafts);
  checkExtent(walk, story, size, drafts);
  for (const pseudonym of secrets?.keys() ?? []) {
    if (!story.ended.has(pseudonym)) continue;
    completeness.problem(
      'not-erased',
      `the key of ${pseudonym} is there, although its erasure was ended`,
      `${pseudonym} は消去済みとされていますが、鍵が残っています`,
    );
  }
  story.end(checking.runningSince);
  return {
    report,
    story,
    bodies: { opened: walk.bodies.opened, erased: erasedOf(walk, story, completeness) },
  };
}

function checkExtent(walk: SegmentWalk, story: LeafStory, size: number, { integrity, completeness }: Drafts): void {
  if (walk.to < size) {
    completeness.problem(
      'missing',
      `the segments end at ${walk.to}, ${size} are signed`,
      `セグメントは ${walk.to} 件までで、署名済みは ${size} 件です`,
    );
  }
  if (walk.from > story.prunedBefore) {
    completeness.problem(
      'missing',
      `the segments begin at ${walk.from}`,
      `セグメントが ${walk.from} から始まっています`,
    );
  }
  if (walk.to > size) {
    integrity.aside(
      `${walk.to - size} records that are not signed yet`,
      `まだ署名されていない記録 ${walk.to - size} 件`,
    );
  }
}

/** Returns the records whose body was erased. Reports a problem for a key that is gone without an erasure. */
function erasedOf(walk: SegmentWalk, story: LeafStory, completeness: VerdictDraft): number[] {
  const erased: number[] = [];
  for (const { index, pseudonym } of walk.bodies.unreadable) {
    if (story.erased.has(pseudonym)) erased.push(index);
    else {
      completeness.problem('key-lost', `the key of record ${index} is gone`, `記録 ${index} の鍵がありません`, {
        index,
      });
    }
  }
  return erased;
}
