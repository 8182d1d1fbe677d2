import type { FollowUp } from '../../api/types';
import type { Verb } from '../follow-ups.api';

/** What each form of a verb is given. */
export interface VerbFormProps {
  followUps: readonly FollowUp[];
  /** The product's present time, UTC milliseconds. */
  now: number;
  pending: boolean;
  /** The verb for each of the follow-ups; a morning at nine is another instant for each zone. */
  onSubmit: (verb: (followUp: FollowUp) => Verb) => void;
  onCancel: () => void;
}
