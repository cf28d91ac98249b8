import { chanceInWords, grouped } from '../../report/index.ts';
import {
  counted,
  type Evidence,
  type EvidenceOf,
  evidenceOf,
  type Finding,
  type Message,
  type ScanResult,
} from '../../schema/index.ts';
import { worstState } from '../gate-state.ts';
import { joined, named } from '../in-words.ts';
import { type GateReading, notChecked } from './gate-reading.ts';

/** Maximum number of titles in a sentence. */
const MAX_TITLES = 3;

/** Reads the data gate: what the scans say about the training data. */
export function dataGate(evidence: readonly Evidence[]): GateReading {
  const scans = evidenceOf(evidence, 'scan');
  if (scans.length === 0)
    return notChecked({ en: 'The training data were not checked.', ja: '学習データは検査していません。' });
  const state = worstState(scans.map(({ result }) => result.verdict));
  const worst = scans.filter(({ result }) => result.verdict === state);
  return {
    state,
    because: because(worst[0]!, scans.length),
    errorRate: errorRate(worst[0]!.result),
    evidence: scans.map(({ source }) => source.id),
    unchecked: scans.flatMap((one) => [...unchecked(one)]),
  };
}

function because({ result, source }: EvidenceOf<'scan'>, scans: number): Message {
  const { verdict, coverage } = result;
  const read = { en: counted(grouped(coverage.read), 'row'), ja: `${grouped(coverage.read)} 行` };
  const where =
    scans === 1
      ? { en: '', ja: '' }
      : { en: ` (${source.id}, the worst of ${scans})`, ja: `（${source.id}、${scans} 件中で最も悪い結果）` };
  if (verdict === 'pass')
    return {
      en: `Nothing suspicious was found; ${read.en} read to the end${where.en}.`,
      ja: `最後まで読んだ ${read.ja}に、疑わしいものは見つかりませんでした${where.ja}。`,
    };
  const found = result.findings.filter(({ level }) => level === verdict);
  if (found.length === 0)
    return {
      en: `Too much of the data could not be read to judge it: ${grouped(coverage.skipped)} of ${counted(grouped(coverage.rows), 'row')} skipped${where.en}.`,
      ja: `読み取れない部分が多く、判断できません。${grouped(coverage.rows)} 行中 ${grouped(coverage.skipped)} 行が読み取れませんでした${where.ja}。`,
    };
  const titles = titlesOf(found);
  const flagged = grouped(result.flagged.rows);
  return verdict === 'block'
    ? {
        en: `${flagged} of ${counted(grouped(coverage.read), 'row')} show patterns that are typical of tampering: ${titles.en}${where.en}.`,
        ja: `${grouped(coverage.read)} 行中 ${flagged} 行に、不正な仕込みに特有の傾向があります：${titles.ja}${where.ja}。`,
      }
    : {
        en: `${flagged} of ${counted(grouped(coverage.read), 'row')} need a look by a person: ${titles.en}${where.en}.`,
        ja: `${grouped(coverage.read)} 行中 ${flagged} 行は、人による確認が必要です：${titles.ja}${where.ja}。`,
      };
}

/** Returns the titles of findings, each once, the most certain first. */
function titlesOf(findings: readonly Finding[]): Message {
  const sorted = [...findings].sort((a, b) => b.confidence - a.confidence);
  return joined(
    sorted.map(({ title }) => named(title)),
    MAX_TITLES,
  );
}

function errorRate({ verdict, findings }: ScanResult): Message {
  if (verdict === 'pass')
    return {
      en: 'A pass is not proof of absence: attacks of an unknown kind, or in a small share of the rows, can be missed.',
      ja: '合格は「攻撃がない」という証明ではありません。未知の手口や、ごく一部の行だけに仕込まれた攻撃は見逃すことがあります。',
    };
  const found = findings.filter(({ level }) => level === verdict);
  if (found.length === 0)
    return {
      en: 'No error rate can be given for what was not read.',
      ja: '読んでいない部分について、誤りの確率は示せません。',
    };
  const tested = found.filter(({ baseRate }) => baseRate !== null);
  const left = 1 - Math.max(...tested.map(({ confidence }) => confidence), 0);
  if (tested.length === 0)
    return {
      en: 'They were found by their form, not by a count; a person can tell by the rows listed.',
      ja: '件数ではなく形から見つけたものです。一覧の行を見れば確認できます。',
    };
  const chance = chanceInWords(left);
  return {
    en: `The clearest of them would hardly ever come up in harmless data by chance (${chance.en}). That says nothing about intent.`,
    ja: `最も明確な傾向が、無害なデータで偶然これほど多く見つかることはまずありません（${chance.ja}）。悪意の有無は分かりません。`,
  };
}

/** Lists what was not checked, in words for every reader; a scan's own list of it appears further back in a report. */
function* unchecked({ result: { coverage, inputs }, source: { id } }: EvidenceOf<'scan'>): Generator<Message> {
  const { skipped, rows, unreadFiles, notChecked: left } = coverage;
  if (skipped > 0)
    yield {
      en: `${counted(grouped(skipped), 'row')} of ${grouped(rows)} could not be read (${id}).`,
      ja: `${grouped(rows)} 行中 ${grouped(skipped)} 行は読み取れませんでした（${id}）。`,
    };
  if (unreadFiles.length > 0)
    yield {
      en: `Not read: ${counted(grouped(unreadFiles.length), 'file')} in the folders (${id}).`,
      ja: `フォルダー内の ${grouped(unreadFiles.length)} ファイルは読んでいません（${id}）。`,
    };
  const fields = inputs.flatMap(({ fields }) => fields.unread);
  if (fields.length > 0)
    yield {
      en: `Not looked at: ${counted(fields.length, 'field')} with longer texts (${id}).`,
      ja: `長い文章を含む項目のうち ${fields.length} 個は検査していません（${id}）。`,
    };
  if (left.some(({ what }) => what === 'harmful-content'))
    yield {
      en: `The training data were checked for patterns that teach a model to give in to harmful requests, not for harmful content (${id}).`,
      ja: `個々の文章が有害かどうかは調べていません。調べたのは、有害な質問に応じるよう仕向ける仕掛けの有無です（${id}）。`,
    };
}
