import { Link } from '@tanstack/react-router';
import type { ServiceFile } from '../api/types';
import { useWords } from '../messages/use-words';
import classes from './customers.module.css';
import { type FileSection, SECTIONS, countOf } from './sections';

/** The way to each part of the file, and how much is there; each has an address of its own. */
export function SectionNav({ file, current }: { file: ServiceFile; current: FileSection }) {
  const words = useWords();
  return (
    <nav className={classes.sections} aria-label={words('file.sections')}>
      {SECTIONS.map((section) => {
        const count = countOf(section, file);
        return (
          <Link
            key={section}
            to="/customers/$id"
            params={{ id: file.customer.id }}
            search={section === 'overview' ? {} : { section }}
            className={classes.section}
            // Which one is current is said below; the overview has no search of its own and would always be.
            activeOptions={{ exact: true }}
            aria-current={section === current ? 'page' : undefined}
            resetScroll={false}
          >
            {words(`file.section.${section}`)}
            {count !== null && count > 0 && <span className="numbers">{count}</span>}
          </Link>
        );
      })}
    </nav>
  );
}
