import { Stack } from '@mantine/core';
import type { ServiceFile } from '../api/types';
import { noonOf } from '../agreements/local-dates';
import { useNow } from '../clock/use-now';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { FileList } from './FileList';
import { FileRow } from './FileRow';

/** What stands at the customer's, where, until when under warranty, and when somebody comes next. */
export function AssetSection({ file }: { file: ServiceFile }) {
  const words = useWords();
  const times = useTimes();
  const now = useNow();
  const { assets, sites, visits } = file;
  const siteName = (id: string | null) => {
    const site = sites.items.find((one) => one.id === id);
    return site && (site.name ?? site.address);
  };
  /** Of the product by that name; where there are several of it, nobody can say which one is meant. */
  const nextVisit = (name: string) => {
    const isOnly = assets.items.filter(({ product }) => product.name === name).length === 1;
    const ahead = visits.items.filter(
      ({ product, dueAt }) => isOnly && product === name && Date.parse(dueAt) >= now,
    );
    return ahead.sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))[0];
  };
  return (
    <Stack gap="md">
      <FileList title={words('file.assets')} none={words('file.assets.none')} {...assets}>
        {({ id, product, serialNumber, site, installedOn, warrantyEndsOn }) => {
          const next = nextVisit(product.name);
          const isOver = warrantyEndsOn !== null && Date.parse(noonOf(warrantyEndsOn)) < now;
          return (
            <FileRow
              key={id}
              title={product.name}
              badge={
                warrantyEndsOn === null
                  ? undefined
                  : {
                      text: words(isOver ? 'file.warranty.over' : 'file.warranty.runs'),
                      colour: isOver ? 'gray' : 'teal',
                    }
              }
              facts={[
                serialNumber && words('visits.serial', { number: serialNumber }),
                siteName(site),
                installedOn && words('file.installed', { at: times.date(noonOf(installedOn), 'UTC') }),
                warrantyEndsOn && words('file.warranty', { at: times.date(noonOf(warrantyEndsOn), 'UTC') }),
                next && words('file.next-visit', { at: times.dateTime(next.dueAt, next.zone) }),
              ]}
            />
          );
        }}
      </FileList>
      <FileList title={words('file.sites')} none={words('file.sites.none')} {...sites}>
        {({ id, name, address, region, country, zone }) => (
          <FileRow key={id} title={name ?? address} facts={[name && address, region, country, zone]} />
        )}
      </FileList>
    </Stack>
  );
}
