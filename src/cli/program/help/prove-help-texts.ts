import type { Message } from '../../../schema/index.ts';

/** Help texts of `zenbun prove` and of manifests. */
export const PROVE_HELP = {
  prove: {
    en: 'prove one record of a signed data manifest without the others, withhold it, or erase it',
    ja: '署名付きデータマニフェストの 1 件を、ほかを開示せずに証明（内容の非開示、消去も可）',
  },
  proveManifest: {
    en: 'manifest from zenbun attest data --manifest, with its .leaves and .secret beside it',
    ja: 'zenbun attest data --manifest が作成したマニフェスト（.leaves と .secret も同じフォルダーに必要）',
  },
  proveRecord: { en: 'position of the record, from 0', ja: 'レコードの位置（0 から）' },
  proveLine: {
    en: 'a file of the manifest and the line in it, as scan counts: lines, else elements or rows, from 1',
    ja: 'マニフェストにあるファイルの名前と行番号（1 から。scan と同じ数え方で、行形式以外は要素や行の番号）',
  },
  proveWithhold: {
    en: 'without the content: shows that the record is there, and nothing else',
    ja: '内容を含めずに作成：レコードが存在することだけを示す',
  },
  proveErase: {
    en: 'destroy the salt of this record: from then on nobody can prove what it said',
    ja: 'このレコードのソルトを破棄：以後、その内容は誰にも証明不可',
  },
  proveData: {
    en: 'where the data are now, if not where they were attested',
    ja: '現在のデータの場所（マニフェスト作成時と異なる場合）',
  },
  attestManifest: {
    en: 'commit to every record, salted: writes NAME.manifest.json, .leaves and .secret, for zenbun prove',
    ja: 'レコードごとにソルト付きで記録：名前.manifest.json、.leaves、.secret を作成（zenbun prove 用）',
  },
  attestFileDigests: {
    en: 'with --manifest: tell the SHA-256 of the files, too (whoever has all records but one can then guess that one)',
    ja: '--manifest と併用：ファイルの SHA-256 も記載（1 件以外のすべてを持つ人は、残る 1 件を推測できるようになる）',
  },
  proveHow: {
    en:
      'A proof needs nothing beside it but the public key of the supplier: zenbun verify PROOF --key PUB.\n' +
      'The .secret opens every record that was not erased: keep it, and keep it to yourself.',
    ja:
      '証明の検証に必要なのは、提供者の公開鍵だけです：zenbun verify 証明 --key 公開鍵\n' +
      '.secret があれば、消去していないすべてのレコードの内容を示せます。なくさず、他人に渡さないでください。',
  },
} as const satisfies Record<string, Message>;
