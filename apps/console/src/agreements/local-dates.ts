/** A local date (`YYYY-MM-DD`) as an instant that is that day in every zone of the earth worth the name: noon UTC. */
export function noonOf(date: string): string {
  return `${date}T12:00:00Z`;
}
