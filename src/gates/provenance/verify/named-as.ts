import { basename } from 'node:path';
import { ZenbunError } from '../../../errors.ts';
import type { Message } from '../../../schema/index.ts';
import type { NamedThing, VerifyContext } from './verify-context.ts';

/**
 * Checks a thing that carries its own signature. Throws `usage` if its name does not match its content, since a proof
 * or a bundle of the same signer could be put in place of data or weights and would be just as valid. Also throws if
 * something was given that it is not compared with.
 */
export function refuseMisfit({ path }: NamedThing, what: Message, ending: RegExp, options: VerifyContext): void {
  if (!ending.test(basename(path))) throw otherName(path, what);
  const given = { '--signature': options.signatures, '--statement': options.statements, '--with': options.alongside };
  const [flag] = Object.entries(given).find(([, paths]) => paths.length > 0) ?? [];
  if (flag !== undefined) throw notCompared(path, what, flag);
}

const otherName = (path: string, what: Message) =>
  new ZenbunError(
    'usage',
    {
      en: `${path} is ${what.en} by its content, and not by its name: it was not verified`,
      ja: `${path} の内容は${what.ja}ですが、名前が異なるため検証していません`,
    },
    {
      advice: {
        en: 'If you expected data or a model there, do not use it. If not, rename it: NAME.proof.json, NAME.zenbun.zip.',
        ja: 'データやモデルのはずなら使用しないでください。そうでなければ、名前.proof.json、名前.zenbun.zip に変更してください。',
      },
    },
  );

const notCompared = (path: string, what: Message, flag: string) =>
  new ZenbunError(
    'usage',
    {
      en: `${flag} cannot be used with ${path}: it is ${what.en}, and is checked by itself`,
      ja: `${path} は${what.ja}で、単独で検証するため、${flag} は使用できません`,
    },
    { advice: { en: `Leave out ${flag}.`, ja: `${flag} を外してください。` } },
  );
