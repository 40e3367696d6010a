/** A diff of rules said in French and English, for the rules page and the command line. Pure. */
import type { Audience } from '#app/vocabulary/audiences.ts'
import type { Consequence, KeyChange, TenantDiff } from './diff.ts'

export type DiffLanguage = 'fr' | 'en'

/** @returns the whole diff as lines: keys (path: from → to), then consequences. */
export function diffText(diff: TenantDiff, language: DiffLanguage): string[] {
  return [...diff.changes.map(changeText), ...diff.consequences.map((one) => consequenceText(one, language))]
}

/** @returns such as `tiers.diplome.cents: 8000 → 9000`; the values as JSON. */
export function changeText({ path, from, to }: KeyChange): string {
  const show = (value: unknown) => (value === undefined ? '∅' : JSON.stringify(value))
  return `${path}: ${show(from)} → ${show(to)}`
}

const REACH: Record<DiffLanguage, (upTo: Audience, when?: string) => string> = {
  fr: (upTo, when) => `${upTo === 'nobody' ? '' : ` (au plus : ${upTo})`}${when ? ` (si : ${when})` : ''}`,
  en: (upTo, when) => `${upTo === 'nobody' ? '' : ` (up to ${upTo})`}${when ? ` (if ${when})` : ''}`,
}

type Say = { [K in Consequence['kind']]: (one: Extract<Consequence, { kind: K }>) => string }

const FRENCH: Say = {
  'role-appears': ({ role }) => `Le rôle ${role} apparaît`,
  'role-disappears': ({ role }) => `Le rôle ${role} disparaît`,
  'field-gained': ({ role, field, upTo, when }) => `${role} voit désormais ${field}${REACH.fr(upTo, when)}`,
  'field-lost': ({ role, field, upTo, when }) => `${role} ne voit plus ${field}${REACH.fr(upTo, when)}`,
  relation: ({ role, from, to }) => `${role} était traité comme « ${from} », le sera comme « ${to} »`,
  consent: ({ role, to }) =>
    to ? `${role} ne voit que les personnes d’accord : ${to}` : `${role} voit sans accord demandé`,
  'action-gained': ({ role, action }) => `${role} peut désormais : ${action}`,
  'action-lost': ({ role, action }) => `${role} ne peut plus : ${action}`,
  'criterion-gained': ({ role, criterion }) => `${role} peut chercher par ${criterion}`,
  'criterion-lost': ({ role, criterion }) => `${role} ne peut plus chercher par ${criterion}`,
  widened: ({ field, channel, limit, from, to }) => `${field} (${channel}, ${limit}) s’ouvre : ${from} → ${to}`,
  narrowed: ({ field, channel, limit, from, to }) => `${field} (${channel}, ${limit}) se restreint : ${from} → ${to}`,
  shared: ({ field }) => `${field} est partagé avec la fédération`,
  unshared: ({ field }) => `${field} n’est plus partagé avec la fédération`,
  'reader-gained': ({ role, where }) => `Le contrat s’ouvre au rôle ${role} (${where})`,
  'reader-lost': ({ role, where }) => `Le contrat se ferme au rôle ${role} (${where})`,
  'contract-begins': () => 'Un contrat de fédération commence',
  'contract-ends': () => 'Le contrat de fédération prend fin',
}

const ENGLISH: Say = {
  'role-appears': ({ role }) => `The role ${role} appears`,
  'role-disappears': ({ role }) => `The role ${role} disappears`,
  'field-gained': ({ role, field, upTo, when }) => `${role} now sees ${field}${REACH.en(upTo, when)}`,
  'field-lost': ({ role, field, upTo, when }) => `${role} no longer sees ${field}${REACH.en(upTo, when)}`,
  relation: ({ role, from, to }) => `${role} was treated as “${from}”, will be as “${to}”`,
  consent: ({ role, to }) =>
    to ? `${role} sees only people who agreed: ${to}` : `${role} sees people without asking them`,
  'action-gained': ({ role, action }) => `${role} may now: ${action}`,
  'action-lost': ({ role, action }) => `${role} may no longer: ${action}`,
  'criterion-gained': ({ role, criterion }) => `${role} may search by ${criterion}`,
  'criterion-lost': ({ role, criterion }) => `${role} may no longer search by ${criterion}`,
  widened: ({ field, channel, limit, from, to }) => `${field} (${channel}, ${limit}) opens: ${from} → ${to}`,
  narrowed: ({ field, channel, limit, from, to }) => `${field} (${channel}, ${limit}) closes: ${from} → ${to}`,
  shared: ({ field }) => `${field} is shared with the federation`,
  unshared: ({ field }) => `${field} is no longer shared with the federation`,
  'reader-gained': ({ role, where }) => `The contract opens to the role ${role} (${where})`,
  'reader-lost': ({ role, where }) => `The contract closes to the role ${role} (${where})`,
  'contract-begins': () => 'A federation contract begins',
  'contract-ends': () => 'The federation contract ends',
}

/**
 * @returns one sentence; roles, fields and audiences by their ids, which the rules page may replace by the tenant's
 * words.
 */
export function consequenceText(one: Consequence, language: DiffLanguage): string {
  const say = (language === 'fr' ? FRENCH : ENGLISH) as unknown as Record<string, (one: Consequence) => string>
  return say[one.kind]!(one)
}
