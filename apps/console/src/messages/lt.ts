import { type Messages, en } from './en';

export const lt: Messages = { ...en };
