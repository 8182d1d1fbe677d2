/** The texts of a room in another language: each of the English ones, and no other. */
export type Words<English extends Readonly<Record<string, string>>> = Readonly<Record<keyof English, string>>;
