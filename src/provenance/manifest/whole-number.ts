/** Reports whether a value is a whole number from 0 up that a double holds exactly. */
export function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
