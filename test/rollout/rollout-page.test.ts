import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { folderWith, zenbun } from '../cli/command.ts';

// Settings, commands and figures on the pages for operators must be right.

const page = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

interface PlanJson {
  readonly rollbackGoals: readonly { readonly e: number }[];
  readonly stages: readonly { readonly requestsPerPair: number }[];
  readonly metrics: readonly {
    readonly id: string;
    readonly margin: number;
    readonly isRequired: boolean;
    readonly promotionPairs: number;
    readonly rollback: readonly { readonly rate: number; readonly median: number }[];
  }[];
  readonly probes: { readonly perHour: number };
  readonly assignment: {
    readonly hash: string;
    readonly vectors: readonly { unit: string; bucket: number; salt: string }[];
  };
}

describe.each(['rollout.md', 'rollout.ja.md'])('%s', (name) => {
  const text = page(name);
  const config = /```yaml\n([\s\S]*?)```/.exec(text)![1]!;

  test('its settings can be copied, and its figures follow from them', async () => {
    const cwd = folderWith({ 'zenbun.yaml': config });
    const { code, out, err } = await zenbun(['rollout', 'plan', 'support', '--json', '-'], { cwd });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const plan: PlanJson = JSON.parse(out);
    const metric = (id: string) => plan.metrics.find((one) => one.id === id)!;
    const { promotionPairs, rollback } = metric('refuse-then-comply');
    const at = (rate: number) => rollback.find((one) => one.rate === rate)!.median;
    const requests = promotionPairs * plan.stages[0]!.requestsPerPair;
    for (const figure of [
      `e = ${Math.ceil(plan.rollbackGoals[0]!.e)}`,
      ` ${at(0.2)} `,
      ` ${at(0.57)}`,
      ` ${promotionPairs}`,
      ` ${String(requests).replace(/(\d)(?=(\d{3})+$)/g, '$1,')} `,
      ` ${metric('probe').promotionPairs} `,
    ])
      expect(text, figure).toContain(figure);
    expect(Math.round(metric('probe').promotionPairs / plan.probes.perHour)).toBe(6);
    for (const { id, margin, isRequired } of plan.metrics) {
      const row = new RegExp(`^\\| \`${id}\` \\|.*\\| ${margin * 100}% \\| ?(.*) ?\\|$`, 'm').exec(text);
      expect(row?.[1]?.trim() !== '', id).toBe(isRequired);
    }
    expect(text).toContain(plan.assignment.hash);
    for (const { unit, bucket, salt } of plan.assignment.vectors) {
      expect(text).toContain(`| \`${unit}\` | ${bucket} |`);
      expect(text).toContain(salt);
    }
  });

  test('its commands and flags are there', async () => {
    const helps = new Map<string, string>();
    const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1]!.replaceAll('\\\n', ' '));
    const lines = blocks.flatMap((block) => block.split('\n')).filter((line) => line.startsWith('zenbun'));
    const named = [...text.matchAll(/`(zenbun (?:rollout|ledger|serve) [a-z][^`]*)`/g)].map((match) => match[1]!);
    expect(lines.length).toBeGreaterThan(5);
    for (const line of [...lines, ...named]) {
      const words = line.split('#')[0]!.trim().split(/\s+/).slice(1);
      const path = words.slice(0, ['rollout', 'ledger'].includes(words[0]!) || words[1] === 'key' ? 2 : 1);
      const key = path.join(' ');
      if (!helps.has(key)) helps.set(key, (await zenbun([...path, '--help'])).out);
      expect(helps.get(key), key).toContain(`zenbun ${key}`);
      for (const flag of words.filter((word) => word.startsWith('-'))) expect(helps.get(key), line).toContain(flag);
    }
  });
});

test('both pages say the same of settings, commands and vectors', () => {
  const codes = (text: string) =>
    [...text.matchAll(/`([a-zA-Z][\w.-]*)`/g)]
      .map((match) => match[1]!)
      .filter((code, i, all) => all.indexOf(code) === i);
  const [en, ja] = [codes(page('rollout.md')), codes(page('rollout.ja.md'))];
  expect(new Set(ja)).toEqual(new Set(en));
});
