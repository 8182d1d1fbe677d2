import { useWords } from '../messages/use-words';

const OF_CUSTOMER = 'customer.';

/** What fields of files are called and what may stand in them; what the console does not know is called as the API calls it. */
export function useFieldWords(): {
  label: (field: string) => string;
  hint: (field: string) => string | undefined;
} {
  const words = useWords();
  const bare = (field: string) => (field.startsWith(OF_CUSTOMER) ? field.slice(OF_CUSTOMER.length) : field);
  const labelOf = (field: string): string => {
    const id = `imports.field.${field}`;
    return words.has(id) ? words(id) : field;
  };
  return {
    label: (field) =>
      field.startsWith(OF_CUSTOMER)
        ? words('imports.of-customer', { field: labelOf(bare(field)) })
        : labelOf(field),
    hint: (field) => {
      const id = `imports.hint.${bare(field)}`;
      return words.has(id) ? words(id) : undefined;
    },
  };
}
