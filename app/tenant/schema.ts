/**
 * The shape of `tenants/<slug>/tenant.yaml`: everything in which one association differs from another (C2).
 * Closed words only; what is not in here cannot be said by a tenant. `tenants/README.md` explains every key.
 */
import { z } from 'zod'
import { ACTIONS } from '#app/vocabulary/actions.ts'
import { AUDIENCES } from '#app/vocabulary/audiences.ts'
import { CONSENTS } from '#app/vocabulary/consents.ts'
import { CRITERION_IDS } from '#app/vocabulary/criteria.ts'
import { FIELD_GROUPS, FIELD_IDS, type FieldGroup, type FieldId, SECRET_FIELDS } from '#app/vocabulary/fields.ts'
import { ROLES } from '#app/vocabulary/roles.ts'
import { contacts, messages } from './contacts.schema.ts'
import { eventsSchema, figuresSchema, legalSchema, newsSchema } from './content.schema.ts'
import { groupSchema, postsSchema, yearGroupsSchema } from './groups.schema.ts'
import { keep } from './keep.schema.ts'
import { menusSchema } from './menus.schema.ts'
import { moneySchema, passSchema, productSchema, tierSchema } from './money.schema.ts'
import { offersSchema } from './offers.schema.ts'
import { processing } from './processing.schema.ts'
import { schoolsSchema } from './schools.schema.ts'
import { security } from './security.schema.ts'
import { sellerSchema } from './seller.schema.ts'
import { staffRoles } from './staff-roles.schema.ts'

const slug = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, 'lower-case letters, digits and hyphens')
const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'a colour such as #B0002A')
const audience = z.enum(AUDIENCES)
const fieldId = z.enum(FIELD_IDS as [FieldId, ...FieldId[]])
/** A field id, the name of a theme of fields, or a set named under `fieldSets`. */
const fieldWord = z.string().min(1)
const words = z.object({ fr: z.string().min(1), en: z.string().min(1) }).strict()

const audienceRule = z
  .object({ default: audience.optional(), widest: audience.optional(), narrowest: audience.optional() })
  .strict()

const fieldRule = z
  .object({ site: audienceRule.default({}), print: audienceRule.default({}), reason: words.optional() })
  .strict()

/** One sentence of a role: these fields, of these people, as far as this relation reaches. */
const grant = z
  .object({
    fields: z.array(fieldWord).min(1),
    except: z.array(fieldWord).default([]),
    /** Judge the person's audience as if the viewer were no closer than this (unpaid members of some: public) [I6]. */
    upTo: audience.optional(),
    /** Only where the person's status is one of these words (the dead) [P4]. */
    whenStatus: z.array(z.string()).optional(),
  })
  .strict()

const unlock = z.object({ by: z.array(z.enum(['pass', 'contact'])).min(1), fields: z.array(fieldWord).min(1) }).strict()

const role = z
  .object({
    may: z.array(z.enum(ACTIONS)).default([]),
    /** What the relation of this role to a person admits, before friendship (rules.md, "Relations"). */
    relation: z.enum(['public', 'recruiters', 'network', 'all']),
    /** Only people who gave this consent exist for this role. */
    consent: z.enum(CONSENTS).optional(),
    sees: z.array(grant).default([]),
    /**
     * More fields, opened by a valid pass or by an exchange of messages with the person (N2: the attached CV). Absent
     * from `sees`, so that code which ignores this key hides them.
     */
    unlocks: z.array(unlock).default([]),
    criteria: z.array(z.enum(CRITERION_IDS as [string, ...string[]])).default([]),
    row: z.array(fieldId).default([]),
    /** A key of the messages that say what would open more (dues, pass). */
    opensWith: z.enum(['dues', 'pass', 'validation', 'completion']).optional(),
  })
  .strict()

const login = z
  .object({
    forms: z.array(z.string().min(1)).min(1),
    join: z.enum(['hyphen', 'none']).default('hyphen'),
    suffix: z.string().optional(),
    reserved: z.array(z.string()).default([]),
    handle: z.string().min(1),
  })
  .strict()

const mailingList = z
  .object({
    id: slug,
    name: words,
    on: z.boolean(),
    paidOnly: z.boolean().default(false),
    channel: z.enum(['mail', 'paper']).default('mail'),
  })
  .strict()

const contract = z
  .object({
    columns: z.array(fieldId).min(1),
    readers: z.array(z.enum(ROLES)),
    federationReaders: z.array(z.enum(ROLES)).default([]),
    from: z.iso.date(),
    until: z.iso.date().optional(),
  })
  .strict()

