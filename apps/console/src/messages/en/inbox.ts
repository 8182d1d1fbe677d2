export const inbox = {
  // inbox
  'inbox.hint': 'Replies that no rule understood. Read them, do what is needed, and settle them.',
  'inbox.none': 'The inbox is empty',
  'inbox.none.text': 'Every reply was understood or has been settled.',
  'inbox.stranger': 'Unknown number',
  'inbox.note': 'What was done (optional)',
  'inbox.settle': 'Settle',
  'inbox.follow-up': 'Follow-up',
} as const;
