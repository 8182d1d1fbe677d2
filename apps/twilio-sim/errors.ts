/** When a code shows up: in the answer to the request, or later on a message that was accepted. */
export type ErrorPhase = 'sync' | 'async';

interface ErrorInfo {
  phase: ErrorPhase;
  /** HTTP status of a sync error; asynchronous ones travel in callbacks and have none. */
  status: number;
  message: string;
}

const refused = (message: string, status = 400): ErrorInfo => ({ phase: 'sync', status, message });
const later = (message: string): ErrorInfo => ({ phase: 'async', status: 0, message });

/** Twilio's error codes as data. Which of them are documented and which assumed: README. */
const CATALOGUE: Readonly<Record<number, ErrorInfo>> = {
  20001: refused('A parameter has a value that is not allowed'),
  20003: refused('Authenticate', 401),
  20009: refused('Cannot delete a message whose delivery has not been completed', 409),
  20404: refused('The requested resource was not found', 404),
  20429: refused('Too Many Requests', 429),
  20500: refused('An internal server error has occurred', 500),
  20503: refused('Service unavailable', 503),
  21201: refused("A 'To' phone number is required."),
  21205: refused('The URL is not valid'),
  21210: refused("The 'From' number is not verified for this account"),
  21211: refused("Invalid 'To' Phone Number"),
  21212: refused("Invalid 'From' Phone Number"),
  21213: refused("A 'From' phone number is required."),
  21214: refused("The 'To' number cannot be reached"),
  21215: refused('Permission to call the region of this number has not been enabled'),
  21216: refused('Calls to this number are blocked'),
  21217: refused('The phone number does not appear to be valid'),
  21220: refused('The call is not in a state in which this can be done'),
  21403: refused('The method is not valid'),
  21408: refused('Permission to send an SMS has not been enabled for the region of this number'),
  21602: refused('Message body is required.'),
  21603: refused("A 'From' phone number or a 'MessagingServiceSid' is required."),
  21604: refused("A 'To' phone number is required."),
  21606: refused("The 'From' number is not a message-capable number of this account"),
  21608: refused('The number is unverified; trial accounts cannot send to unverified numbers'),
  21609: refused("The 'StatusCallback' URL is not a valid URL"),
  21610: refused('Attempt to send to unsubscribed recipient'),
  21611: refused("This 'From' number has exceeded its maximum of queued messages"),
  21612: refused("The 'To' number cannot be reached from this 'From' number"),
  21614: refused("'To' number is not a valid mobile number"),
  21617: refused('The message body exceeds the limit of 1600 characters'),
  21635: refused("'To' number is a landline"),
  21705: refused('The Messaging Service Sid is invalid'),
  30001: later('Queue overflow'),
  30002: later('Account suspended'),
  30003: later('Unreachable destination handset'),
  30004: later('Message blocked'),
  30005: later('Unknown destination handset'),
  30006: later('Landline or unreachable carrier'),
  30007: later('Message filtered'),
  30008: later('Unknown error'),
  30034: later('Message from an unregistered number'),
  30409: refused('This message cannot be canceled', 409),
  30450: later('Message delivery blocked: SMS pumping protection'),
  30500: later('Internal failure'),
  30610: later('Message blocked: quiet hours'),
  30640: later('Message blocked: known litigator'),
  35111: refused('SendAt timestamp is missing'),
  35114: refused('Scheduling does not support this timestamp'),
  35115: refused('Scheduling does not support this timestamp'),
  35117: refused('Scheduling does not support this timestamp'),
  35118: refused('MessagingServiceSid is required to schedule a message'),
};

/** Whether the code answers a request or arrives later; unknown codes are told apart by their first digit. */
export function phaseOf(code: number): ErrorPhase {
  return CATALOGUE[code]?.phase ?? (code >= 30000 && code < 35000 ? 'async' : 'sync');
}

/** The words that go with a code, also for codes this list does not know. */
export function messageOf(code: number): string {
  return CATALOGUE[code]?.message ?? `Error ${code}`;
}

/** A refusal as Twilio words it; the HTTP layer turns it into the error body. */
export class TwilioError extends Error {
  readonly status: number;

  constructor(
    readonly code: number,
    detail?: string,
  ) {
    super(detail ?? messageOf(code));
    this.status = CATALOGUE[code]?.status || 400;
  }

  toBody(): { code: number; message: string; more_info: string; status: number } {
    return {
      code: this.code,
      message: this.message,
      more_info: `https://www.twilio.com/docs/errors/${this.code}`,
      status: this.status,
    };
  }
}
