/**
 * Returns the day, such as `2026-11-30`, in the easternmost time zone at a time in ISO 8601: people date their answers
 * by their local day.
 */
export const lastDayAt = (at: string): string => new Date(Date.parse(at) + 14 * 3_600_000).toISOString().slice(0, 10);
