/** Names and shapes that the API, the worker and the workflows agree on. */

export const TASK_QUEUE = 'aftercare';

/** The workflow of a plan. Opaque ids only: workflow ids are not encrypted. */
export function planWorkflowId(planId: string): string {
  return `plan:${planId}`;
}

/** The inverse of `planWorkflowId`; null for the id of another kind of workflow. */
export function planIdFromWorkflowId(workflowId: string): string | null {
  return workflowId.startsWith('plan:') ? workflowId.slice('plan:'.length) : null;
}

export function senderWorkflowId(number: string): string {
  return `sender:${number}`;
}

export const RECONCILE_WORKFLOW_ID = 'reconcile';

/** What starts a plan's run. Ids and instants only. */
export interface PlanInput {
  planId: string;
  /** The plan's `rev` that the caller has brought its rows in step with; 0 when it has not. */
  rev: number;
  /** How long to wait before the first look, real milliseconds; null when the run should look at once. */
  waitMs: number | null;
}

/** Something of the plan changed; a `rev` that the run has seen already wakes nobody. */
export interface PlanChanged {
  rev: number;
}

export function jobWorkflowId(jobId: string): string {
  return `job:${jobId}`;
}

export interface JobInput {
  jobId: string;
}

/** The workflow of a call that is placed through the provider. */
export function callWorkflowId(callId: string): string {
  return `call:${callId}`;
}

export interface CallInput {
  callId: string;
}

/** The workflow that tells another system of events. */
export function webhookWorkflowId(endpointId: string): string {
  return `webhook:${endpointId}`;
}

export interface WebhookInput {
  endpointId: string;
}

/** The workflow of a routine. The task queue tells installations apart that share a Temporal. */
export function routineWorkflowId(taskQueue: string, key: string): string {
  return `routine:${taskQueue}:${key}`;
}

export interface RoutineInput {
  key: string;
}

export interface SenderInput {
  number: string;
}
