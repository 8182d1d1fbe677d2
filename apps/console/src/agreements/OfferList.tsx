import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import type { AgreementDetail, Offer } from '../api/types';
import { useNow } from '../clock/use-now';
import { ProblemAlert } from '../components/ProblemAlert';
import { TextLink } from '../components/TextLink';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { OFFER_COLOURS } from './agreement-colours';
import { useAgreementVerb } from './agreements.api';

const WEEK_MS = 7 * 86_400_000;

/** What was offered, the newest on top; one that stands can be decided here, as the customer told it. */
export function OfferList({ agreement }: { agreement: AgreementDetail }) {
  const words = useWords();
  if (agreement.offers.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {words('agreement.offers.none')}
      </Text>
    );
  }
  return (
    <Stack gap="md">
      {agreement.offers.toReversed().map((offer) => (
        <OneOffer key={offer.id} offer={offer} agreement={agreement} />
      ))}
    </Stack>
  );
}

function OneOffer({ offer, agreement }: { offer: Offer; agreement: AgreementDetail }) {
  const words = useWords();
  const times = useTimes();
  const now = useNow();
  const doing = useAgreementVerb(agreement.id);
  const { id, kind, state, terms, offeredAt, expiresAt, remindAt, madeAgreement } = offer;
  const { zone } = agreement;
  const price = typeof terms.price === 'number' ? `${terms.price} ${String(terms.currency ?? '')}` : null;
  const said = [
    offeredAt === null
      ? words('offer.waiting')
      : words('offer.sent', { at: times.dateTime(offeredAt, zone) }),
    expiresAt !== null && state === 'open' && words('offer.stands', { at: times.date(expiresAt, zone) }),
    remindAt !== null && state === 'open' && words('offer.remind', { at: times.dateTime(remindAt, zone) }),
  ].filter(Boolean);
  const until = new Date(now + WEEK_MS).toISOString();
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={550}>
          {[words(`offer.kind.${kind}`), terms.term as string | undefined, price].filter(Boolean).join(' · ')}
        </Text>
        <Badge color={OFFER_COLOURS[state]}>{words(`offer.state.${state}`)}</Badge>
      </Group>
      <Text size="xs" c="dimmed" className="numbers">
        {said.join(' · ')}
      </Text>
      <ProblemAlert error={doing.error} />
      {madeAgreement !== null && madeAgreement !== agreement.id && (
        <TextLink to="/agreements/$id" params={{ id: madeAgreement }} size="sm">
          {words('offer.made-agreement')}
        </TextLink>
      )}
      {state === 'open' && (
        <Group gap={6}>
          <Button
            size="xs"
            loading={doing.isPending}
            onClick={() => doing.mutate({ verb: 'accept', offerId: id })}
          >
            {words('offer.verb.accept')}
          </Button>
          <Button size="xs" variant="default" onClick={() => doing.mutate({ verb: 'decline', offerId: id })}>
            {words('offer.verb.decline')}
          </Button>
          <Button
            size="xs"
            variant="default"
            onClick={() => doing.mutate({ verb: 'remind-later', offerId: id, until })}
          >
            {words('offer.verb.remind-later')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
