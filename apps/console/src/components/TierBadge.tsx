import { Badge } from '@mantine/core';
import { useWords } from '../messages/use-words';

/** The tiers there are, most important first. */
export const TIERS = ['platinum', 'gold', 'iron', 'lead'] as const;
export type Tier = (typeof TIERS)[number];

const COLOURS: Record<Tier, string> = { platinum: 'violet', gold: 'yellow', iron: 'gray', lead: 'blue' };

/** A tier that is not known here is shown as it is called. */
export function TierBadge({ tier }: { tier: string }) {
  const words = useWords();
  const known = TIERS.find((one) => one === tier);
  if (!known) return <Badge size="sm">{tier}</Badge>;
  return (
    <Badge size="sm" color={COLOURS[known]}>
      {words(`tier.${known}`)}
    </Badge>
  );
}
