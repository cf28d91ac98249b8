import type { Message, VerificationCheck } from '../../schema/index.ts';
import type { FolderFile, FolderListing } from '../ports.ts';
import { check, listed } from '../verify/check.ts';
import type { FolderSigning, SignedResource } from './folder-signing.ts';
import { isIgnored } from './ignore-paths.ts';

function differing(path: string, expected: string, found: string): VerificationCheck {
  const detail = {
    en: `${path} has another SHA-256 than the statement says.`,
    ja: `${path} の SHA-256 がステートメントの記載と異なります。`,
  };
  return check('file-digest', 'failed', detail, { path, expected, found });
}

function compareWhole(name: string, [resource]: readonly SignedResource[], file: FolderFile): VerificationCheck | null {
  return resource!.sha256 === file.sha256 ? null : differing(name, resource!.sha256, file.sha256);
}

/**
 * Compares the extents of a file's parts with the file. Digests are compared only if there is a single part, which then
 * is the whole file.
 */
function compareParts(name: string, parts: readonly SignedResource[], file: FolderFile): VerificationCheck | null {
  const last = parts.reduce((at, { range }) => (range![0] === at ? range![1] : Number.NaN), 0);
  if (last !== file.bytes) {
    const detail = {
      en: `The parts that the statement lists do not cover ${name} from its first byte to its last.`,
      ja: `ステートメントに記載された分割は ${name} の全体を覆っていません。`,
    };
    const expected = Number.isNaN(last) ? '' : String(last);
    return check('file-parts', 'failed', detail, { path: name, expected, found: String(file.bytes) });
  }
  if (parts.length === 1) return compareWhole(name, parts, file);
  const detail = {
    en: `The digests of the ${parts.length} parts of ${name} were not compared: zenbun hashes whole files.`,
    ja: `${name} の ${parts.length} 個の分割のダイジェストは照合していません（zenbun はファイル全体のハッシュのみを計算します）。`,
  };
  return check('file-parts', 'not-checked', detail, { path: name });
}

function onlyOnOneSide(name: string, kind: 'missing-file' | 'unsigned-file'): VerificationCheck {
  const details: Readonly<Record<typeof kind, Message>> = {
    'missing-file': {
      en: `${name} is in the statement and not in the folder.`,
      ja: `${name} はステートメントに記載されていますが、フォルダーにありません。`,
    },
    'unsigned-file': {
      en: `${name} is in the folder and not in the statement: nobody has signed it.`,
      ja: `${name} はフォルダーにありますが、ステートメントに記載がなく、署名の対象ではありません。`,
    },
  };
  return check(kind, 'failed', details[kind], { path: name });
}

function ignoredChecks(signing: FolderSigning, ignored: readonly string[]): readonly VerificationCheck[] {
  const wrong = ignored.filter((name) => !isIgnored(name, signing.ignorePaths));
  const failed = wrong.map((path) => {
    const detail = {
      en: `${path} was left out, and the statement does not say so.`,
      ja: `${path} は除外されましたが、ステートメントには除外の記載がありません。`,
    };
    return check('unsigned-file', 'failed', detail, { path });
  });
  const rest = ignored.length - wrong.length;
  if (rest === 0) return failed;
  const detail = {
    en: `${rest} files or folders were not looked at: the statement leaves them out (${signing.ignorePaths.join(', ')}).`,
    ja: `ステートメントで対象外とされた ${rest} 件のファイルまたはフォルダーは確認していません（${signing.ignorePaths.join('、')}）。`,
  };
  return [...failed, check('ignored-path', 'not-checked', detail)];
}

/**
 * Compares a folder with its signed statement: lists each changed, missing and unsigned file, and counts the matching
 * ones. For statements by parts (`shards`), digests of files with several parts are not checked, which is reported.
 */
export function compareFolder(signing: FolderSigning, listing: FolderListing): readonly VerificationCheck[] {
  const signed = new Map<string, SignedResource[]>();
  for (const resource of signing.resources) {
    const parts = signed.get(resource.name);
    if (parts === undefined) signed.set(resource.name, [resource]);
    else parts.push(resource);
  }
  const there = new Map(listing.files.map((file) => [file.name, file]));
  const compare = signing.method === 'files' ? compareWhole : compareParts;
  const both = [...signed].flatMap(([name, parts]) => {
    const file = there.get(name);
    return file === undefined ? [] : [compare(name, parts, file)];
  });
  const wrong = both.filter((each) => each !== null);
  const missing = [...signed.keys()].filter((name) => !there.has(name));
  const unsigned = [...there.keys()].filter((name) => !signed.has(name));
  const fitting = both.length - wrong.length;
  const detail = {
    en: `${fitting} of ${signed.size} signed files have the SHA-256 that the statement says.`,
    ja: `署名対象の ${signed.size} ファイルのうち ${fitting} 件の SHA-256 が一致しました。`,
  };
  return [
    ...(fitting > 0 ? [check('file-digest', 'passed', detail)] : []),
    ...listed(wrong),
    ...listed(missing.map((name) => onlyOnOneSide(name, 'missing-file'))),
    ...listed(unsigned.map((name) => onlyOnOneSide(name, 'unsigned-file'))),
    ...listed(ignoredChecks(signing, listing.ignored)),
  ];
}
