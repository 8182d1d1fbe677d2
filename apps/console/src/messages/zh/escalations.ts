import type { escalations as en } from '../en/escalations';
import type { Words } from '../words';

export const escalations: Words<typeof en> = {
  'escalation.label': '{who} 的升级',
  'escalation.level': '第 {level} 级',
  'escalation.next': '{time}后进入下一级',
  'escalation.state.open': '未处理',
  'escalation.state.acknowledged': '处理中',
  'escalation.state.resolved': '已解决',
  'escalation.acknowledge': '接手',
  'escalation.resolve': '解决',
  'escalation.reassign': '转交',
  'escalation.none.open': '没有升级事项',
  'escalation.none.acknowledged': '没有正在处理的事项',
  'escalation.none.resolved': '尚无已解决的事项',
  'escalation.none.text': '未解决的事项会逐级上升并出现在这里。',
};
