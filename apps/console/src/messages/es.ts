import { type Messages, en } from './en';

export const es: Messages = { ...en };
