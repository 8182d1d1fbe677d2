/** What workflows ask of the outside. The worker implements it; the compiler notices what is missing. */
export interface Activities {
  /**
   * Brings the plan's rows in step with its agenda, in one transaction. Touches Postgres only; twice does no harm.
   * @returns `waitMs`: real milliseconds until the plan should be looked at again, null when nothing will change by
   *   itself; `rev`: the plan's change number at that moment
   */
  keepPlan(input: { planId: string }): Promise<{ waitMs: number | null; rev: number }>;
  /**
   * Sends what has come due from one number until nothing is left, and settles attempts without an answer. Never
   * sends a message twice, however often and however concurrently it runs.
   * @returns `waitMs`: real milliseconds until the next message is due, at most half a minute; `at`: the machine's
   *   time when that was so, since the workflow may hear of it seconds later (runs of older versions do not have it)
   */
  sendDue(input: { number: string }): Promise<{ waitMs: number; at?: number }>;
  /**
   * Places a call whose time has come, looks up one whose answer or end was not heard of. Never places a call twice,
   * however often it runs.
   * @returns `waitMs`: real milliseconds until there is something to do again, null when the call is over
   */
  workOnCall(input: { callId: string }): Promise<{ waitMs: number | null }>;
  /** Works on the next piece of a job, in one transaction. Twice does no harm. */
  workOnJob(input: { jobId: string }): Promise<{ finished: boolean }>;
  /**
   * Carries out what of a routine is due. Twice does no harm.
   * @returns `waitMs`: real milliseconds until it should be looked at again, null when nothing of it is to come
   */
  workOnRoutine(input: { key: string }): Promise<{ waitMs: number | null }>;
  /**
   * Tells another system of the events that are due for it, in their order. An event may arrive twice, with one id.
   * @returns `waitMs`: real milliseconds until the next try, null when nothing waits
   */
  deliverWebhooks(input: { endpointId: string }): Promise<{ waitMs: number | null }>;
  /** Marks a job that cannot go on. */
  failJob(input: { jobId: string }): Promise<void>;
  /** Finds and repairs what a crash left behind. Sends nothing. */
  reconcile(): Promise<void>;
}
