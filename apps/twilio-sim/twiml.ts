import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** One thing a webhook's answer asks for. */
export type TwimlVerb =
  | { verb: 'Message'; body: string; to: string | null; from: string | null; statusCallback: string | null }
  | { verb: 'Redirect'; url: string; method: 'GET' | 'POST' };

/** An answer that Twilio cannot carry out, with the code of its debugger. */
export class TwimlError extends Error {
  constructor(
    readonly code: 12100 | 12200 | 12300,
    message: string,
  ) {
    super(`${code}: ${message}`);
  }
}

export interface XmlNode {
  [name: string]: XmlNode[] | string | Record<string, string> | undefined;
  ':@'?: Record<string, string>;
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
});

/**
 * Reads a webhook's answer. Plain text is one message, an empty answer is none.
 *
 * @throws TwimlError when it is no XML, no TwiML, or of a type Twilio does not read
 */
export function readTwiml(contentType: string, body: string): TwimlVerb[] {
  if (body.trim() === '') return [];
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'text/plain') return [message(body.trim(), {})];
  assertXmlType(type);
  return readResponse(body).flatMap(readVerb);
}

/**
 * What stands in the `<Response>` of an answer of an XML type; nothing where the answer is empty.
 *
 * @throws TwimlError when it is no XML, no TwiML, or of a type Twilio does not read
 */
export function readDocument(type: string, body: string): XmlNode[] {
  if (body.trim() === '') return [];
  assertXmlType(type);
  return readResponse(body);
}

function assertXmlType(type: string): void {
  if (!['text/xml', 'application/xml', 'text/html'].includes(type)) {
    throw new TwimlError(12300, `invalid content type ${type || '(none)'}`);
  }
}

function readResponse(body: string): XmlNode[] {
  const validity = XMLValidator.validate(body);
  if (validity !== true) throw new TwimlError(12100, `document parse failure: ${validity.err.msg}`);
  const response = (parser.parse(body) as XmlNode[]).find((node) => 'Response' in node);
  if (!response) throw new TwimlError(12100, 'the document has no <Response>');
  return response.Response as XmlNode[];
}

function readVerb(node: XmlNode): TwimlVerb[] {
  const attributes = node[':@'] ?? {};
  if ('Message' in node || 'Sms' in node) {
    const children = (node.Message ?? node.Sms) as XmlNode[];
    const bodies = children.filter((child) => 'Body' in child);
    const text =
      bodies.length > 0 ? bodies.map((child) => textOf(child.Body as XmlNode[])) : [textOf(children)];
    return [message(text.join('').trim(), attributes)];
  }
  if ('Redirect' in node) {
    const method = attributes.method?.toUpperCase() === 'GET' ? 'GET' : 'POST';
    return [{ verb: 'Redirect', url: textOf(node.Redirect as XmlNode[]).trim(), method }];
  }
  const name = Object.keys(node).find((key) => key !== ':@') ?? '';
  if (name === '#text' || name.startsWith('?')) return [];
  throw new TwimlError(12200, `<${name}> is not allowed here`);
}

function message(body: string, attributes: Record<string, string>): TwimlVerb {
  const { to = null, from = null, statusCallback = null } = attributes;
  return { verb: 'Message', body, to, from, statusCallback };
}

/** The words directly inside of an element. */
export function textOf(nodes: readonly XmlNode[]): string {
  return nodes.map((node) => (typeof node['#text'] === 'string' ? node['#text'] : '')).join('');
}
