import { ZenbunError } from '../../errors.ts';
import type { GatewayPlan, GatewayRoute, Upstream } from '../../gateway/index.ts';
import type { Message } from '../../schema/index.ts';
import type { LiveRollouts } from '../rollout/live-rollouts.ts';
import { accessKeys } from './serve-keys.ts';
import type { ServedModelOption, ServeOptions } from './serve-options.ts';

/**
 * Builds the plan of a gateway from its configuration. A canary is served only as the share of its rollout, never by
 * its own name. Throws `usage` for models, servers and fallbacks that do not exist.
 */
export function planOf(
  options: ServeOptions,
  upstreams: ReadonlyMap<string, Upstream>,
  rollouts: LiveRollouts,
): GatewayPlan {
  const models = Object.entries(options.models ?? {});
  if (models.length === 0) throw wrong('models', { en: 'names no model', ja: 'にモデルがありません' });
  const served = new Map(models.map(([name, model]) => [name, servedBy(name, model, upstreams)] as const));
  const canaries = new Set(Object.values(options.rollouts ?? {}).map(({ canary }) => canary));
  const routes = new Map(
    models.map(([name, model]): [string, GatewayRoute] => {
      const fallback = model.fallback === undefined ? null : served.get(model.fallback);
      if (fallback === undefined || model.fallback === name || canaries.has(model.fallback ?? ''))
        throw wrong(`models.${name}.fallback`, {
          en: 'must name another model in serve.models, and no canary',
          ja: 'は serve.models のうち、段階公開の候補でない別のモデルを指定してください',
        });
      return [
        name,
        {
          ...served.get(name)!,
          name,
          stage: model.stage ?? 'stable',
          modelDigest: model.digest ?? null,
          bucket: null,
          rollout: null,
          policy: model.guard ?? 'final',
          hold: model.hold ?? 'opening',
          fallback: fallback && { ...fallback, name: model.fallback! },
        },
      ];
    }),
  );
  const missing = rollouts.missingIn(routes);
  if (missing !== null)
    throw wrong('models', {
      en: `lacks "${missing}", which a rollout of this gateway needs until the next start`,
      ja: `に「${missing}」がありません。次の起動まで段階公開で使用します`,
    });
  const unreadPaths = options.unread ?? [];
  const odd = unreadPaths.find((path) => !/^\/v1\/[\w/-]+$/.test(path));
  if (odd !== undefined)
    throw wrong('unread', {
      en: `"${odd}" is not a path under /v1/`,
      ja: `「${odd}」は /v1/ の下のパスではありません`,
    });
  return {
    keys: accessKeys(options.keys ?? []),
    router: (request, client) => rollouts.route(request, client, routes),
    models: [...routes.keys()].filter((name) => !rollouts.isCanary(name)),
    unreadPaths,
  };
}

/** Returns the server of a model, and its name there. Throws `usage` if no such server is configured. */
export function servedBy(
  name: string,
  { upstream, model }: ServedModelOption,
  upstreams: ReadonlyMap<string, Upstream>,
) {
  const [only] = upstreams.size === 1 ? upstreams.values() : [];
  const found = upstream === undefined ? only : upstreams.get(upstream);
  if (found === undefined) {
    const known = [...upstreams.keys()].join(', ');
    throw wrong(`models.${name}.upstream`, {
      en: upstream === undefined ? `must name one of ${known}` : `"${upstream}" is not one of ${known}`,
      ja: `は次のいずれかを指定してください：${known}`,
    });
  }
  return { upstream: found, model: model ?? name };
}

const wrong = (where: string, { en, ja }: Message) =>
  new ZenbunError('usage', { en: `serve.${where} ${en}`, ja: `serve.${where} ${ja}` });
