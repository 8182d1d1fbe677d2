import { describe, expect, it } from 'vitest';
import { joinTexts } from './join.js';

describe('Texts that leave together', () => {
  it('stand one below the other, and say once how to opt out, at the end', () =>
    expect(
      joinTexts(
        [
          'Nordlicht: Ana, your boiler is due. Reply STOP to opt out.',
          'Your filter is due. Reply STOP to opt out.',
        ],
        'en',
      ),
    ).toBe('Nordlicht: Ana, your boiler is due.\nYour filter is due. Reply STOP to opt out.'));

  it('keep the order in which they were to leave', () =>
    expect(joinTexts(['One.', 'Two.', 'Three.'], 'en')).toBe('One.\nTwo.\nThree.'));

  it('are parted into sentences as their language does it', () =>
    expect(joinTexts(['锅炉该保养了。回复TD退订。', '滤芯该换了。回复TD退订。'], 'zh')).toBe(
      '锅炉该保养了。\n滤芯该换了。回复TD退订。',
    ));

  it('say the same thing once', () => expect(joinTexts(['Call us.', 'Call us.'], 'en')).toBe('Call us.'));
});
