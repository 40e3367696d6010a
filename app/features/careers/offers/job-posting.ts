/** An offer as search engines read it: schema.org JobPosting. Pure. */
import { lastDay } from '#app/calendar/civil-day.ts'
import type { OfferRow } from '#app/domain/offers/read-offers.server.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import type { Contract, OfferKind, PayPeriod } from '#app/vocabulary/offers.ts'

const BY_KIND: Record<OfferKind, string> = {
  ...{ internship: 'INTERN', apprenticeship: 'INTERN', job: 'FULL_TIME', 'student-job': 'PART_TIME' },
  ...{ thesis: 'TEMPORARY', volunteering: 'VOLUNTEER' },
}
const BY_CONTRACT: Record<Contract, string> = {
  ...{ permanent: 'FULL_TIME', 'fixed-term': 'TEMPORARY', temporary: 'TEMPORARY', freelance: 'CONTRACTOR' },
}
const UNITS: Record<PayPeriod, string> = { year: 'YEAR', month: 'MONTH', hour: 'HOUR' }

type Value = string | number | boolean | { [key: string]: Value }

function payOf({ payFrom, payTo, payPer }: OfferRow): Record<string, Value> {
  if (payFrom === null || payPer === null) return {}
  const value = { '@type': 'QuantitativeValue', minValue: payFrom, maxValue: payTo ?? payFrom, unitText: UNITS[payPer] }
  return { baseSalary: { '@type': 'MonetaryAmount', currency: 'EUR', value } }
}

/** @returns the posting; its last day is the page's own (C1) */
export function jobPosting({ name }: Pick<TenantConfig, 'name'>, row: OfferRow): Record<string, Value> {
  const address = { '@type': 'PostalAddress', addressLocality: row.town, addressCountry: row.country }
  return {
    '@context': 'https://schema.org',
    '@type': 'JobPosting',
    title: row.title,
    description: row.text,
    datePosted: row.visibleFrom.toISOString(),
    validThrough: lastDay(row.visibleUntil),
    employmentType: row.contract ? BY_CONTRACT[row.contract] : BY_KIND[row.kind],
    hiringOrganization: { '@type': 'Organization', name: row.company },
    jobLocation: { '@type': 'Place', address },
    directApply: row.applyUrl === null,
    ...(row.remote === 'full' ? { jobLocationType: 'TELECOMMUTE' } : {}),
    identifier: { '@type': 'PropertyValue', name, value: row.id },
    ...payOf(row),
  }
}
