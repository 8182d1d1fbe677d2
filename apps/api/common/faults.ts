import type { Fault } from '@aftercare/workflows/domain/errors.js';
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** `['products', 0, 'code']` → `/products/0/code`, escaped as RFC 6901 says. */
export function toPointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** All faults that zod found, each with its place. */
export function faultsOf(issues: readonly Issue[], prefix: readonly PropertyKey[] = []): Fault[] {
  return issues.flatMap((issue) => faultsOfIssue(issue, [...prefix, ...(issue.path ?? [])]));
}

function faultsOfIssue(issue: Issue, path: PropertyKey[]): Fault[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: toPointer([...path, key]),
      message: 'is not a field of this request',
    }));
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return faultsOfClosest(issue.errors, path);
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined'))
    return [{ path: toPointer(path), message: 'is missing' }];
  return [{ path: toPointer(path), message: issue.message }];
}

/** Of several allowed shapes the one that was most likely meant: the one with the fewest faults. */
function faultsOfClosest(branches: readonly (readonly Issue[])[], path: PropertyKey[]): Fault[] {
  const weigh = (branch: readonly Issue[]) =>
    branch.some((issue) => issue.code === 'invalid_type' && issue.path.length === 0)
      ? Infinity
      : faultsOf(branch).length;
  const closest = branches.reduce((best, branch) => (weigh(branch) < weigh(best) ? branch : best));
  return faultsOf(closest, path);
}
