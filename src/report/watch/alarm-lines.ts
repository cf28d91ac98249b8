import type { HitCount, Lang, WatchAlarm, WatchSuspect } from '../../schema/index.ts';
import { grouped, percent } from '../numbers.ts';

export const alarmTitle = (lang: Lang): string =>
  lang === 'ja' ? '回答の傾向が変化しました' : 'The answers have changed';

/** Formats "3.1 %"; "–" if nothing was counted. */
export const rateOf = ({ hits, of }: HitCount): string => (of === 0 ? '–' : percent(hits / of));

/** Formats evidence as a whole number, or with its power of ten if it is large. */
export const evidenceText = (evidence: number): string =>
  evidence < 1e6 ? grouped(Math.round(evidence)) : evidence.toExponential(1).replace('+', '');

/** Says what moved: "refusals, more: 3.0 % in the reference, 7.4 % since (m, en)". */
export function suspectLine({ title, reference, observed, part, named }: WatchSuspect, lang: Lang): string {
  const [before, since] = [rateOf(reference), rateOf(observed)];
  const where = part === null ? '' : [part.model, part.language ?? ''].filter((text) => text !== '').join(', ');
  if (lang === 'ja') {
    const told = `${title.ja}：基準 ${before}、その後 ${since}`;
    return `${told}${where === '' ? '' : `（${where}）`}${named ? '' : '（断定はできません）'}`;
  }
  const told = `${title.en}: ${before} in the reference, ${since} since`;
  return `${told}${where === '' ? '' : ` (${where})`}${named ? '' : ' (not certain by itself)'}`;
}

/** Says what the alarm rests on. */
export function guaranteeLine({ horizon, alpha }: Pick<WatchAlarm, 'horizon' | 'alpha'>, lang: Lang): string {
  return lang === 'ja'
    ? `誤報の確率：${grouped(horizon)} 件の回答につき最大 ${percent(alpha)}（回答の傾向が基準と変わらない場合）`
    : `Chance of a false alarm in ${grouped(horizon)} answers: at most ${percent(alpha)}, while answers come as in the reference.`;
}

export function alarmSummary(alarm: WatchAlarm, time: string, lang: Lang): string {
  const [evidence, threshold] = [evidenceText(alarm.evidence), evidenceText(alarm.threshold)];
  return lang === 'ja'
    ? `${time}、${grouped(alarm.answers)} 件目の回答で検出（エビデンス ${evidence}、しきい値 ${threshold}）`
    : `At ${time}, after ${grouped(alarm.answers)} answers (evidence ${evidence}, threshold ${threshold}).`;
}
