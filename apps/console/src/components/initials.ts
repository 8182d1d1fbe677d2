/** `Rūta Kazlauskienė` → `RK`; one letter for a name of one word, the last character for a Chinese one. */
export function initialsOf(name: string): string {
  const parts = name.trim().split(/\s+/);
  if (parts.length === 1)
    return /\p{Script=Han}/u.test(name) ? name.slice(-1) : name.slice(0, 1).toUpperCase();
  return `${parts[0]!.slice(0, 1)}${parts.at(-1)!.slice(0, 1)}`.toUpperCase();
}
