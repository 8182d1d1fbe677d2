/** In the address of an import that is not sent yet. */
export const NEW_IMPORT = 'new';

export interface ImportsView {
  /** The id of an import; `new`: one is put together; undefined: all. */
  at?: string;
}

export function readImportsView({ at }: Record<string, unknown>): ImportsView {
  return { at: typeof at === 'string' && at !== '' ? at : undefined };
}
