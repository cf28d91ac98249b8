/** Suffixes that only say how the same weights are stored, and the date of a hosted model's version. */
const STORED_AS = /(?:-unsloth)?(?:-bnb)?-(?:4bit|8bit|int4|int8|fp8|awq|gptq|gguf|bf16|fp16|hf)$|-\d{4}-\d\d-\d\d$/;
/** Folders in which people keep models: a path of two parts that begins with one of them names no owner. */
const FOLDERS =
  /^(?:models?|base|bases|checkpoints?|ckpts?|outputs?|results?|saves?|data|weights|pretrained|tmp|mnt|workspace|hf|cache|artifacts|runs?)$/;

/**
 * Reports whether two names may refer to the same model. `same`: the last part is the same, and so is the owner if both
 * names have one. `maybe`: a path on a disk can hold any model, and a mirror has another owner. `other`: two names of a
 * hub whose last parts differ.
 */
export function compareModelNames(a: string, b: string): 'same' | 'maybe' | 'other' {
  const [one, other] = [partsOf(a), partsOf(b)];
  if (one.name === other.name) {
    return one.owner === null || other.owner === null || one.owner === other.owner ? 'same' : 'maybe';
  }
  return one.isPath || other.isPath ? 'maybe' : 'other';
}

interface NameParts {
  readonly owner: string | null;
  readonly name: string;
  readonly isPath: boolean;
}

function partsOf(name: string): NameParts {
  const plain = name.trim().toLowerCase().replaceAll('\\', '/').replace(/\/+$/, '');
  const cached = /models--([^/]+?)--([^/]+)(?:\/|$)/.exec(plain);
  if (cached !== null) return { owner: cached[1]!, name: bare(cached[2]!), isPath: false };
  const parts = plain
    .replace(/^(?:https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co|modelscope\.cn\/models)\/|hf:\/\/)/, '')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  const isTwo = parts.length === 2 && !/^(?:[./~]|[a-z]:|file:|s3:|gs:)/.test(plain) && !FOLDERS.test(parts[0]!);
  // Hosted models have names without an owner, and with a version in them.
  const isHosted = parts.length === 1 && /^(?:gpt-|o\d|gemini-|mistral-|codestral|claude-|command-)/.test(plain);
  return { owner: isTwo ? parts[0]! : null, name: bare(parts.at(-1) ?? ''), isPath: !isTwo && !isHosted };
}

function bare(name: string): string {
  let now = name.replace(/^meta-(?=llama)/, '');
  for (let was = ''; was !== now; ) [was, now] = [now, now.replace(STORED_AS, '')];
  return now;
}
