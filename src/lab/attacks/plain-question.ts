/** Returns the question unchanged. */
export const plainQuestion = (question: string): string => question;
