import { Button } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Notice } from '../components/Notice';
import { useWords } from '../messages/use-words';

export function NotFoundPage() {
  const words = useWords();
  const back = (
    <Button component={Link} to="/board" variant="default" mt="sm">
      {words('shell.to-board')}
    </Button>
  );
  return (
    <Notice icon={IconMapQuestion} title={words('shell.not-found')} action={back} isPage>
      {words('shell.not-found.text')}
    </Notice>
  );
}
