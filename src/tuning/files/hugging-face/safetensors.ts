import type { Message } from '../../../schema/index.ts';
import { readAs } from '../empty-record.ts';
import { type HeaderFault, readSafetensorsHeader } from '../parsing/safetensors-header.ts';
import type { TrainerFile } from '../trainer-file.ts';

const KIND = 'safetensors';

/**
 * The header of a `.safetensors` file: names, types and shapes of its tensors. The bytes of the tensors are not read.
 */
export const safetensors: TrainerFile = {
  kind: KIND,
  claims: ({ content }) => content.form === 'bytes',
  read: (file) => {
    const bytes = file.content.form === 'bytes' ? file.content.bytes : new Uint8Array();
    const header = readSafetensorsHeader(bytes, file.size, (part) => file.ports.decode(part, 'utf-8'));
    if (!header.isRead) return { isRead: false, reason: reasonOf(header.fault, header.tensor) };
    return readAs(file, KIND, {
      tensors: header.tensors.map(({ name, dtype, shape }) => ({ file: file.path, name, dtype, shape, sha256: null })),
      digests: file.sha256 === null ? [] : [{ name: file.name, sha256: file.sha256 }],
      unread: repeatedTensors(header.repeatedKeys),
    });
  },
};

function repeatedTensors(keys: readonly string[]): readonly Message[] {
  if (keys.length === 0) return [];
  const names = keys.join(', ');
  return [
    {
      en: `Tensors that the header names twice; the last was used: ${names}.`,
      ja: `ヘッダー内で重複しているテンソル（最後の記載を使用）：${names}。`,
    },
  ];
}

function reasonOf(fault: HeaderFault, tensor: string | null): Message {
  const name = (tensor ?? '').slice(0, 200);
  switch (fault) {
    case 'no-header':
      return {
        en: 'Shorter than 8 bytes, so it is not a safetensors file.',
        ja: '8 バイト未満のため、safetensors ファイルではありません。',
      };
    case 'too-large':
      return {
        en: 'The length of its header is wrong: longer than the file, or than 64 MiB.',
        ja: 'ヘッダーの長さが正しくありません。ファイルの大きさ、または 64 MiB を超えています。',
      };
    case 'cut':
      return { en: 'Its header was handed over only in part.', ja: 'ヘッダーの一部しか渡されていません。' };
    case 'no-json':
      return { en: 'Its header is not JSON.', ja: 'ヘッダーを JSON として読み取れません。' };
    case 'bad-entry':
      return {
        en: `Type, shape and offsets of the tensor ${name} do not fit together.`,
        ja: `テンソル ${name} の型、形状、オフセットに矛盾があります。`,
      };
    case 'outside':
      return {
        en: `The tensor ${name} ends behind the end of the file: the file is cut, or its header is wrong.`,
        ja: `テンソル ${name} がファイルの末尾を越えています。ファイルが切れているか、ヘッダーが正しくありません。`,
      };
  }
}
