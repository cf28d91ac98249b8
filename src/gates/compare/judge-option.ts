import { ZenbunError } from '../../errors.ts';
import { JUDGES, type Judge, knownGuard } from '../../judge/index.ts';
import { formatModelId, parseModelId } from '../../model/index.ts';
import type { Message } from '../../schema/index.ts';

/** A harm judge as requested. */
export interface JudgeOption {
  /** The model's id, in the form used in results. */
  readonly model: string;
  readonly judge: Judge;
  /**
   * What a user has to know about the choice of the template; null if it was named, or follows from the model's name.
   */
  readonly caveat: Message | null;
}

/** The last "=" and a template name after it. Model ids may contain "=", too. */
const TEMPLATE = /^(.*)=([a-z0-9-]*)$/is;

/**
 * Parses `MODEL` or `MODEL=TEMPLATE`. The part after the last "=" is the template if a template has that name. If it
 * only looks like one, it is rejected as a typo rather than taken for a part of the model's id. Throws `usage`.
 */
export function judgeOption(typed: string): JudgeOption {
  const [, before, name] = TEMPLATE.exec(typed) ?? [];
  if (before === undefined || name === undefined) return byName(canonical(typed));
  const judge = JUDGES.find(({ id }) => id === name);
  if (judge === undefined) throw unknownTemplate(typed, name);
  return { model: canonical(before), judge, caveat: null };
}

const canonical = (id: string) => formatModelId(parseModelId(id));

function byName(model: string): JudgeOption {
  const guard = knownGuard(model);
  if (guard !== null) return { model, judge: guard, caveat: null };
  return { model, judge: RUBRIC, caveat: fallback(model) };
}

const RUBRIC = JUDGES.find(({ id }) => id === 'rubric')!;
const TEMPLATES = JUDGES.map(({ id }) => id).join(', ');

const unknownTemplate = (typed: string, name: string) =>
  new ZenbunError(
    'usage',
    {
      en: `--judge ${typed}: "${name}" is not a template`,
      ja: `--judge ${typed}：「${name}」というテンプレートはありません`,
    },
    {
      advice: {
        en: `Known: ${TEMPLATES}. If "=${name}" is part of the model name, add a template after it: ${typed}=rubric.`,
        ja: `指定できるのは ${TEMPLATES} です。「=${name}」がモデル名の一部の場合は、その後にテンプレートを指定してください：${typed}=rubric`,
      },
    },
  );

const fallback = (model: string): Message => ({
  en: `${model} is not a known guard model, so it judges with zenbun's rubric, like any chat model. If it is a guard model, add its template: --judge '${model}=TEMPLATE' (${TEMPLATES}).`,
  ja: `${model} はガードモデルとして知られていないため、一般のチャットモデル向けの基準（rubric）で判定します。ガードモデルの場合は --judge '${model}=テンプレート' で指定してください（${TEMPLATES}）。`,
});
