import type pg from 'pg';
import { createSendText, type Text } from './send-text.js';

export interface BareActivities {
  changeRow(id: string): Promise<void>;
  sendText(text: Text): Promise<void>;
}

export function createBareActivities(pool: pg.Pool, twilioUrl: string): BareActivities {
  return {
    changeRow: async (id) => {
      await pool.query(`UPDATE peer_rows SET state = 'due' WHERE id = $1`, [id]);
    },
    sendText: createSendText(pool, twilioUrl),
  };
}
