import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { show } from '../testing/render';
import { ReportTable } from './ReportTable';

it('says tiers and types in words, and calls people as they are called', async () => {
  show(
    <ReportTable
      caption="Late"
      columns={['name', 'n']}
      rows={[
        { name: 'lead', n: 3 },
        { name: 'channel', n: 2 },
        { name: 'Ona', n: 1234 },
      ]}
    />,
  );
  const cells = (await screen.findAllByRole('cell')).map(({ textContent }) => textContent);
  expect(cells).toEqual(['Lead', '3', 'Channel', '2', 'Ona', '1,234']);
});
