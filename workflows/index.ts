/** The entry of the workflow bundle: every workflow function, and nothing else. */
export { callWorkflow } from './call.workflow.js';
export { jobWorkflow } from './job.workflow.js';
export { planWorkflow } from './plan.workflow.js';
export { reconcileWorkflow } from './reconcile.workflow.js';
export { routineWorkflow } from './routine.workflow.js';
export { senderWorkflow } from './sender.workflow.js';
export { webhookWorkflow } from './webhook.workflow.js';
