import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { components } from '../api/schema';
import type { ReportFilters } from './filters';

type Schemas = components['schemas'];
export type SatisfactionReport = Schemas['SatisfactionReport'];
export type OverdueReport = Schemas['OverdueReport'];
export type ContactReport = Schemas['ContactReport'];
export type SlaReport = Schemas['SlaReport'];
export type StaffReport = Schemas['StaffReport'];
export type RenewalsReport = Schemas['RenewalsReport'];
export type RetentionReport = Schemas['RetentionReport'];
export type Estimate = Schemas['Estimate'];

const STALE_MS = 60_000;
const shared = { staleTime: STALE_MS, placeholderData: keepPreviousData } as const;
const queryOf = ({ report: _, ...query }: ReportFilters) => ({ params: { query } });

export const satisfactionQuery = (filters: ReportFilters) =>
  queryOptions({ queryKey: ['reports', 'satisfaction', filters], queryFn: () => unwrap(api.GET('/v1/reports/satisfaction', queryOf(filters))), ...shared }); // prettier-ignore
export const overdueQuery = (filters: ReportFilters) =>
  queryOptions({ queryKey: ['reports', 'overdue', filters], queryFn: () => unwrap(api.GET('/v1/reports/overdue', queryOf(filters))), ...shared }); // prettier-ignore
export const contactQuery = (filters: ReportFilters) =>
  queryOptions({ queryKey: ['reports', 'contact', filters], queryFn: () => unwrap(api.GET('/v1/reports/contact', queryOf(filters))), ...shared }); // prettier-ignore
export const slaQuery = (filters: ReportFilters) =>
  queryOptions({ queryKey: ['reports', 'sla', filters], queryFn: () => unwrap(api.GET('/v1/reports/sla', queryOf(filters))), ...shared }); // prettier-ignore
export const staffReportQuery = (filters: ReportFilters) =>
  queryOptions({ queryKey: ['reports', 'staff', filters], queryFn: () => unwrap(api.GET('/v1/reports/staff', queryOf(filters))), ...shared }); // prettier-ignore
export const renewalsQuery = (filters: ReportFilters) =>
  queryOptions({ queryKey: ['reports', 'renewals', filters], queryFn: () => unwrap(api.GET('/v1/reports/renewals', queryOf(filters))), ...shared }); // prettier-ignore
export const retentionQuery = (filters: ReportFilters) =>
  queryOptions({ queryKey: ['reports', 'retention', filters], queryFn: () => unwrap(api.GET('/v1/reports/retention', queryOf(filters))), ...shared }); // prettier-ignore
