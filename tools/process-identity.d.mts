/** A process with the time it started at, so that a number used again is not mistaken for it. */
export interface ProcessIdentity {
  pid: number;
  startedAt: string | null;
}
export function startTimeOf(pid: number): string | null;
export function identityOf(pid: number): ProcessIdentity;
export function isRunning(identity: ProcessIdentity): boolean;
export function commandLineOf(pid: number): string;
