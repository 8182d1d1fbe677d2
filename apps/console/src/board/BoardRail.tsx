import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../messages/use-words';
import { countsQuery } from './board.api';
import classes from './board.module.css';
import { BUCKETS, type BoardFilters, type Bucket } from './filters';

const ALARMING: readonly Bucket[] = ['breached', 'stale'];

/** What waits where, with counts. A count that the API does not give is simply not shown. */
export function BoardRail({ filters }: { filters: BoardFilters }) {
  const words = useWords();
  const { data: counts = {} } = useQuery(countsQuery);
  return (
    <nav className={classes.rail} aria-label={words('board.rail')}>
      <ul className={classes.places}>
        <li>
          <Link
            to="/board"
            search={({ bucket: _, ...others }: BoardFilters) => others}
            className={classes.place}
            data-chosen={filters.bucket === undefined || undefined}
            activeProps={{ 'aria-current': undefined }}
            aria-current={filters.bucket === undefined ? 'true' : undefined}
          >
            {words('bucket.all')}
          </Link>
        </li>
        {BUCKETS.map((bucket) => (
          <li key={bucket}>
            <Link
              to="/board"
              search={(old: BoardFilters) => ({ ...old, bucket })}
              className={classes.place}
              data-chosen={filters.bucket === bucket || undefined}
              data-alarm={(ALARMING.includes(bucket) && (counts[bucket] ?? 0) > 0) || undefined}
              aria-current={filters.bucket === bucket ? 'true' : undefined}
            >
              {words(`bucket.${bucket}`)}
              <span className={`${classes.placeCount} numbers`}>{counts[bucket]}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
