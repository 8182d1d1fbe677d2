import { useWords } from '../messages/use-words';
import { markedRuns } from './marked-runs';
import classes from './templates.module.css';

/** A text as a phone shows it; characters that make it dearer are marked. */
export function PhonePreview({
  language,
  text,
  odd,
}: {
  language: string;
  text: string;
  odd: readonly string[];
}) {
  const words = useWords();
  return (
    <div className={classes.screen} role="group" aria-label={words('template.preview')}>
      <div className={classes.bubble} lang={language}>
        {markedRuns(text, odd).map((run, place) =>
          run.isOdd ? <mark key={place}>{run.text}</mark> : <span key={place}>{run.text}</span>,
        )}
      </div>
    </div>
  );
}
