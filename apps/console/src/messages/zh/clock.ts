import type { clock as en } from '../en/clock';
import type { Words } from '../words';

export const clock: Words<typeof en> = {
  'clock.title': '沙盒时钟',
  'clock.PT1H': '1 小时',
  'clock.P1D': '1 天',
  'clock.P1W': '1 周',
  'clock.next': '到下一事件',
  'clock.next.none': '没有自动安排的事项',
  'clock.advance': '快进',
  'clock.advance-by': '快进这么久',
  'clock.count': '数量',
  'clock.unit': '单位',
  'clock.minutes': '分钟',
  'clock.hours': '小时',
  'clock.days': '天',
  'clock.weeks': '周',
  'clock.months': '个月',
  'clock.moving': '正在执行到期事项……',
  'clock.happened':
    '{carriedOut, plural, =0 {没有变化} other {# 项跟进有变化}}，{sent, plural, =0 {未发送短信} other {已发送 # 条短信}}',
  'clock.phones': '手机',
  'clock.play': '播放',
  'clock.pause': '暂停',
  'clock.speed.PT1H': '每秒一小时',
  'clock.speed.P1D': '每秒一天',
  'clock.speed.P1W': '每秒一周',
  'clock.stop.paused': '暂停于 {at}',
  'clock.stop.nothing-ahead': '停于 {at}：没有更多计划',
  'clock.stop.failed': '停于 {at}：{why}',
  'clock.stop.at-once': '已停止：{why}',
  'clock.mails': '邮件',
};
