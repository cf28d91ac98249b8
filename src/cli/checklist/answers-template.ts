import { CHECKLIST_ITEMS } from '../../assessment/index.ts';
import { referenceTexts, TEAM_NAMES, wrap } from '../../report/index.ts';
import type { ChecklistItem, Lang, Message } from '../../schema/index.ts';
import { ANSWERED_STATES, ANSWERS_SCHEMA } from './answers-file.ts';

const WIDTH = 110;

const INTRODUCTION: Message = {
  en:
    'Answers to the checklist of zenbun. Keep this file in the repository; zenbun checklist reads it.\n' +
    `state is one of ${ANSWERED_STATES.join(', ')}. An answer needs by (a name) and date (2026-11-29); not-applicable also needs its reason as note.\n` +
    'Leave an item empty until somebody can answer for it. What the results of zenbun show is filled in from them, and stands against "confirmed" here.\n' +
    'This is neither a certification nor legal advice. Documents are named for orientation; none is claimed to require an item.',
  ja:
    'zenbun のチェックリストへの回答です。リポジトリに保管してください。zenbun checklist が読み取ります。\n' +
    `state は ${ANSWERED_STATES.join('、')} のいずれかです。回答には by（氏名）と date（2026-11-29 の形式）が必要です。not-applicable には理由（note）も必要です。\n` +
    '回答できる人が決まるまで、空欄のままにしてください。zenbun の結果で分かる項目は結果から記入され、ここでの confirmed より優先されます。\n' +
    '認証や法的助言ではありません。文書名は参考であり、各項目がその文書で義務付けられているという意味ではありません。',
};

const TO_SHOW: Message = { en: 'Evidence needed: ', ja: '必要な資料：' };

/** Returns an answers file with every item and no answer. */
export function answersTemplate(lang: Lang): string {
  const items = CHECKLIST_ITEMS.map((item) => entry(item, lang));
  return `${comment(INTRODUCTION[lang], '')}\nschema: ${ANSWERS_SCHEMA}\nanswers:\n${items.join('\n')}`;
}

function entry({ id, teams, question, toShow, references }: ChecklistItem, lang: Lang): string {
  const names = teams.map((team) => TEAM_NAMES[team][lang]).join(lang === 'ja' ? '、' : ', ');
  const about = [names, ...referenceTexts(references, lang)].join(' · ');
  const comments = [about, question[lang], TO_SHOW[lang] + toShow[lang]].map((text) => comment(text, '  '));
  return `${comments.join('')}  - item: ${id}\n    state:\n    note:\n    by:\n    date:\n`;
}

const comment = (text: string, indent: string): string =>
  wrap(text, WIDTH - indent.length - 2)
    .map((line) => `${indent}# ${line}\n`)
    .join('');
