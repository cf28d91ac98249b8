/** Formats milliseconds since 1970 as "2027-01-04 09:30 UTC". */
export function isoMinute(at: number): string {
  const days = Math.floor(at / 86_400_000);
  const minutes = Math.floor((at - days * 86_400_000) / 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const [year, month, day] = civil(days);
  return `${year}-${two(month)}-${two(day)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)} UTC`;
}

/**
 * Returns the date of a day counted from 1970 (H. Hinnant, chrono-compatible low-level date algorithms): this room has
 * no clock, not even to convert dates.
 */
function civil(days: number): [year: number, month: number, day: number] {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1];
}
