import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Command } from '../servers/command.js';
import { sendSignal } from './child.js';

/**
 * Runs a command that ends by itself and answers its output lines. Rejects when it fails, or is ended because the
 * signal says that nobody waits any more.
 */
export function runToEnd(
  name: string,
  { file, args, options }: Command,
  { onLine, signal }: { onLine: (line: string) => void; signal: AbortSignal },
): Promise<string[]> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const end = (): void => void (child.pid && sendSignal(child.pid, 'SIGTERM'));
    signal.addEventListener('abort', end);
    const lines: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        onLine(line);
      });
    }
    child.on('error', reject);
    child.on('close', (code, killedBy) => {
      signal.removeEventListener('abort', end);
      if (code === 0) resolve(lines);
      else
        reject(new Error(`${name} failed (${killedBy ?? `code ${code}`}):\n${lines.slice(-20).join('\n')}`));
    });
  });
}
