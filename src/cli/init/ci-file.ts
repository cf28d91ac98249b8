import { type Answers, type CiKind, scanOf } from './answers.ts';
import { yamlText } from './yaml-text.ts';

export interface NewFile {
  readonly path: string;
  readonly text: string;
}

// Actions are pinned to commits: a tag can be moved, and this job reads what a model will learn from.
const CHECKOUT = 'actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0';
const SETUP_NODE = 'actions/setup-node@a0853c24544627f65ddf259abe73b1d18a591444 # v5.0.0';
const UPLOAD_SARIF = 'github/codeql-action/upload-sarif@5d4e8d1aca955e8d8589aabd499c5cae939e33c7 # v4.31.9';

/** Installs exactly this version without changing any file of the repository. */
const install = (version: string): string => `npm install --no-save --ignore-scripts zenbun@${version}`;

const TEXTS: Readonly<Record<Exclude<CiKind, 'none'>, (answers: Answers, version: string) => NewFile>> = {
  github: (answers, version) => ({
    path: '.github/workflows/zenbun.yml',
    text: `name: zenbun

on:
  pull_request:

permissions:
  contents: read

jobs:
  scan:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      security-events: write # for the findings in the pull request
      # actions: read # also needed in private repositories
    steps:
      - uses: ${CHECKOUT}
        with:
          persist-credentials: false
      - uses: ${SETUP_NODE}
        with:
          node-version: 22
      - run: ${install(version)}
      - run: ${yamlText(`npx ${scanOf(answers)} --sarif zenbun.sarif`)}
      # Also if the scan fails, because that is when there are findings to show; forks may not upload.
      - uses: ${UPLOAD_SARIF}
        if: >-
          !cancelled() && hashFiles('zenbun.sarif') != '' &&
          github.event.pull_request.head.repo.full_name == github.repository
        with:
          sarif_file: zenbun.sarif
          category: zenbun
`,
  }),
  gitlab: (answers, version) => ({
    path: '.gitlab-ci.zenbun.yml',
    text: `# In .gitlab-ci.yml:
#   include:
#     - local: .gitlab-ci.zenbun.yml
zenbun:
  image: node:22-slim
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  script:
    - ${install(version)}
    - ${yamlText(`npx ${scanOf(answers)} --junit zenbun.xml`)}
  artifacts:
    when: always
    reports:
      junit: zenbun.xml
`,
  }),
  'pre-commit': (answers, version) => ({
    path: '.pre-commit-config.yaml',
    text: `repos:
  - repo: local
    hooks:
      - id: zenbun
        name: zenbun scan
        language: node
        additional_dependencies: ['zenbun@${version}']
        entry: ${yamlText(scanOf(answers))}
        # The data set is always scanned as a whole, no matter which file changed.
        pass_filenames: false
${changesThatMatter(answers.data)}`,
  }),
};

/** Returns the file that makes CI scan the data, or null if none is wanted. */
export const ciFile = (answers: Answers, version: string): NewFile | null =>
  answers.ci === 'none' ? null : TEXTS[answers.ci](answers, version);

/**
 * Limits a hook to changes of the data. Returns '' if a path is a glob or leads outside, since what those cover is not
 * guessed.
 */
function changesThatMatter(data: readonly string[]): string {
  const inside = data.map((path) => path.replace(/^(?:\.\/+)+/, '').replace(/\/+$/, ''));
  const plain = inside.every((path) => !/^(?:\.?$|\/|\.\.(?:\/|$))|[*?[\]{}!\\]|^[A-Za-z]:/.test(path));
  if (data.length === 0 || !plain) return '';
  const names = inside.map((path) => path.replace(/[.+^$()|]/g, '\\$&')).join('|');
  return `        files: ${yamlText(`^(?:${names})(?:/|$)`)}\n`;
}
