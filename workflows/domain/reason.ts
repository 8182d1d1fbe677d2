/**
 * Why something is as it is: a stable code with the values behind it. It becomes a sentence only where it is
 * shown; `text` is the English wording that every answer of the API carries.
 */
export interface Reason {
  /** Stable, kebab-case, dotted after its noun: `anchor`, `offset`, `quiet-hours.moved`, `consent.missing`. */
  readonly code: string;
  readonly text: string;
  readonly [value: string]: string | number | boolean | null | undefined;
}
