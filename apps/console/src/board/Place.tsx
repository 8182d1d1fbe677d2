import { useWords } from '../messages/use-words';

/** "2 of 5": which of the plan's follow-ups it is, by due instant. */
export function Place({ place: { n, of } }: { place: { n: number; of: number } }) {
  const words = useWords();
  return <>{words('follow-up.place', { n, of })}</>;
}
