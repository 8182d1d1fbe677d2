/// <reference types="vite/client" />
import type { MessageId } from './messages/en';

declare global {
  // react-intl refuses a text that the message files do not have.
  namespace FormatjsIntl {
    interface Message {
      ids: MessageId;
    }
  }
}
