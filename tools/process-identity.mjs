import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * A process id alone does not say which process it is: numbers are used again. Together with the time at which the
 * process started it does, so nothing here ever ends a stranger.
 */

/** When the process started, as an opaque text that stays the same while it lives; null when there is no such process. */
export function startTimeOf(pid) {
  return process.platform === 'linux' ? startTimeFromProc(pid) : startTimeFromPs(pid);
}

/** The process behind `pid` as it is now, to be kept in a file. */
export function identityOf(pid) {
  return { pid, startedAt: startTimeOf(pid) };
}

/** Whether exactly the process that was written down is still running. */
export function isRunning({ pid, startedAt }) {
  return Number.isInteger(pid) && pid > 0 && startedAt !== null && startTimeOf(pid) === startedAt;
}

/** The command line of a process, its arguments joined by spaces; empty when it cannot be read. */
export function commandLineOf(pid) {
  try {
    if (process.platform === 'linux')
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

function startTimeFromProc(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name in parentheses and may hold anything; the rest counts from its last ')'.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startTicks] = [fields[0], fields[19]];
    // A zombie has ended; only its parent has not asked yet.
    return state === 'Z' || state === 'X' ? null : `${startTicks}@${bootId()}`;
  } catch {
    return null;
  }
}

/** Ticks count from the start of the machine, so they mean something only within one run of it. */
function bootId() {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim().slice(0, 8);
}

function startTimeFromPs(pid) {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return line === '' || line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '');
  } catch {
    return null;
  }
}
