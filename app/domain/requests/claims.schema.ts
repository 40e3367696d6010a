/**
 * What the forms of getting in take, and nothing else: other names are dropped (no mass assignment). Errors are text
 * keys.
 */
import { z } from 'zod'
import { readPhone, readWebAddress } from '#app/i18n/read-answer.ts'
import { loginEmail } from '#app/tenant/login-format.ts'
import { digitsOf, isSiret } from '#app/tenant/siret.ts'

const LONGEST_NAME = 120
const LONGEST_TEXT = 2000

/** PostgreSQL takes no NUL, and control signs are never meant. */
const CONTROL = /[^\P{Cc}\n\t]+/gu

const text = (most: number) =>
  z
    .string({ error: 'required' })
    .transform((typed) => typed.normalize('NFC').replace(CONTROL, '').trim())
    .pipe(z.string().min(1, 'required').max(most, 'tooLong'))

/** A text in its stored form, or refused with the key of a message. */
function read<T>(reader: (typed: string) => T | undefined | null, error: string) {
  return (typed: string, ctx: z.RefinementCtx): T => {
    const value = reader(typed)
    if (value !== undefined && value !== null) return value
    ctx.addIssue({ code: 'custom', message: error })
    return z.NEVER
  }
}

const holds = (pattern: RegExp) => (typed: string) => pattern.test(typed)

/** At least one letter of some alphabet: a name, not a number. */
const name = () => text(LONGEST_NAME).refine(holds(/\p{L}/u), 'name')
const phone = () => text(40).transform(read(readPhone, 'phone'))
const year = () =>
  text(10).transform(read((typed) => (/^(19|20)\d{2}$/.test(typed) ? Number(typed) : undefined), 'year'))
const email = () =>
  text(254)
    .pipe(z.email('email'))
    .transform(read((typed) => loginEmail(typed), 'email'))

const names = { firstName: name(), lastName: name(), promotion: year() }
const reach = { email: email(), phone: phone() }

/** `/activation`, first step [I2]. */
export const namesSchema = z.object(names)
/** `/activation`, both steps together [I2]. */
export const activationSchema = z.object({ ...names, ...reach })
export type ActivationClaim = z.output<typeof activationSchema>

/** `/mot-de-passe-oublie` [S2]: a login or an address. */
export const recoverySchema = z.object({ login: text(254) })
export type RecoveryClaim = z.output<typeof recoverySchema>

/** `/mot-de-passe-oublie/identite` [S2]. */
export const identitySchema = z.object({ ...names, ...reach, message: text(LONGEST_TEXT).optional() })
export type IdentityClaim = z.output<typeof identitySchema>

/** `/inscription` where one joins by dues [E1]. */
export const joiningSchema = z.object({
  civility: z.enum(['M.', 'Mme'], 'choice').optional(),
  ...{ ...names, ...reach },
  tier: text(40),
})
export type JoiningClaim = z.output<typeof joiningSchema>

/** `/inscription` where anybody may have an account [N1]. */
export const memberSchema = z.object({
  firstName: name(),
  lastName: name(),
  pseudonym: text(40).refine(holds(/\p{L}/u), 'name').optional(),
  email: email(),
})
export type MemberClaim = z.output<typeof memberSchema>

const organisation = {
  name: text(160).refine(holds(/\p{L}|\d/u), 'name'),
  contactName: name(),
  phone: phone(),
  email: email(),
  website: text(300).transform(read(readWebAddress, 'link')).optional(),
}

/** `/recruteurs/mot-de-passe-oublie/identite` and the same of schools: whose account it is, and who asks. */
export const entitySchema = z.object({
  ...{ name: organisation.name, contactName: name(), phone: phone(), email: email() },
  siret: text(30)
    .transform(read((typed) => (isSiret(typed) ? digitsOf(typed) : undefined), 'siret'))
    .optional(),
  message: text(LONGEST_TEXT).optional(),
})
export type EntityClaim = z.output<typeof entitySchema>

/** `/recruteurs/inscription` [N1, P5]: a French company by its SIRET, another one by its country. */
export const companySchema = z
  .object({
    ...organisation,
    place: z.enum(['france', 'abroad'], 'choice'),
    siret: text(30)
      .transform(read((typed) => (isSiret(typed) ? digitsOf(typed) : undefined), 'siret'))
      .optional(),
    country: text(80).optional(),
  })
  .superRefine(({ place, siret, country }, ctx) => {
    if (place === 'france' && !siret) ctx.addIssue({ code: 'custom', path: ['siret'], message: 'required' })
    if (place === 'abroad' && !country) ctx.addIssue({ code: 'custom', path: ['country'], message: 'required' })
  })
  .transform(({ place, siret, country, ...rest }) => ({
    ...rest,
    ...(place === 'france' ? { siret, country: 'France' } : { country }),
  }))

/** `/ecoles/inscription` [N1, N3]. */
export const schoolSchema = z.object({ ...organisation, country: text(80).optional() })
export type OrganisationClaim = z.output<typeof schoolSchema> & { siret?: string | undefined }

/** `/entreprises/:company/modifier`: what a company shows of itself [N4]. */
export const shownPageSchema = z.object({
  about: text(4000).refine((typed) => typed.length >= 40, 'tooShort'),
  website: organisation.website,
  careers: organisation.website,
  place: text(160).optional(),
})

/** One's own page as a company or a school [N3, N4]. */
export const pageSchema = z.object({
  name: organisation.name.optional(),
  contactName: name(),
  phone: phone(),
  website: organisation.website,
  about: text(4000).refine((typed) => typed.length >= 40, 'tooShort'),
})
