import { describe, expect, it } from 'vitest';
import { interpretReply } from './reply.js';
import type { ReplyQuestion } from './reply.js';

const questions: ReplyQuestion[] = ['csat', 'nps', 'ces', 'yes-no', 'confirm', 'none'];

describe('opting out', () => {
  it.each([
    ...[
      'STOP',
      'stop',
      ' Stop. ',
      'ＳＴＯＰ',
      '"STOP"',
      'STOP!!!',
      'stop please',
      'Please STOP',
      '请STOP',
      'STOP por favor',
    ],
    ...[
      'unsubscribe',
      'END',
      'quit',
      'STOPALL',
      'Stop all',
      'revoke',
      'optout',
      'opt-out',
      'OPT OUT',
      'cancel',
    ],
    ...['Baja', 'ALTO', 'dar de baja', 'basta', 'Baja por favor', 'No más'],
    ...['退订', 'TD', '拒收', '取消订阅', '停止', '退订。'],
    ...['Sustabdyti', 'stabdykite', 'atsisakau', 'Atsisakyti', 'nutraukite'],
  ])('%j as the whole reply, to any question', (text) => {
    for (const question of questions) {
      expect(interpretReply({ text, question }).intent, question).toBe('opt-out');
    }
  });

  it.each([
    'please stop texting me',
    'I want to stop these messages',
    'Stop. I have told you before!',
    "don't text me again",
    'Do not contact me any more',
    'I would like to opt out',
    'please remove my number',
    'take me off your list',
    'no more texts please',
    'cancel my subscription',
    'I revoke my consent',
    'Who is this? Unsubscribe me',
    'no me escriban más',
    'Por favor dejen de enviarme mensajes',
    'No quiero recibir más mensajes',
    'quiero darme de baja',
    'No quiero que me escriban más',
    '¿Cómo me doy de baja?',
    'borren mi número',
    'no más mensajes',
    'Nebesiųskite',
    'Prašau man nebesiųsti žinučių',
    'nenoriu gauti jūsų žinučių',
    'daugiau neberašykite',
    'ištrinkite mano numerį',
    'palikite mane ramybėje',
    'Ar galite sustabdyti žinutes?',
    'Nustokite man rašyti',
    '不要再发',
    '请不要再发短信了',
    '别再发了',
    '我要退订',
    '不想再收到短信',
    '请勿打扰',
  ])('%j inside a text', (text) => {
    for (const question of questions) {
      const read = interpretReply({ text, question });
      expect(read.intent, read.rule).toBe('opt-out');
    }
  });

  it.each<[string, ReplyQuestion, string, number | undefined]>([
    ['2, please stop texting me', 'csat', 'score', 2],
    ['2 stop', 'csat', 'score', 2],
    ['1, no me escriban más', 'csat', 'score', 1],
    ['2, nebesiųskite', 'csat', 'score', 2],
    ['1分，不要再发', 'csat', 'score', 1],
    ['stop, come on friday', 'confirm', 'reschedule', undefined],
    ["the leak won't stop", 'csat', 'unclear', undefined],
    ['can you stop by', 'none', 'comment', undefined],
    ['CANCELAR', 'confirm', 'no', undefined],
    ['取消', 'confirm', 'no', undefined],
    ['atšaukti', 'confirm', 'no', undefined],
  ])('%j to %s is put before a person', (text, question, intent, value) => {
    const read = interpretReply({ text, question });
    expect(read.intent, read.rule).toBe(intent);
    expect(read.value).toBe(value);
    expect(read.possibleOptOut).toBe(true);
  });

  it.each(['it stopped working', 'parada de autobús', 'the weekend was fine', 'quite good', '不错'])(
    '%j says nothing of it',
    (text) => {
      const read = interpretReply({ text, question: 'none' });
      expect(read).toEqual({ intent: 'comment', comment: text, rule: 'comment.no-question' });
    },
  );

  it('"cancel my visit" is about the visit', () => {
    expect(interpretReply({ text: 'cancel my visit', question: 'confirm' }).intent).toBe('no');
    expect(interpretReply({ text: 'CANCEL', question: 'confirm' }).intent).toBe('opt-out');
    expect(interpretReply({ text: 'CANCELAR', question: 'csat' }).intent).toBe('opt-out');
  });
});

describe('what Twilio says', () => {
  it.each<[string, string | undefined, ReplyQuestion, string, string]>([
    ['anything', 'STOP', 'csat', 'opt-out', 'opt-out.twilio'],
    ['', 'STOP', 'csat', 'opt-out', 'opt-out.twilio'],
    ['hm', 'HELP', 'csat', 'help', 'help.twilio'],
    ['START', 'START', 'csat', 'opt-in', 'opt-in.word'],
    ['unstop', undefined, 'none', 'opt-in', 'opt-in.word'],
    ['YES', 'START', 'confirm', 'yes', 'yes.word'],
    ['YES', 'START', 'yes-no', 'yes', 'yes.word'],
    ['yes', 'START', 'none', 'comment', 'comment.no-question'],
    ['start now', undefined, 'none', 'comment', 'comment.no-question'],
    ['please start', 'START', 'none', 'comment', 'comment.no-question'],
    ['5', 'START', 'csat', 'score', 'score.digit'],
  ])('%j with OptOutType %s to %s: %s', (text, optOutType, question, intent, rule) => {
    expect(interpretReply({ text, question, optOutType })).toMatchObject({ intent, rule });
  });
});

describe('help', () => {
  it.each(['HELP', 'info', 'Ayuda', '帮助', 'Pagalba', 'help please', 'help?'])('%j', (text) => {
    expect(interpretReply({ text, question: 'csat' })).toEqual({ intent: 'help', rule: 'help.word' });
  });

  it('a cry for help is no keyword', () => {
    expect(interpretReply({ text: 'help, it leaks', question: 'none' }).intent).toBe('comment');
  });
});
