import type { Readable } from 'node:stream';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { Request } from 'express';

const FILE_LIMIT = 100 * 1024 * 1024;
const FIELD_LIMIT = 256 * 1024;

/** What an upload holds beside its file. */
export interface Upload {
  readonly fileName: string | null;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Reads a multipart upload as it comes in. The parts may stand in any order.
 * @param take gets the file as a stream, and is waited for
 * @throws `import.too-large` (413), `request.unsupported` (415), and whatever `take` throws
 */
export async function readUpload(request: Request, take: (file: Readable) => Promise<void>): Promise<Upload> {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data'))
    throw new DomainError('request.unsupported', 'An import is uploaded as multipart/form-data', {
      status: 415,
    });
  const fields: Record<string, string> = {};
  let fileName: string | null = null;
  let taken: Promise<void> = Promise.resolve();
  const busboy = new Busboy({
    headers: request.headers as BusboyHeaders,
    limits: { fileSize: FILE_LIMIT, files: 1, fields: 20, fieldSize: FIELD_LIMIT },
  });
  const parts = new Promise<void>((resolve, reject) => {
    busboy.on('field', (name, value) => void (fields[name] = value));
    busboy.on('file', (name, file, given) => {
      if (name !== 'file' || fileName !== null) return void file.resume();
      fileName = given;
      file.on('limit', () =>
        file.destroy(new DomainError('import.too-large', 'A file may have up to 100 MiB')),
      );
      taken = take(file);
      taken.catch(reject);
    });
    busboy.on('finish', resolve);
    busboy.on('error', () => reject(new DomainError('request.malformed', 'The upload is no multipart form')));
    request.on('aborted', () => reject(new DomainError('request.malformed', 'The upload broke off')));
    request.pipe(busboy);
  });
  try {
    await parts;
    await taken;
  } catch (error) {
    request.unpipe(busboy);
    request.resume(); // the rest is read and thrown away, so that the caller gets to hear the answer
    throw error;
  }
  return { fileName, fields };
}
