import { DETECTORS, type Detector, STATE_FORMAT } from '../../detectors/index.ts';
import { ZenbunError } from '../../errors.ts';
import { type Message, TOOL } from '../../schema/index.ts';
import type { PartHeader } from './part.ts';

/** Properties that all parts of one scan must share, each with its name for messages. */
const COMMON: readonly (readonly [name: Message, of: (header: PartHeader) => string])[] = [
  [
    { en: 'version of zenbun', ja: 'zenbun のバージョン' },
    ({ tool, states }) => `${tool.name} ${tool.version} (${states})`,
  ],
  [
    { en: 'detectors', ja: '検出器' },
    ({ detectors }) => detectors.map(([id, version]) => `${id} ${version}`).join(', '),
  ],
  [{ en: '--format', ja: '--format' }, ({ reading }) => reading.format],
  [{ en: '--map', ja: '--map' }, ({ reading: { map } }) => [map?.user, map?.assistant, map?.system].join(', ')],
  [
    { en: 'list of inputs', ja: '入力の一覧' },
    ({ listing }) => `${listing.files} files, ${listing.bytes} bytes, ${listing.sha256.slice(0, 16)}`,
  ],
  [{ en: 'version of the objects', ja: 'オブジェクトのバージョン' }, ({ versions }) => versions?.slice(0, 16) ?? '-'],
  [{ en: 'number of shards', ja: 'シャードの総数' }, ({ of }) => String(of)],
];

/** Throws `usage` if two parts belong to different scans, and reports what differs with both values. */
export function requireOneScan(a: PartHeader, aPath: string, b: PartHeader, bPath: string): void {
  for (const [name, of] of COMMON) if (of(a) !== of(b)) throw differ(name, aPath, of(a), bPath, of(b));
}

/** Reports whether two parts cover the same shards and the same pass of one scan, so that one can replace the other. */
export function areSamePart(a: PartHeader, b: PartHeader): boolean {
  const own = ({ kind, shards, with: made }: PartHeader) => `${kind} ${shards.join(' ')} ${made}`;
  return own(a) === own(b) && COMMON.every(([, of]) => of(a) === of(b));
}

/**
 * Throws `usage` if a part was written by a zenbun with another version, other detectors or another format of states.
 */
export function requireOwn(header: PartHeader, path: string): void {
  const own = ownHeader();
  requireOneScan({ ...header, ...own }, 'this zenbun', header, path);
}

/** Returns the header fields that this zenbun writes into every part. */
export function ownHeader(
  detectors: readonly Detector[] = DETECTORS,
): Pick<PartHeader, 'schema' | 'tool' | 'detectors' | 'states'> {
  return {
    schema: 'zenbun.scan-part/2',
    tool: TOOL,
    detectors: detectors.map(({ id, version }) => [id, version]),
    states: STATE_FORMAT,
  };
}

const differ = (name: Message, aPath: string, a: string, bPath: string, b: string) =>
  new ZenbunError(
    'usage',
    {
      en: `${bPath} is of another scan than ${aPath}: another ${name.en}\n  ${aPath}: ${a}\n  ${bPath}: ${b}`,
      ja: `${bPath} と ${aPath} は同じ検査のパートではありません（${name.ja}が異なります）\n  ${aPath}：${a}\n  ${bPath}：${b}`,
    },
    {
      advice: {
        en: 'Join parts that one version of zenbun made of the same inputs with the same options and the same number of shards.',
        ja: '同じバージョンの zenbun で、同じ入力・同じオプション・同じ総数で作ったパートをまとめてください。',
      },
    },
  );

/** Returns the numbers of the missing shards. */
export function missingShards({ of, shards }: Pick<PartHeader, 'of' | 'shards'>): number[] {
  const there = new Set(shards);
  return Array.from({ length: of }, (_, index) => index + 1).filter((shard) => !there.has(shard));
}

/** Formats shard numbers for people: 1-3, 7. At most 20 ranges. */
export function shardList(shards: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const shard of shards) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === shard - 1) last[1] = shard;
    else ranges.push([shard, shard]);
  }
  const shown = ranges.slice(0, 20).map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`));
  return shown.join(', ') + (ranges.length > 20 ? ', …' : '');
}
