import { useWords } from '../messages/use-words';

/** The kinds of customer there are. */
export const TYPES = ['retail', 'business', 'channel', 'internal'] as const;

export function TypeLabel({ type }: { type: string }) {
  const words = useWords();
  const known = TYPES.find((one) => one === type);
  return <>{known ? words(`type.${known}`) : type}</>;
}
