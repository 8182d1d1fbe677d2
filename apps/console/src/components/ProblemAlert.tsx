import { Alert, List } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useProblemWords } from './problem-words';

/** What was wrong with a form, all faults at once, beside the form. */
export function ProblemAlert({ error }: { error: Error | null }) {
  const describe = useProblemWords();
  if (!error) return null;
  const { title, detail, faults } = describe(error);
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertCircle size={18} aria-hidden />}
      title={title}
      role="alert"
    >
      {faults.length === 0 ? (
        detail
      ) : (
        <List size="sm" spacing={2}>
          {faults.map((fault) => (
            <List.Item key={fault}>{fault}</List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
