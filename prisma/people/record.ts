/** The shape of a synthetic graduate: every field id of the vocabulary but files, which have no made-up content. */
import type { Audience } from '#app/vocabulary/audiences.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import type { Civility } from './names.ts'

/** Civil dates are ISO 8601, `YYYY-MM-DD`; phones E.164; what a person has not is null or an empty list. */
export interface PastPosition {
  company: string
  companySiret: string | null
  companyNaf: string | null
  companyAddress: string
  city: string
  country: string
  workField: string
  workLevel: string
  jobTitle: string
  from: string
  to: string
}

export interface SocialLink {
  network: 'linkedin' | 'github' | 'viadeo' | 'copainsdavant' | 'site'
  url: string
}

export interface OtherDiploma {
  diploma: string
  school: string
  year: number
}

export interface Work {
  company: string | null
  companyAddress: string | null
  companyCity: string | null
  companyCountry: string | null
  companySiret: string | null
  companyNaf: string | null
  workField: string | null
  workLevel: string | null
  jobTitle: string | null
  jobStart: string | null
  workEmail: string | null
  workPhone: string | null
  workLat: number | null
  workLon: number | null
  pastPositions: PastPosition[]
}

export interface Contact {
  primaryEmail: string | null
  secondaryEmail: string | null
  mobilePhone: string | null
  homePhone: string | null
  mailingAddressChoice: 'domicile' | 'travail' | null
  emailingConsent: boolean
  invalidEmail: boolean
  acceptsContact: boolean
}

export interface Home {
  homeAddress: string | null
  homePostcode: string | null
  homeCity: string | null
  homeCountry: string | null
  secondHome: string | null
  lat: number | null
  lon: number | null
}

export interface Studies {
  promotion: number
  diploma: string
  programme: string
  speciality: string | null
  level: string
  apprenticeship: boolean
  diplomaState: string
  prepCycle: string | null
  engineeringCycle: string | null
  labellis: string | null
  otherDiplomas: OtherDiploma[]
  schoolActivities: string | null
  alumniActivities: string | null
  /** Unique within a seed: keeps its leading zero. */
  studentNumber: string
  diplomaNumber: string | null
  registrationNumber: string | null
  iesfCode: string | null
}

export interface Privacy {
  consents: { school: boolean; recruiters: boolean; federation: boolean }
  /** What the person chose; a field left out takes the association's default. */
  choicesSite: Partial<Record<FieldId, Audience>>
  choicesPrint: Partial<Record<FieldId, Audience>>
}

export interface PersonRecord extends Work, Contact, Home, Studies, Privacy {
  /** Position in the seed, from 0. */
  index: number
  civility: Civility
  firstName: string
  /** The usual name. */
  lastName: string
  /** The name on the diploma, where it is another. */
  diplomaName: string | null
  birthDate: string
  birthPlace: string
  status: string
  skills: string[]
  hobbies: string | null
  bio: string | null
  socialLinks: SocialLink[]
  badges: string[]
  remarks: string | null
  /** The last three are for networks whose members publish profiles by purpose (N2). */
  pseudonym: string
  purpose: string
  publishedAt: string
}
