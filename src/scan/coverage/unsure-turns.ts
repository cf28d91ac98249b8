import { type Coverage, counted, plural } from '../../schema/index.ts';

/** Counts of rows whose speakers, or trained turns, are uncertain. */
export interface UnsureTurns {
  /** Rows of raw text without a recognised chat template. */
  readonly withoutTemplate: number;
  /** Files of raw text whose lines begin with the same two markers in alternation, with the number of such rows. */
  readonly dialogues: readonly { readonly path: string; readonly markers: string; readonly rows: number }[];
  /** Rows of dialogue that do not name the speakers. */
  readonly rolesAssumed: number;
  /** Assistant turns that are not trained on. */
  readonly untrained: number;
  /** Rows of files that contain only rejected answers. */
  readonly unwanted: number;
}

/** Number of files named in a message. */
const SHOWN_FILES = 5;

/** Reports turns that could not be separated or whose roles were assumed. */
export function unsureTurns({
  withoutTemplate,
  dialogues,
  rolesAssumed,
  untrained,
  unwanted,
}: UnsureTurns): Coverage['notChecked'] {
  const list: Coverage['notChecked'][number][] = [];
  if (dialogues.length > 0) {
    const named = dialogues.slice(0, SHOWN_FILES).map(({ path, markers, rows }) => `${path}: ${markers} (${rows})`);
    const more = dialogues.length > SHOWN_FILES ? ', …' : '';
    list.push({
      what: 'unknown-template',
      why: {
        en: `Raw text looks like conversations in an unknown chat template: in most rows two markers take turns at the start of lines: ${named.join(', ')}${more}. Requests and answers were not told apart. Convert them to messages; if they are documents, scan again with --format text.`,
        ja: `生テキストの大半の行で、行頭に 2 種類の目印が交互に現れます。未知のチャットテンプレートによる会話と思われます：${named.join('、')}${more}。リクエストと回答を区別できていません。messages 形式に変換してください。会話でない文書であれば、--format text を指定して再度検査してください。`,
      },
    });
  }
  if (withoutTemplate > 0) {
    list.push({
      what: 'no-chat-template',
      why: {
        en: `No chat template was recognised in ${counted(withoutTemplate, 'row')} of raw text: ${plural(withoutTemplate, 'it', 'each')} was read as a single answer without a request.`,
        ja: `生テキスト ${withoutTemplate} 行ではチャットテンプレートを認識できず、リクエストのない 1 件の回答として読みました。`,
      },
    });
  }
  if (rolesAssumed > 0) {
    list.push({
      what: 'roles-assumed',
      why: {
        en: `${counted(rolesAssumed, 'row')} of dialogue ${plural(rolesAssumed, 'does', 'do')} not name the speakers: the user was assumed to begin and the assistant to end. Where the number of utterances is odd, each was read as an answer to the one before.`,
        ja: `対話 ${rolesAssumed} 行には話者の指定がありません。ユーザーから始まりアシスタントで終わるものとして読みました。発話数が奇数の行では、各発話を直前の発話への回答として読みました。`,
      },
    });
  }
  if (untrained > 0) {
    list.push({
      what: 'turns-not-trained-on',
      why: {
        en: `${counted(untrained, 'assistant turn is', 'assistant turns are')} context only (weight 0, or before the answer of a pair) and not read as an answer.`,
        ja: `アシスタントの発話 ${untrained} 件は文脈であり（weight 0、または比較対象の回答より前）、回答としては読んでいません。`,
      },
    });
  }
  if (unwanted > 0) list.push(rejectedAlone(unwanted));
  return list;
}

const rejectedAlone = (rows: number): Coverage['notChecked'][number] => ({
  what: 'rejected-answers-alone',
  why: {
    en: `In ${counted(rows, 'row')} the label says that the answer is not wanted, and their files contain no others: nothing was read as an answer. If the label means something else, scan again with --map user=COLUMN,assistant=COLUMN.`,
    ja: `${rows} 行の回答は、ラベルにより「望ましくない回答」とされ、同じファイルにそれ以外の回答がありません。回答としては何も読んでいません。ラベルの意味が異なる場合は、--map user=列名,assistant=列名 を指定して再度検査してください。`,
  },
});
