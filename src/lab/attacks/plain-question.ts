/** The question and nothing else. */
export const plainQuestion = (question: string): string => question;
