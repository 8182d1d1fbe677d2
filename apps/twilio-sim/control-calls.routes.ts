import type { Router } from 'express';
import type { CallRecord } from './call.js';
import { toLogEntry } from './call-log.js';
import { calleeSchema, filterSchema, type Filter, pressSchema } from './control.schema.js';
import { ControlError, read } from './read.js';
import type { Sim } from './sim.js';

/** Calls on the control side: who is at which telephone, what was said, and what a person does at one. */
export function addCalls(router: Router, sim: Sim): void {
  router.get('/calls', (request, response) => {
    const found = findCalls(sim, read(filterSchema, request.query));
    response.json({ calls: found.map(toLogEntry) });
  });
  router.get('/callees', (_request, response) => {
    response.json({ usual: sim.callees.usual, callees: sim.callees.list() });
  });
  router.post('/callees', (request, response) => {
    response.status(201).json(sim.callees.add(read(calleeSchema, request.body)));
  });
  router.delete('/callees', (request, response) => {
    sim.callees.forget(read(filterSchema, request.query).account ?? null);
    response.status(204).end();
  });
  router.post('/calls/:sid/answer', (request, response) => {
    done(sim.switchboard.takeUp(request.params.sid), 'It does not ring (any more)');
    response.json({ ok: true });
  });
  router.post('/calls/:sid/press', (request, response) => {
    const { digits } = read(pressSchema, request.body);
    done(sim.switchboard.press(request.params.sid, digits), 'Nobody is on this call (any more)');
    response.json({ ok: true });
  });
  router.post('/calls/:sid/hang-up', (request, response) => {
    done(sim.switchboard.hangUp(request.params.sid), 'This call is over');
    response.json({ ok: true });
  });
}

function done(isDone: boolean, problem: string): void {
  if (!isDone) throw new ControlError([{ path: '/sid', message: problem }], 409);
}

/** In order of acceptance, deleted ones included. */
function findCalls(sim: Sim, filter: Filter): CallRecord[] {
  return sim.store
    .calls()
    .filter(
      (call) =>
        (!filter.account || call.account === filter.account) &&
        (!filter.to || call.to === filter.to) &&
        (!filter.from || call.from === filter.from) &&
        (!filter.phone || call.to === filter.phone) &&
        (!filter.callSid || call.sid === filter.callSid),
    );
}
