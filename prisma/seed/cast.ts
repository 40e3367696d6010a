/**
 * The people behind the demo accounts: the same names in every association, with lives of the synthetic kind. Pure data
 * and its reading.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loginName } from '#app/tenant/login-format.ts'
import type { Door } from '#app/vocabulary/roles.ts'
import { generatePeople } from '../people/people.ts'
import type { PersonRecord } from '../people/record.ts'
import { titlesOf } from '../people/work.ts'

/** One line of tenants/demo-accounts.json. */
export interface DemoAccount {
  /** Slug; `admin` for the operator's site. */
  tenant: string
  role: string
  door: Door | 'operator'
  login: string
  password: string
  /** Address of the person's page, where there is one. */
  handle?: string
}

const root = join(import.meta.dirname, '..', '..')

/** @returns every demo account, as documented. */
export function demoAccounts(): DemoAccount[] {
  return JSON.parse(readFileSync(join(root, 'tenants', 'demo-accounts.json'), 'utf8'))
}

interface Part {
  role: string
  civility: 'M.' | 'Mme'
  firstName: string
  lastName: string
  promotion: number
  pseudonym: string
}

/** Names that trip programs, two of them from the associations' own guides (S1, I1). */
export const CAST: readonly Part[] = [
  { role: 'admin', civility: 'Mme', firstName: 'Hélène', lastName: 'L’Hame', promotion: 1998, pseudonym: 'Capucine' },
  { role: 'manager', civility: 'M.', firstName: 'Olivier', lastName: 'Le Goff', promotion: 2003, pseudonym: 'Mistral' },
  { role: 'member', civility: 'M.', firstName: 'Jean', lastName: 'Dupont', promotion: 2010, pseudonym: 'Fennec' },
  {
    role: 'adherent',
    civility: 'Mme',
    firstName: 'Anne-Laure',
    lastName: 'Lavaut',
    promotion: 2010,
    pseudonym: 'Bergamote',
  },
]

const CAST_SEED = 20_100
const LIVES = 40

/** @returns the cast of a school, in the order of {@link CAST}: at work, at home somewhere, and open to be found. */
export function castOf(school: string): PersonRecord[] {
  return CAST.map((part, i) => {
    const years = [part.promotion, part.promotion] as const
    const lives = [...generatePeople({ count: LIVES, seed: CAST_SEED + i, school, years })]
    const life = lives.find((one) => one.status === 'en activité' && one.homeCity && one.mobilePhone) ?? lives[0]!
    const { role: _, ...names } = part
    const name = `${loginName(part.firstName, 'hyphen')}.${loginName(part.lastName, 'hyphen')}`
    return {
      ...{
        ...life,
        ...titlesOf(part.civility, life),
        ...names,
        diplomaName: null,
        bio: null,
        acceptsContact: true,
        invalidEmail: false,
      },
      ...{ primaryEmail: `${name}@courriel.example`, secondaryEmail: null, workEmail: null },
      socialLinks: life.socialLinks.map((link) => ({ ...link, url: `https://${link.network}.example/${name}` })),
      ...{ studentNumber: `D${part.promotion}${i}`, diplomaNumber: null, registrationNumber: null, iesfCode: null },
      ...{ choicesSite: {}, choicesPrint: {}, consents: { school: true, recruiters: true, federation: true } },
    }
  })
}

/** The person who can ask for a secret: one value to try encryption on, that is nobody's real code. */
export const SECRET_OF_ADHERENT = 'IESF-DEMO-2010'
