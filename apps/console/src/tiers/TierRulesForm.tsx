import { Button, Group, JsonInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '../components/ProblemAlert';
import { useWords } from '../messages/use-words';
import { useTierVerb } from './tiers.api';

/** What an installation without rules begins with. */
const FIRST = {
  currency: 'EUR',
  window: 'P1Y',
  every: 'P3M',
  tiers: [
    {
      tier: 'platinum',
      all: [
        { fact: 'turnover', atLeast: 20000 },
        { fact: 'risk', atMost: 60 },
      ],
    },
    { tier: 'gold', all: [{ fact: 'turnover', atLeast: 5000 }] },
    { tier: 'iron', all: [{ fact: 'turnover', atLeast: 1 }] },
  ],
  otherwise: 'lead',
  keepWithin: 10,
  stay: 'P6M',
};

/** The rules as a document; faults come back with their place. */
export function TierRulesForm({ rules }: { rules: Record<string, unknown> | null }) {
  const words = useWords();
  const [text, setText] = useState(() => JSON.stringify(rules ?? FIRST, null, 2));
  const act = useTierVerb();
  const document = parse(text);
  const saved = act.data as { version?: number } | undefined;
  return (
    <Stack gap="sm">
      <JsonInput
        label={words('tiers.rules')}
        description={words('tiers.rules.hint')}
        value={text}
        onChange={setText}
        error={document === null && words('tiers.not-json')}
        autosize
        minRows={12}
        maxRows={30}
        spellCheck={false}
      />
      <ProblemAlert error={act.error} />
      <Group>
        <Button
          disabled={document === null}
          loading={act.isPending}
          onClick={() => document && act.mutate({ verb: 'save', rules: document })}
        >
          {words('tiers.save')}
        </Button>
        {saved?.version !== undefined && (
          <Text size="sm" role="status">
            {words('tiers.saved', { version: saved.version })}
          </Text>
        )}
      </Group>
    </Stack>
  );
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