export const tenantSchema = z
  .object({
    slug,
    kind: z.enum(['association', 'network', 'federation']),
    name: z.string().min(1),
    shortName: z.string().min(1).max(24),
    school: z.string().default(''),
    tagline: words,
    about: words,
    address: z.enum(['vous', 'tu']).default('vous'),
    brand: z.object({ primary: colour, accent: colour, logo: z.string() }).strict(),
    domains: z.array(z.string()).default([]),
    contactEmail: z.email(),
    vocabulary: z
      .object({ fr: z.record(z.string(), z.string()), en: z.record(z.string(), z.string()) })
      .strict()
      .default({ fr: {}, en: {} }),
    login,
    identity: z.object({ field: fieldId, with: z.array(fieldId).default([]) }).strict(),
    /**
     * Profiles are published by an act of their person, and nothing of them is seen before; what they may be published
     * for; who reads the library of profiles by purpose. Absent: who is in the base is listed.
     */
    publication: z
      .object({
        purposes: z.array(z.string().min(1).max(40)).min(2),
        readers: z.array(z.enum(ROLES)).min(1).default(['recruiter', 'school', 'manager', 'admin']),
      })
      .strict()
      .optional(),
    fieldSets: z.record(z.string(), z.array(fieldWord)).default({}),
    fields: z.object({ default: fieldRule, set: z.partialRecord(fieldId, fieldRule).default({}) }).strict(),
    roles: z.partialRecord(z.enum(ROLES), role),
    staffRoles,
    directory: z
      .object({
        quick: z.array(fieldId).min(1),
        openedPerDay: z.int().positive().default(200),
        openedPerDayCompany: z.int().positive().default(200),
        /** Distinct people that lists show in a day: what holds unless said is in policy/shown.rules.ts. */
        shownPerDay: z.int().positive().optional(),
        shownPerDayCompany: z.int().positive().optional(),
        shownPerDayNetwork: z.int().positive().optional(),
        /** Pages that count a whole base (map, companies, facets) in a minute. */
        heavyPerMinute: z.int().positive().default(60),
      })
      .strict(),
    recruiters: z
      .object({ requires: z.enum(['pass', 'validation', 'completion']), pass: passSchema.optional() })
      .strict()
      .optional(),
    schools: schoolsSchema.optional(),
    consents: z.record(z.enum(CONSENTS), z.object({ asked: z.boolean(), default: z.boolean() }).strict()),
    /** How an account begins: on a matching record (I2), by paying dues (E1), freely (N1), or by the staff alone. */
    registration: z.enum(['record', 'dues', 'open', 'staff']).default('record'),
    /** Whom members and recruiters write to: anyone they see, or people whose `acceptsContact` is yes (E2). */
    contact: z.enum(['anyone', 'accepting']).default('anyone'),
    contacts,
    messages,
    lifetimeMail: z
      .object({ domain: z.string().min(3) })
      .strict()
      .optional(),
    offers: offersSchema.optional(),
    keep: keep.default({}),
    processing,
    imports: z
      .object({
        conflict: z.enum(['person', 'school']).default('person'),
        /** ISO 3166 code of the country whose phones its files write without saying so. */
        home: z
          .string()
          .regex(/^[A-Z]{2}$/)
          .default('FR'),
      })
      .strict()
      .prefault({}),
    seller: sellerSchema.optional(),
    tiers: z.array(tierSchema).default([]),
    shop: z.array(productSchema).default([]),
    money: moneySchema.prefault({}),
    mailingLists: z.array(mailingList).default([]),
    /** The list that receives each week what changed in profiles (S12). */
    updatedProfiles: slug.optional(),
    groups: z.array(groupSchema).default([]),
    yearGroups: yearGroupsSchema.optional(),
    posts: postsSchema.prefault({}),
    news: newsSchema.prefault({}),
    menus: menusSchema.default([]),
    events: eventsSchema.prefault({}),
    figures: figuresSchema.prefault({}),
    legal: legalSchema.prefault({}),
    security,
    federation: z.object({ of: slug, contract }).strict().optional(),
    members: z.array(slug).default([]),
  })
  .strict()
  .superRefine(checkReferences)

export type TenantConfig = z.infer<typeof tenantSchema>
export type RoleRule = z.infer<typeof role>
export type Grant = z.infer<typeof grant>
export type FieldRule = z.infer<typeof fieldRule>
export type ContractRule = z.infer<typeof contract>

