/** A text for people, in both languages. A test fails when one side is empty. */
export interface Message {
  readonly en: string;
  readonly ja: string;
}

/** The languages in which zenbun speaks. */
export type Lang = keyof Message;
