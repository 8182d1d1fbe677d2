import { Button, Group, List, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ProblemAlert } from '../components/ProblemAlert';
import { Section } from '../components/Section';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { type Template, versionsQuery } from './templates.api';

/** Every version that was ever in force; an old one can be taken up again. */
export function TemplateVersions({
  template,
  onTake,
}: {
  template: string;
  /** Puts a version's texts where one writes; missing where nothing may be changed. */
  onTake?: (version: Template) => void;
}) {
  const words = useWords();
  const times = useTimes();
  const { data: versions, error } = useQuery(versionsQuery(template));
  return (
    <Section title={words('template.versions')}>
      <ProblemAlert error={error} />
      {!versions && !error && <Skeleton h={60} />}
      <List listStyleType="none" spacing="xs">
        {versions?.map((version, place) => (
          <List.Item key={version.version}>
            <Group gap="sm">
              <Text size="sm" fw={550} className="numbers">
                {words('template.version', { version: version.version })}
              </Text>
              <Text size="sm" c="dimmed" className="numbers">
                {times.dateTime(version.savedAt)}
              </Text>
              {place === 0 ? (
                <Text size="xs" c="dimmed">
                  {words('template.in-force')}
                </Text>
              ) : (
                onTake && (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    aria-label={words('template.take.version', { version: version.version })}
                    onClick={() => onTake(version)}
                  >
                    {words('template.take')}
                  </Button>
                )
              )}
            </Group>
          </List.Item>
        ))}
      </List>
    </Section>
  );
}
