/** The day, as `2026-11-30`, that it is in the zone farthest east at a time in ISO 8601: people date their answers by the day of wherever they are. */
export const lastDayAt = (at: string): string => new Date(Date.parse(at) + 14 * 3_600_000).toISOString().slice(0, 10);
