import { writeStored } from '../../files/index.ts';
import { scanParts } from '../../scan/index.ts';
import type { Lang, Message } from '../../schema/index.ts';
import { s3Objects } from '../../shipping/index.ts';
import { withDotEnv } from '../config/dot-env.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { writeStdout } from '../terminal/stdout.ts';

export interface MergeFlags extends SharedFlags {
  readonly out: string;
  readonly json?: string;
}

/** `zenbun scan merge`: joins parts into one, and reports what is still missing and whether a second pass is needed. */
export async function mergeCommand(parts: readonly string[], flags: MergeFlags, lang: Lang): Promise<number> {
  const { mergeParts, shardList } = await scanParts();
  const { out: output } = flags;
  const reports = flags.json === undefined || flags.json === '-' ? [] : [flags.json];
  const objects = s3Objects(withDotEnv(process.env));
  const report = await interruptible((signal) => mergeParts({ parts, output, reports, objects, signal }));
  const json = `${JSON.stringify({ schema: 'zenbun.scan-merge/1', ...report }, null, 2)}\n`;
  if (flags.json !== undefined)
    await (flags.json === '-' ? writeStdout(json) : writeStored(flags.json, [json], { objects }));
  if (flags.quiet || flags.json === '-') return EXIT.done;
  const { kind, of, shards, missing, repeated, secondPass } = report;
  const told: Message[] = [
    {
      en: `Merged into ${output}: ${shards.length} of ${of} shards.`,
      ja: `${output} に統合しました（全 ${of} シャードのうち ${shards.length} シャード）。`,
    },
  ];
  if (repeated.length > 0)
    told.push({
      en: `Counted once, though there twice: ${repeated.join(', ')}.`,
      ja: `重複していたため 1 回だけ数えました：${repeated.join('、')}`,
    });
  if (missing.length > 0)
    told.push({
      en: `Missing: shard ${shardList(missing)}. Run it, and merge again.`,
      ja: `足りないシャード：${shardList(missing)}。実行してから、もう一度統合してください。`,
    });
  else if (kind === 'states') told.push(secondPass ? AGAIN(output, of) : DIRECT(output));
  await writeStdout(told.map((message) => `${message[lang]}\n`).join(''));
  return EXIT.done;
}

const AGAIN = (output: string, of: number): Message => ({
  en: `A second pass is needed: zenbun scan marks --shard i/${of} --with ${output} -o FILE DATA, then zenbun scan finish ${output} FILES`,
  ja: `2 回目の読み取りが必要です：zenbun scan marks --shard i/${of} --with ${output} -o ファイル データ、その後 zenbun scan finish ${output} ファイル...`,
});

const DIRECT = (output: string): Message => ({
  en: `No second pass is needed: zenbun scan finish ${output}`,
  ja: `2 回目の読み取りは不要です：zenbun scan finish ${output}`,
});
