import { createServer, type Server } from 'node:http';
import { collectDefaultMetrics, register } from 'prom-client';

/** A small door for supervisors and Prometheus: `/ready` tells whether the worker polls, `/metrics` how it does. */
export function startHealthServer(host: string, port: number, isReady: () => boolean): Promise<Server> {
  collectDefaultMetrics();
  const server = createServer((request, response) => {
    if (request.url === '/metrics') {
      void register
        .metrics()
        .then((text) => response.setHeader('content-type', register.contentType).end(text));
      return;
    }
    const ready = isReady();
    response.statusCode = request.url === '/health' || ready ? 200 : 503;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ ready }));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}
