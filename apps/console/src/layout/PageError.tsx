import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { ProblemNotice } from '../components/Notice';

export function PageError({ error }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <ProblemNotice
      error={error instanceof Error ? error : new Error(String(error))}
      onRetry={() => void router.invalidate()}
    />
  );
}
