import { Alert, Box, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { ProblemError } from '../api/problem';
import { meQuery } from '../auth/auth.api';
import { ProblemNotice } from '../components/Notice';
import { useWords } from '../messages/use-words';
import { TemplateEditor } from './TemplateEditor';
import { templateQuery } from './templates.api';

const notFound = new ProblemError(404, 'not-found', '');

/** One template in all its languages; with a purpose in the address one that is not stored yet. */
export function TemplatePage() {
  const words = useWords();
  const { key } = useParams({ from: '/rooms/templates/$key' });
  const { purpose } = useSearch({ from: '/rooms/templates/$key' });
  const { data: me } = useQuery(meQuery);
  const template = useQuery(templateQuery(key));
  const mayWrite = me?.role === 'operator' || me?.role === 'admin';
  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={1600}>
      {template.data ? (
        <TemplateEditor key={key} templateKey={key} saved={template.data} readOnly={!mayWrite} />
      ) : template.isPending ? (
        <Skeleton h={480} radius="lg" />
      ) : template.data === null && purpose !== undefined ? (
        mayWrite ? (
          <TemplateEditor key={key} templateKey={key} purpose={purpose} readOnly={false} />
        ) : (
          <Alert color="yellow">{words('template.read-only')}</Alert>
        )
      ) : (
        <ProblemNotice error={template.error ?? notFound} onRetry={() => void template.refetch()} />
      )}
    </Box>
  );
}
