/** A text for people, in both languages. A test fails if one side is empty. */
export interface Message {
  readonly en: string;
  readonly ja: string;
}

/** The languages that zenbun speaks. */
export type Lang = keyof Message;
