/** The entry of the workflow bundle: every workflow function, and nothing else. */
export { planWorkflow } from './plan.workflow.js';
export { reconcileWorkflow } from './reconcile.workflow.js';
export { senderWorkflow } from './sender.workflow.js';
