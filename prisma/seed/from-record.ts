/** A synthetic graduate as the write path takes people. Pure. */
import type { NewPerson, NewPosition } from '#app/domain/people/new-person.server.ts'
import type { Help } from '#app/vocabulary/helps.ts'
import type { PersonRecord } from '../people/record.ts'

/**
 * @param record one made-up graduate
 * @param published the association lists profiles under a pseudonym (N2); elsewhere nobody has one
 * @returns the same as the school, the person and the years would have brought it
 */
export function fromRecord(record: PersonRecord, published: boolean): NewPerson {
  const { promotion, diploma, programme, speciality, level, apprenticeship, diplomaState } = record
  const { diplomaNumber, registrationNumber } = record
  const main = { promotion, diploma, programme, speciality, level, apprenticeship, diplomaState }
  return {
    values: {
      ...ownValues(record, published),
      ...contactValues(record),
      ...{ homeLat: record.lat, homeLon: record.lon, workLat: record.workLat, workLon: record.workLon },
    },
    diplomas: [
      { ...main, diplomaNumber, registrationNumber },
      ...record.otherDiplomas.map((other) => ({ diploma: other.diploma, school: other.school, promotion: other.year })),
    ],
    positions: positionsOf(record),
    siteChoices: { ...openedToRecruiters(record), ...record.choicesSite },
    printChoices: record.choicesPrint,
    consents: record.consents,
  }
}

/** What somebody who looks for a post opens to companies. */
const CAREER = ['lastName', 'diploma', 'speciality', 'company', 'jobTitle', 'workField', 'skills', 'homeCity'] as const

/** One graduate in three, always the same ones, so that a company's directory has people in every association. */
function openedToRecruiters({ promotion, lastName }: PersonRecord): NewPerson['siteChoices'] {
  if ((promotion + lastName.length) % 3 !== 0) return {}
  return Object.fromEntries(CAREER.map((field) => [field, 'recruiters']))
}

/** What the last words of an introduction offer, so that both say the same. */
const OFFERED: readonly [RegExp, readonly Help[]][] = [
  [/relire un CV/, ['relecture', 'conseil']],
  [/stagiaires/, ['stage', 'visite']],
  [/promotions récentes/, ['conseil', 'mentorat']],
]

/** @returns what somebody living may help with, by their introduction; nothing for most */
export function helpsOf({ bio, status }: Pick<PersonRecord, 'bio' | 'status'>): readonly Help[] {
  if (/^décéd/.test(status ?? '')) return []
  return OFFERED.find(([words]) => words.test(bio ?? ''))?.[1] ?? []
}

function ownValues(record: PersonRecord, published: boolean): NewPerson['values'] {
  const { pseudonym, purpose, publishedAt } = record
  const { civility, firstName, lastName, diplomaName, birthDate, birthPlace, status, studentNumber, iesfCode } = record
  const { prepCycle, engineeringCycle, labellis, schoolActivities, alumniActivities } = record
  const { skills, socialLinks, bio, hobbies, badges, acceptsContact, remarks } = record
  return {
    ...{ civility, firstName, lastName, diplomaName, birthDate, birthPlace, status, studentNumber, iesfCode },
    ...{ prepCycle, engineeringCycle, labellis, schoolActivities, alumniActivities },
    ...{ skills, socialLinks, bio, hobbies, badges, acceptsContact, remarks, canHelp: helpsOf(record) },
    ...(published ? { pseudonym, purpose, publishedAt } : {}),
  }
}

function contactValues(record: PersonRecord): NewPerson['values'] {
  const { primaryEmail, secondaryEmail, workEmail, mobilePhone, homePhone, mailingAddressChoice } = record
  const { emailingConsent, homeAddress, homePostcode, homeCity, homeCountry, secondHome } = record
  return {
    ...{ primaryEmail, secondaryEmail, workEmail, mobilePhone, homePhone, mailingAddressChoice },
    ...{ emailingConsent, homeAddress, homePostcode, homeCity, homeCountry, secondHome },
    invalidEmail: record.invalidEmail,
  }
}

function positionsOf(record: PersonRecord): NewPosition[] {
  const past = record.pastPositions.map(
    (position): NewPosition => ({
      company: {
        name: position.company,
        siret: position.companySiret,
        naf: position.companyNaf,
        address: position.companyAddress,
        city: position.city,
        country: position.country,
      },
      ...{ jobTitle: position.jobTitle, workField: position.workField, workLevel: position.workLevel },
      ...{ city: position.city, country: position.country, startedOn: position.from, endedOn: position.to },
    }),
  )
  if (!record.company) return past
  const { company: name, companySiret: siret, companyNaf: naf, companyAddress: address } = record
  const { companyCity: city, companyCountry: country, jobTitle, workField, workLevel } = record
  const current = {
    company: { name, siret, naf, address, city, country },
    jobTitle,
    workField,
    workLevel,
    city,
    country,
  }
  return [{ ...current, phone: record.workPhone, startedOn: record.jobStart, endedOn: null }, ...past]
}
