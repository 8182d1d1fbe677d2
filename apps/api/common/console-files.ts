import type { RequestHandler } from 'express';
import expressStaticGzip from 'express-static-gzip';
import { join } from 'node:path';

/**
 * Addresses that belong to the API; everything else a browser asks for is a page of the console. Providers call below
 * `/webhooks/`; `/webhooks` itself is the room of those who listen to us.
 */
const API_PATHS = /^\/(?:(?:v1|api|docs|openapi\.json|health|ready|metrics|p|u|a)(?:\/|$)|webhooks\/)/;

/** The console's built files; its pages are one file that finds its own way (`index.html`). */
export function consoleFiles(directory: string): RequestHandler[] {
  // The build leaves a compressed copy beside each script, smaller than what could be made while somebody waits.
  const files = expressStaticGzip(directory, {
    index: false,
    enableBrotli: true,
    orderPreference: ['br', 'gz'],
    serveStatic: { maxAge: '1h' },
  });
  const pages: RequestHandler = (request, response, next) => {
    const wantsPage =
      request.method === 'GET' && !API_PATHS.test(request.path) && request.accepts('html') === 'html';
    if (!wantsPage) return next();
    response.sendFile(
      join(directory, 'index.html'),
      { headers: { 'Cache-Control': 'no-cache' } },
      (error) => {
        if (error) next(error);
      },
    );
  };
  return [files, pages];
}
