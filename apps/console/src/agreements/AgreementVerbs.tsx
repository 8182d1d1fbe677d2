import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { AgreementDetail } from '../api/types';
import { ProblemAlert } from '../components/ProblemAlert';
import { useWords } from '../messages/use-words';
import { type AgreementAct, type AgreementVerb, useAgreementVerb } from './agreements.api';
import { OfferFields, useOfferFields } from './OfferFields';

/** What can be done with an agreement in its state. */
export function AgreementVerbs({ agreement }: { agreement: AgreementDetail }) {
  const words = useWords();
  const [asked, setAsked] = useState<AgreementVerb | null>(null);
  return (
    <Group gap="xs">
      {agreement.verbs.map((verb, index) => (
        <Button key={verb} variant={index === 0 ? 'filled' : 'default'} onClick={() => setAsked(verb)}>
          {words(`agreement.verb.${verb}`)}
        </Button>
      ))}
      {asked && <AgreementVerbModal agreement={agreement} verb={asked} onClose={() => setAsked(null)} />}
    </Group>
  );
}

interface AgreementVerbModalProps {
  agreement: AgreementDetail;
  verb: AgreementVerb;
  onClose: () => void;
}

function AgreementVerbModal({ agreement, verb, onClose }: AgreementVerbModalProps) {
  const words = useWords();
  const doing = useAgreementVerb(agreement.id);
  const [comment, setComment] = useState('');
  const [endsOn, setEndsOn] = useState('');
  const offer = useOfferFields(agreement);
  const note = comment.trim() || undefined;
  const act = (): AgreementAct | null => {
    if (verb === 'offer') return offer.form && { verb, offer: offer.form };
    return verb === 'renew' ? { verb, endsOn: endsOn || undefined, comment: note } : { verb, comment: note };
  };
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const wanted = act();
    if (wanted) doing.mutate(wanted, { onSuccess: onClose });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': words('action.close') }}
      title={`${words(`agreement.verb.${verb}`)} · ${agreement.externalId}`}
    >
      <form onSubmit={send}>
        <Stack gap="md">
          <ProblemAlert error={doing.error} />
          {verb === 'renew' && (
            <TextInput
              type="date"
              label={words('agreement.renew.ends')}
              description={words('agreement.renew.ends.hint')}
              min={agreement.currentEndsOn}
              value={endsOn}
              onChange={(event) => setEndsOn(event.currentTarget.value)}
            />
          )}
          {verb === 'offer' ? (
            <OfferFields {...offer} />
          ) : (
            <Textarea
              label={words('comment.label')}
              placeholder={words('comment.placeholder')}
              autosize
              minRows={3}
              data-autofocus
              value={comment}
              onChange={(event) => setComment(event.currentTarget.value)}
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {words('action.cancel')}
            </Button>
            <Button type="submit" loading={doing.isPending} disabled={verb === 'offer' && !offer.form}>
              {words(`agreement.verb.${verb}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
