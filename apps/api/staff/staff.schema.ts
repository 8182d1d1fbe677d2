import type { Prisma } from '@aftercare/db/client.js';
import { z } from 'zod';
import { pageOf, pageQuerySchema } from '../common/page.js';
import { filterSchema, keySchema, textSchema } from '../common/schemas.js';
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
};

export const newStaffSchema = z
  .strictObject({
    key: keySchema,
    ...fields,
    phone: fields.phone.default(null),
    languages: fields.languages.default([]),
    team: fields.team.default(null),
    active: fields.active.default(true),
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
  })
  .meta({ id: 'StaffMember' });
export const staffPageSchema = pageOf(staffSchema).meta({ id: 'StaffPage' });
export type StaffView = z.infer<typeof staffSchema>;

export const STAFF_INCLUDE = { team: { select: { key: true } } } as const;
export type StaffRow = Prisma.StaffGetPayload<{ include: typeof STAFF_INCLUDE }>;

export function toStaff({ id, key, name, email, phone, role, languages, active, team }: StaffRow): StaffView {
  return {
    id,
    key,
    name,
    email,
    phone,
    role: role as StaffView['role'],
    languages,
    active,
    team: team?.key ?? null,
  };
}

const teamFields = {
  name: textSchema(200),
  /** Id or key of a staff member: told by `team-lead` in ladders. */
  lead: textSchema(100).nullable(),
  /** Id or key of a staff member: told by `manager` in ladders. */
  manager: textSchema(100).nullable(),
};

export const newTeamSchema = z
  .strictObject({
    key: keySchema,
    ...teamFields,
    lead: teamFields.lead.default(null),
    manager: teamFields.manager.default(null),
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

export function toTeam({ id, key, name, lead, manager, _count }: TeamRow): TeamView {
  return { id, key, name, lead: lead?.key ?? null, manager: manager?.key ?? null, members: _count.members };
}
