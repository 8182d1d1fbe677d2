export const audit = {
  'audit.actor': '操作者',
  'audit.action': '操作',
  'audit.entity': '对象',
  'audit.entity-id': '对象编号',
  'audit.from': '从',
  'audit.until': '到',
  'audit.at': '时间',
  'audit.data': '详情',
  'audit.none': '没有这样的记录',
  'audit.none.text': '请去掉一个筛选条件，或选择其他时间。',
  'audit.more': '显示更多',
};
