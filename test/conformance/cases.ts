import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

type Json = Record<string, unknown>;

/** One case: the body of a simulation and what must hold of its answer. */
export interface Case {
  readonly id: string;
  readonly from: string;
  /** A whole body for `POST /v1/simulations`. */
  readonly given: Json;
  readonly expect: Expectation;
}

export interface Expectation {
  readonly followUps?: readonly Json[];
  readonly none?: readonly Json[];
  readonly dueDates?: Readonly<Record<string, readonly string[]>>;
  readonly targets?: readonly Json[];
  readonly escalations?: readonly {
    readonly of: string;
    readonly fired: readonly (readonly [number, string])[];
  }[];
  readonly agreement?: Json;
  readonly error?: { readonly code: string; readonly paths: readonly string[] };
}

interface CaseFile {
  readonly calendars?: readonly (Json & { readonly calendar: string })[];
  readonly cases: readonly {
    readonly id: string;
    readonly from?: string;
    readonly given: Json;
    readonly expect: Expectation;
  }[];
}

/** Reads a file of cases that lies beside this one and fills in what cases may leave out. */
export function readCases(name: string): Case[] {
  const path = fileURLToPath(new URL(name, import.meta.url));
  const { calendars = [], cases } = parse(readFileSync(path, 'utf8')) as CaseFile;
  return cases.map(({ id, from = 'own', given, expect }) => ({
    id,
    from,
    given: complete(id, given, calendars),
    expect,
  }));
}

/** A policy may leave out its names and rank; calendars may be named instead of given. */
function complete(id: string, given: Json, shared: NonNullable<CaseFile['calendars']>): Json {
  const own = (given['calendars'] as (string | Json)[] | undefined) ?? [];
  const names = new Set(own.filter((calendar) => typeof calendar === 'string'));
  const inline = own.filter((calendar): calendar is Json => typeof calendar !== 'string');
  const policy = { policy: id, name: id, family: id, rank: 1, ...(given['policy'] as Json) };
  const used = JSON.stringify(policy);
  const inlineKeys = new Set(inline.map((calendar) => calendar['calendar']));
  const needed = shared.filter(
    ({ calendar }) =>
      (names.has(calendar) || used.includes(`"calendar":"${calendar}"`)) && !inlineKeys.has(calendar),
  );
  return { ...given, policy, calendars: [...inline, ...needed] };
}
