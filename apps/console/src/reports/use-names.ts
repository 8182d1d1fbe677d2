import { useWords } from '../messages/use-words';

/** What a line of a report is about, in words: tiers and types have some, people and products are called as they are. */
export function useNames(): (name: string) => string {
  const words = useWords();
  return (name) => {
    const id = [`tier.${name}`, `type.${name}`].find((one) => words.has(one));
    return id !== undefined && words.has(id) ? words(id) : name;
  };
}
