import { parseDocument } from 'yaml';
import { expect, it } from 'vitest';
import { findPlace, readYaml, setIn } from './use-draft';

const TEXT = `policy: boiler-care # our best
name: Boiler care
steps:
  # the law asks for it
  - step: safety-check
    kind: visit
    due: { from: agreement.starts, offset: P1Y } # a year after
`;

function edited(path: (string | number)[], value: unknown): string {
  const document = parseDocument(TEXT);
  setIn(document, path, value);
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

it('changes one value and leaves comments and order alone', () => {
  expect(edited(['steps', 0, 'due', 'offset'], 'P2Y')).toBe(TEXT.replace('P1Y', 'P2Y'));
});

it('adds what was not there, and takes away what becomes empty', () => {
  const text = edited(['steps', 0, 'repeat', 'every'], 'P1Y');
  expect(readYaml(text).value?.steps?.[0]?.repeat).toEqual({ every: 'P1Y' });
  const document = parseDocument(text);
  setIn(document, ['steps', 0, 'repeat', 'every'], undefined);
  expect(document.toJS().steps[0]).not.toHaveProperty('repeat');
  expect(String(document)).toContain('# the law asks for it');
});

it('says where it is no YAML, and keeps still about what it would mean', () => {
  const { value, faults } = readYaml('policy: [a, b');
  expect(value).toBeNull();
  expect(faults[0]?.message).not.toBe('');
  expect(readYaml('just words').value).toBeNull();
});

it('finds the place of a fault, or of what should hold it', () => {
  const at = (pointer: string) => {
    const { from, to } = findPlace(TEXT, pointer);
    return TEXT.slice(from, to);
  };
  expect(at('/steps/0/due/offset')).toBe('P1Y');
  expect(at('/steps/0/template')).toBe('step: safety-check');
  expect(at('/rank')).toBe('policy: boiler-care # our best');
});
