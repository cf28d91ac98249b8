import { type Argument, type Command, Help as CommanderHelp, type Option } from 'commander';
import { wrap } from '../../../report/index.ts';
import { japaneseBy, type Lang, type Message } from '../../../schema/index.ts';
import { HELP } from './help-texts.ts';

/** Returns a help text in the current language. */
export type Help = (key: keyof typeof HELP) => string;

/** Translations of commander's own headings. */
const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '使い方：',
  'Arguments:': '引数：',
  'Options:': 'オプション：',
  'Commands:': 'コマンド：',
};
const ERRORS: readonly Message[] = [
  { en: "error: missing required argument '{name}'", ja: 'エラー：引数 {name} がありません' },
  { en: "error: option '{flags}' argument missing", ja: 'エラー：オプション {flags} に値がありません' },
  { en: "error: required option '{flags}' not specified", ja: 'エラー：オプション {flags} は必須です' },
  {
    en: "error: unknown option '{flag}'\n(Did you mean one of {others}?)",
    ja: 'エラー：オプション {flag} はありません\n（もしかして：{others}）',
  },
  {
    en: "error: unknown option '{flag}'\n(Did you mean {other}?)",
    ja: 'エラー：オプション {flag} はありません\n（もしかして：{other}）',
  },
  {
    en: "error: option '{flag}' stands before '{name}'; write it behind, if it takes it",
    ja: 'エラー：オプション {flag} が {name} より前にあります。使えるオプションなら、後ろに指定してください',
  },
  { en: "error: unknown option '{flag}'", ja: 'エラー：オプション {flag} はありません' },
  {
    en: "error: unknown command '{name}'\n(Did you mean one of {others}?)",
    ja: 'エラー：コマンド {name} はありません\n（もしかして：{others}）',
  },
  {
    en: "error: unknown command '{name}'\n(Did you mean {other}?)",
    ja: 'エラー：コマンド {name} はありません\n（もしかして：{other}）',
  },
  { en: "error: unknown command '{name}'", ja: 'エラー：コマンド {name} はありません' },
  {
    en: "error: too many arguments for '{name}'. Expected {most} arguments but got {got}.",
    ja: 'エラー：{name} の引数が多すぎます（{most} 個まで、指定は {got} 個）',
  },
  {
    en: "error: too many arguments for '{name}'. Expected {most} argument but got {got}.",
    ja: 'エラー：{name} の引数が多すぎます（{most} 個まで、指定は {got} 個）',
  },
  {
    en: "error: option '{flags}' argument '{value}' is invalid. Allowed choices are {choices}.",
    ja: 'エラー：オプション {flags} の値 {value} は指定できません。選択肢：{choices}',
  },
  {
    en: "error: command-argument value '{value}' is invalid for argument '{name}'. Allowed choices are {choices}.",
    ja: 'エラー：引数 {name} の値 {value} は指定できません。選択肢：{choices}',
  },
];

const errorInJapanese = japaneseBy(ERRORS);

/** Translates an error of commander into the language. */
export const errorIn = (lang: Lang, error: string): string =>
  lang === 'ja' ? `${errorInJapanese(error.trimEnd())}\n` : error;

/** If the language is Japanese, translates commander's own words in the help of a command and of those below it. */
export function helpIn(lang: Lang, command: Command): Command {
  if (lang === 'en') return command;
  return command.helpOption('-h, --help', HELP.help.ja).configureHelp({
    styleTitle: (title) => TITLES[title] ?? title,
    // Commander breaks lines at spaces, which Japanese does not have.
    boxWrap: (text, width) => wrap(text, width).join('\n'),
    // Commander puts a space after the title, which does not belong after a full-width colon.
    formatHelp: (shown, helper) =>
      CommanderHelp.prototype.formatHelp.call(helper, shown, helper).replace(`${TITLES['Usage:']} `, TITLES['Usage:']!),
    argumentDescription: ({ description, argChoices }: Argument) =>
      argChoices === undefined ? description : `${description}（選択肢：${argChoices.join('、')}）`,
    optionDescription: ({ description, argChoices, defaultValue }: Option) => {
      const extra = [
        ...(argChoices === undefined ? [] : [`選択肢：${argChoices.join('、')}`]),
        ...(defaultValue === undefined || typeof defaultValue === 'boolean' ? [] : [`既定値：${defaultValue}`]),
      ];
      return extra.length === 0 ? description : `${description}（${extra.join('、')}）`;
    },
  });
}
