import { afterAll } from 'vitest';
import { stopPrograms } from './processes.js';

// Hooks run last in, first out, so this comes after what the test file itself tidies up.
afterAll(stopPrograms);
