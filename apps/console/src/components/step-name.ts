/** `call-after-low-score` → `Call after low score`: keys of steps are written by operators, in their own language. */
export function stepName(key: string): string {
  const text = key.replaceAll(/[-_]/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
