/** The machine's own browser, or undefined when there is none. Nothing is downloaded. */
export function findBrowser(): string | undefined;
/** What to tell somebody who has none. */
export const HOW_TO_GET_A_BROWSER: string;
