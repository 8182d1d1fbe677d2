import { type CallRecord, toCallResource } from './call.js';

/** Twilio's fields, what was said and pressed, and what its dates leave out. */
export function toLogEntry(call: CallRecord): Record<string, unknown> {
  return { ...toCallResource(call), seq: call.seq, at: call.createdAt, phone: call.to, steps: call.steps };
}