/** Words may name a set, a theme or a field; anything else is an error at that key. */
function checkReferences(config: { [key: string]: unknown }, ctx: z.RefinementCtx): void {
  const value = config as unknown as TenantConfig
  const known = (word: string) =>
    word === 'all' || word in FIELD_GROUPS || word in value.fieldSets || (FIELD_IDS as string[]).includes(word)
  const report = (path: (string | number)[], word: string) =>
    ctx.addIssue({ code: 'custom', path, message: `“${word}” is no field, theme of fields or named set` })
  const check = (list: string[], path: (string | number)[]) => {
    for (const [i, word] of list.entries()) if (!known(word)) report([...path, i], word)
  }
  for (const [name, members] of Object.entries(value.fieldSets)) check(members, ['fieldSets', name])
  for (const [name, rule] of Object.entries(value.roles))
    for (const [i, sentence] of rule.sees.entries()) {
      check(sentence.fields, ['roles', name, 'sees', i, 'fields'])
      check(sentence.except, ['roles', name, 'sees', i, 'except'])
    }
  for (const { file } of value.processing.transfers) check(file?.fields ?? [], ['processing', 'transfers', 'file'])
  for (const [name, { reads }] of Object.entries(value.staffRoles)) check(reads, ['staffRoles', name, 'reads'])
  for (const [name, rule] of Object.entries(value.roles))
    for (const [i, more] of rule.unlocks.entries()) check(more.fields, ['roles', name, 'unlocks', i, 'fields'])
  checkIdentity(value, ctx)
  checkSecrets(value, ctx)
  checkInvitations(value, ctx)
}

/** Invitations and weekly mails go out through a list that people may leave. */
function checkInvitations({ events, mailingLists, updatedProfiles }: TenantConfig, ctx: z.RefinementCtx): void {
  const byMail = mailingLists.flatMap(({ id, channel }) => (channel === 'paper' ? [] : [id]))
  const invitations = [events.invitations, 'events', 'invitations'] as const
  for (const [list, ...path] of [invitations, [updatedProfiles, 'updatedProfiles'] as const])
    if (list !== undefined && !byMail.includes(list))
      ctx.addIssue({ code: 'custom', path, message: 'must be a mailing list that goes by mail' })
}

/** A secret field is in nobody's rules, not even through a set or `all` (rules.md, "iesfCode"). */
function checkSecrets(value: TenantConfig, ctx: z.RefinementCtx): void {
  for (const [name, rule] of Object.entries(value.roles))
    for (const key of ['sees', 'unlocks'] as const)
      for (const [i, part] of rule[key].entries()) {
        const except = 'except' in part ? part.except : []
        for (const secret of SECRET_FIELDS)
          if (expandFields(value.fieldSets, part.fields, except).includes(secret))
            ctx.addIssue({
              code: 'custom',
              path: ['roles', name, key, i, 'fields'],
              message: `no role may see ${secret}; list it under “except”`,
            })
      }
}

/**
 * Who is listed at all shows a name and a year: a role that reads the identity field reads its companions (rules.md,
 * "Persons").
 */
function checkIdentity(value: TenantConfig, ctx: z.RefinementCtx): void {
  for (const [name, rule] of Object.entries(value.roles)) {
    const seen = new Set(rule.sees.flatMap((s) => expandFields(value.fieldSets, s.fields, s.except)))
    if (!seen.has(value.identity.field)) continue
    for (const companion of value.identity.with)
      if (!seen.has(companion))
        ctx.addIssue({
          code: 'custom',
          path: ['roles', name, 'sees'],
          message: `a role that reads ${value.identity.field} must read ${companion} too`,
        })
  }
}

/**
 * Spells out words into field ids, in vocabulary order.
 * @param sets the tenant's named sets; they may name themes and other sets (a set met twice is spelt out once)
 */
export function expandFields(sets: Record<string, string[]>, fields: string[], except: string[] = []): FieldId[] {
  const spell = (list: string[], seen: Set<string>): Set<FieldId> => {
    const out = new Set<FieldId>()
    for (const word of list) {
      if (seen.has(word)) continue
      seen.add(word)
      if (word === 'all') for (const id of FIELD_IDS) out.add(id)
      else if (word in sets) for (const id of spell(sets[word] ?? [], seen)) out.add(id)
      else if (word in FIELD_GROUPS) for (const id of FIELD_GROUPS[word as FieldGroup]) out.add(id)
      else out.add(word as FieldId)
    }
    return out
  }
  const wanted = spell(fields, new Set())
  const left = spell(except, new Set())
  return FIELD_IDS.filter((id) => wanted.has(id) && !left.has(id))
}
