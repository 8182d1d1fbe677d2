import type { WorkerConfig } from './config.js';
import type { Transports } from './transport.js';
import { createTwilio } from './twilio/twilio.js';

/** Twilio carries SMS, and WhatsApp where there is a number for it. */
export function createTransports(config: WorkerConfig): Transports {
  const twilio = createTwilio(config);
  return {
    sms: twilio,
    ...(config.WHATSAPP_NUMBER ? { whatsapp: twilio } : {}),
  };
}
