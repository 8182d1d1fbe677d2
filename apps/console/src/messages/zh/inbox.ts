import type { inbox as en } from '../en/inbox';
import type { Words } from '../words';

export const inbox: Words<typeof en> = {
  'inbox.hint': '没有规则能理解的回复。请阅读、处理，然后标记为已处理。',
  'inbox.none': '收件箱是空的',
  'inbox.none.text': '所有回复都已理解或处理。',
  'inbox.stranger': '未知号码',
  'inbox.note': '做了什么（可选）',
  'inbox.settle': '已处理',
  'inbox.follow-up': '跟进',
};
