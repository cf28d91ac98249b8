import { ZenbunError } from '../../../errors.ts';
import type { Message } from '../../../schema/index.ts';

const unfit = (path: string, { en, ja }: Message, advice: Message) =>
  new ZenbunError('unreadable', { en: `${path} ${en}`, ja: `${path} ${ja}` }, { advice });

const REAL_FILES: Message = {
  en: 'Copy the folder with real files (cp -rL FROM TO), or add --allow-symlinks if all links stay inside of it, or of its Hugging Face cache.',
  ja: 'リンクを実ファイルにして複製する（cp -rL 元 先）か、すべてのリンク先がフォルダー内（または Hugging Face キャッシュの同じモデル内）なら --allow-symlinks を付けてください。',
};
const COPY: Message = {
  en: 'Copy the folder with real files: cp -rL FROM TO',
  ja: 'リンクを実ファイルにして複製してください：cp -rL 元 先',
};

/** Errors for folders that cannot be hashed, each with advice. */
export const folderFault = {
  unread: (path: string, cause: unknown): ZenbunError => {
    const { code, message } = cause as NodeJS.ErrnoException;
    const why: Message =
      code === 'ENOENT' || code === 'ENOTDIR'
        ? { en: 'it is not there', ja: '見つかりません' }
        : { en: message, ja: message };
    return new ZenbunError(
      'not-found',
      { en: `${path} cannot be read: ${why.en}`, ja: `${path} を読めません：${why.ja}` },
      { advice: { en: 'Correct the path or its permissions.', ja: 'パスまたはアクセス権を確認してください。' }, cause },
    );
  },
  link: (path: string): ZenbunError =>
    unfit(path, { en: 'is a symbolic link', ja: 'はシンボリックリンクです' }, REAL_FILES),
  deadLink: (path: string): ZenbunError =>
    unfit(path, { en: 'is a broken symbolic link', ja: 'はリンク先のないシンボリックリンクです' }, COPY),
  linkOut: (path: string, target: string): ZenbunError =>
    unfit(
      path,
      {
        en: `is a symbolic link that leads out of the folder, to ${target}`,
        ja: `はフォルダーの外（${target}）を指すシンボリックリンクです`,
      },
      COPY,
    ),
  folderLink: (path: string): ZenbunError =>
    unfit(path, { en: 'is a symbolic link to a folder', ja: 'はフォルダーを指すシンボリックリンクです' }, COPY),
  special: (path: string): ZenbunError =>
    unfit(
      path,
      {
        en: 'is neither a file nor a folder (a pipe, a socket or a device)',
        ja: 'はファイルでもフォルダーでもありません（パイプ、ソケット、デバイスなど）',
      },
      { en: 'Take it out of the folder.', ja: 'フォルダーから取り除いてください。' },
    ),
  empty: (path: string): ZenbunError =>
    unfit(
      path,
      { en: 'contains no files', ja: 'にはファイルがありません' },
      {
        en: 'Name the folder with the files; those of version control (.git …) and of --ignore do not count.',
        ja: 'ファイルのあるフォルダーを指定してください（.git などのバージョン管理用のファイルと --ignore で除外したものは数えません）。',
      },
    ),
  badName: (path: string): ZenbunError =>
    unfit(
      path,
      { en: 'has a name that is not UTF-8', ja: 'は名前が UTF-8 ではありません' },
      { en: 'Rename it.', ja: '名前を変更してください。' },
    ),
  changed: (paths: readonly string[]): ZenbunError => {
    const shown = paths.slice(0, 5).join(', ');
    const more =
      paths.length > 5
        ? { en: ` and ${paths.length - 5} more`, ja: ` ほか ${paths.length - 5} 件` }
        : { en: '', ja: '' };
    return new ZenbunError(
      'damaged',
      { en: `changed while being read: ${shown}${more.en}`, ja: `読み取り中に変更されました：${shown}${more.ja}` },
      {
        advice: {
          en: 'Wait until nothing writes there any more, then run again.',
          ja: '書き込みが終わってから、再実行してください。',
        },
      },
    );
  },
  threadDied: (cause: unknown): ZenbunError =>
    new ZenbunError(
      'internal',
      { en: 'a thread that hashes files has ended', ja: 'ファイルのハッシュを計算するスレッドが終了しました' },
      { advice: { en: 'Run again with --jobs 1.', ja: '--jobs 1 を付けて再実行してください。' }, cause },
    ),
  stopped: (): ZenbunError => new ZenbunError('interrupted', { en: 'Interrupted.', ja: '中断しました。' }),
};
