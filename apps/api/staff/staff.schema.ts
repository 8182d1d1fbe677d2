import type { Prisma } from '@aftercare/db/client.js';
import { z } from 'zod';
import { pageOf, pageQuerySchema } from '../common/page.js';
import { filterSchema, instantOut, keySchema, textSchema, toInstantText } from '../common/schemas.js';
import { parsePhone } from '../common/phone.js';

const staffRoleSchema = z.enum(['staff', 'manager', 'operator', 'admin']);

const fields = {
  name: textSchema(200),
  email: z.email('must be an e-mail address').toLowerCase(),
  phone: textSchema(40)
    .refine((text) => parsePhone(text) !== null, 'must be a phone number with its country code')
    .transform((text) => parsePhone(text)!)
    .nullable(),
  role: staffRoleSchema,
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/, 'must be a language code such as en')).max(20),
  /** Key of a team. */
  team: keySchema.nullable(),
  active: z.boolean(),
  /** How they are told of escalations; in the console everybody sees them. */
  alerts: z.enum(['sms', 'email', 'none']),
  skills: z.array(textSchema(60)).max(50),
  /** Key of the calendar of their working hours. */
  calendar: keySchema.nullable(),
  /** How many open follow-ups they can carry. */
  workload: z.int().min(1).max(100_000).nullable(),
  /** Managers: whether they get the daily digest by e-mail. */
  digest: z.boolean(),
};

export const newStaffSchema = z
  .strictObject({
    key: keySchema,
    ...fields,
    phone: fields.phone.default(null),
    languages: fields.languages.default([]),
    team: fields.team.default(null),
    active: fields.active.default(true),
    alerts: fields.alerts.default('sms'),
    skills: fields.skills.default([]),
    calendar: fields.calendar.default(null),
    workload: fields.workload.default(null),
    digest: fields.digest.default(true),
    /** Makes a sign-in for the console with it. */
    password: z.string().min(12, 'must have at least 12 characters').max(128).optional(),
  })
  .meta({ id: 'NewStaff' });
export type NewStaff = z.infer<typeof newStaffSchema>;

export const staffChangesSchema = z
  .strictObject({ ...fields, password: z.string().min(12, 'must have at least 12 characters').max(128) })
  .partial()
  .meta({ id: 'StaffChanges' });
export type StaffChanges = z.infer<typeof staffChangesSchema>;

export const digestChoiceSchema = z.strictObject({ wanted: z.boolean() }).meta({ id: 'DigestChoice' });
export type DigestChoice = z.infer<typeof digestChoiceSchema>;

export const staffQuerySchema = pageQuerySchema.extend({
  q: filterSchema(200),
  team: filterSchema(100),
  active: z.enum(['true', 'false']).optional(),
});
export type StaffQuery = z.infer<typeof staffQuerySchema>;

export const staffSchema = z
  .object({
    id: z.string(),
    key: z.string(),
    name: z.string(),
    email: z.string(),
    phone: z.string().nullable(),
    role: staffRoleSchema,
    languages: z.array(z.string()),
    active: z.boolean(),
    team: z.string().nullable(),
    alerts: z.enum(['sms', 'email', 'none']),
    skills: z.array(z.string()),
    calendar: z.string().nullable(),
    workload: z.int().nullable(),
    /** Their open follow-ups now. */
    open: z.int(),
    digest: z.boolean(),
    /** Until when they are away now, and who stands in. */
    away: z.object({ until: instantOut, cover: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'StaffMember' });
export const staffPageSchema = pageOf(staffSchema).meta({ id: 'StaffPage' });
export type StaffView = z.infer<typeof staffSchema>;

/** What a member of staff is read with at an instant. */
export const staffInclude = (now: Date) =>
  ({
    team: { select: { key: true } },
    _count: { select: { followUps: { where: { endedAt: null } } } },
    absences: {
      where: { from: { lte: now }, until: { gt: now } },
      select: { until: true, cover: { select: { key: true } } },
    },
  }) as const satisfies Prisma.StaffInclude;
export type StaffRow = Prisma.StaffGetPayload<{ include: ReturnType<typeof staffInclude> }>;

export function toStaff({ team, role, alerts, absences: [absence], _count, ...row }: StaffRow): StaffView {
  const { id, key, name, email, phone, languages, active, skills, calendar, workload, digest } = row;
  return {
    ...{ id, key, name, email, phone, languages, active, skills, calendar, workload, digest },
    role: role as StaffView['role'],
    alerts: alerts as StaffView['alerts'],
    team: team?.key ?? null,
    open: _count.followUps,
    away: absence ? { until: toInstantText(absence.until), cover: absence.cover?.key ?? null } : null,
  };
}

const teamFields = {
  name: textSchema(200),
  /** Id or key of a staff member: told by `team-lead` in ladders. */
  lead: textSchema(100).nullable(),
  /** Id or key of a staff member: told by `manager` in ladders. */
  manager: textSchema(100).nullable(),
  /** Key of the calendar in which it goes out to customers. */
  calendar: keySchema.nullable(),
  /** How much it can take on in a day; null: no limit is set. */
  visitsPerDay: z.int().min(1).max(10_000).nullable(),
  minutesPerDay: z.int().min(5).max(1_000_000).nullable(),
};

export const newTeamSchema = z
  .strictObject({
    key: keySchema,
    ...teamFields,
    lead: teamFields.lead.default(null),
    manager: teamFields.manager.default(null),
    calendar: teamFields.calendar.default(null),
    visitsPerDay: teamFields.visitsPerDay.default(null),
    minutesPerDay: teamFields.minutesPerDay.default(null),
  })
  .meta({ id: 'NewTeam' });
export type NewTeam = z.infer<typeof newTeamSchema>;

export const teamChangesSchema = z.strictObject(teamFields).partial().meta({ id: 'TeamChanges' });
export type TeamChanges = z.infer<typeof teamChangesSchema>;

export const teamSchema = z
  .object({
    id: z.string(),
    key: z.string(),
    name: z.string(),
    lead: z.string().nullable(),
    manager: z.string().nullable(),
    calendar: z.string().nullable(),
    visitsPerDay: z.int().nullable(),
    minutesPerDay: z.int().nullable(),
    members: z.int(),
  })
  .meta({ id: 'Team' });
export const teamPageSchema = pageOf(teamSchema).meta({ id: 'TeamPage' });
export type TeamView = z.infer<typeof teamSchema>;

export const TEAM_INCLUDE = {
  lead: { select: { key: true } },
  manager: { select: { key: true } },
  _count: { select: { members: true } },
} as const;
export type TeamRow = Prisma.TeamGetPayload<{ include: typeof TEAM_INCLUDE }>;

export function toTeam({ id, key, name, lead, manager, _count, ...row }: TeamRow): TeamView {
  const { calendar, visitsPerDay, minutesPerDay } = row;
  return {
    ...{ id, key, name, lead: lead?.key ?? null, manager: manager?.key ?? null },
    ...{ calendar, visitsPerDay, minutesPerDay, members: _count.members },
  };
}
