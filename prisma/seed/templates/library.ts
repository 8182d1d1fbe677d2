import { AGREEMENTS } from './agreements.js';
import { ANSWERS } from './answers.js';
import { OFFERS } from './offers.js';
import { CASES } from './cases.js';
import { REMINDERS } from './reminders.js';
import { SURVEYS } from './surveys.js';
import { VISITS } from './visits.js';
import type { TemplateSeed } from './template-seed.js';

/** All ready templates. The first start stores them; from then on they belong to the operators. */
export const TEMPLATE_LIBRARY: readonly TemplateSeed[] = [
  ...SURVEYS,
  ...ANSWERS,
  ...REMINDERS,
  ...AGREEMENTS,
  ...VISITS,
  ...OFFERS,
  ...CASES,
];
