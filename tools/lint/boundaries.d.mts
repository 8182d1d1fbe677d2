import type { Linter } from 'eslint';
/** Entries of a flat ESLint configuration; they need the TypeScript parser and plugin beside them. */
export const boundaries: Linter.Config[];
