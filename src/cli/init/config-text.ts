import type { Lang } from '../../schema/index.ts';
import { HELP } from '../program/help/help-texts.ts';
import type { Answers } from './answers.ts';
import { yamlText } from './yaml-text.ts';

/** Lets editors with a YAML language server check and complete the file. */
const SCHEMA_LINE = '# yaml-language-server: $schema=node_modules/zenbun/schema/zenbun.schema.json';

interface Setting {
  readonly help: keyof typeof HELP;
  readonly lines: readonly string[];
  /** False for settings that appear as comments, ready to be used. */
  readonly inForce: boolean;
}

/** Returns a `zenbun.yaml` with the answers, and the most requested settings as comments. */
export function configText({ lang, failOn, data }: Answers): string {
  const scan = [
    set('failOn', `failOn: ${failOn}`),
    offered('scanMap', 'map: user=question,assistant=reply'),
    offered('maxSkipped', 'maxSkipped: 1%'),
    offered('accept', 'accept: accepted.yaml'),
  ];
  const compare = [
    offered('before', 'before: ollama:llama3'),
    offered('after', 'after: ollama:mine'),
    data.length === 0
      ? offered('data', 'data: [data/]')
      : set('data', 'data:', ...data.map((path) => `  - ${yamlText(path)}`)),
    offered('maxRequests', 'maxRequests: 400'),
  ];
  return [
    SCHEMA_LINE,
    `# ${HELP.config[lang]}`,
    '',
    `# ${HELP.lang[lang]}`,
    `lang: ${lang}`,
    '',
    ...section('scan', scan, lang),
    '',
    ...section('compare', compare, lang),
    '',
    ...section('serve', SERVE, lang),
    '',
  ].join('\n');
}

const set = (help: Setting['help'], ...lines: string[]): Setting => ({ help, lines, inForce: true });
const offered = (help: Setting['help'], line: string): Setting => ({ help, lines: [line], inForce: false });

/** A gateway is set up later than a scan, so all its settings are offered as comments. */
const SERVE: readonly Setting[] = [
  offered('serveUpstreams', 'upstreams: { vllm: { url: http://127.0.0.1:8000/v1, key: env:VLLM_API_KEY } }'),
  offered('serveModels', 'models: { my-model: { guard: final } }'),
  offered('serveLedger', 'ledger: { folder: ledger, origin: localhost/zenbun }'),
];

/**
 * Writes a section. One without any setting in force is commented out as a whole, since YAML reads an empty one as
 * null.
 */
function section(name: 'scan' | 'compare' | 'serve', settings: readonly Setting[], lang: Lang): string[] {
  const live = settings.some(({ inForce }) => inForce);
  const lines = settings.flatMap(({ help, lines, inForce }) => [
    `  # ${HELP[help][lang]}`,
    ...lines.map((line) => (inForce || !live ? `  ${line}` : `  # ${line}`)),
  ]);
  const whole = [`${name}:`, ...lines];
  return [`# ${HELP[name][lang]}`, ...(live ? whole : whole.map((line) => `# ${line}`))];
}
