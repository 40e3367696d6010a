/**
 * Synthetic graduates: the same for the same seed on every machine, and person number n is the same whatever the count.
 * Real places, made-up people: mail addresses end in `.example`, phones are of ranges kept for fiction. Pure, no
 * database.
 */
import { loginName } from '#app/tenant/login-format.ts'
import { BADGES, HOBBIES, PURPOSES, REMARKS, SKILLS } from './life.data.ts'
import { ALL_YEARS, drawLastName, type Identity, identityOf, type Years } from './names.ts'
import { drawHome, drawPlace, isFrench, NO_HOME, type Place } from './places.ts'
import { drawPrivacy } from './privacy.ts'
import { entriesOf, Random } from './random.ts'
import type { Contact, PersonRecord, SocialLink, Work } from './record.ts'
import { type Award, awardsOf, drawStudies } from './studies.ts'
import { dateIn, drawPast, drawWork, fictionalPhone, NO_WORK } from './work.ts'

export interface PeopleOptions {
  count: number
  seed: number
  /** Slug of a demo association, or the name of any school. */
  school: string
  /** First and last promotion, both possible; 1958 to 2028 unless told. */
  years?: Years
  /** The year in which these people are looked at; 2026 unless told, never the clock's. */
  now?: number
}

interface Draw {
  random: Random
  seed: number
  index: number
  now: number
  award: Award
  who: Identity
  mailName: string
}

const LIFE_STREAM = 2
const RETIREMENT_AGE = 64
const skills = entriesOf(SKILLS)
const hobbies = entriesOf(HOBBIES)
const badges = entriesOf(BADGES)
const remarks = entriesOf(REMARKS)
const purposes = entriesOf(PURPOSES)
const MAIL_DOMAINS = ['courriel.example', 'boite.example', 'messagerie.example', 'poste-perso.example']
const SECOND_DOMAINS = ['famille.example', 'ailleurs.example']

/** @returns records one by one, so that a million need no more memory than one. */
export function* generatePeople({
  count,
  seed,
  school,
  years = ALL_YEARS,
  now = 2026,
}: PeopleOptions): Generator<PersonRecord> {
  const award = awardsOf(school)
  const random = new Random()
  for (let index = 0; index < count; index++) {
    const who = identityOf(seed, index, { years, random, school: award.number })
    const mailName = `${loginName(who.firstName, 'hyphen')}.${loginName(who.lastName, 'hyphen')}`
    random.restart(seed, index, LIFE_STREAM, award.number)
    yield drawPerson({ random, seed, index, now, award, who, mailName })
  }
}

function drawPerson(draw: Draw): PersonRecord {
  const { random, who, index } = draw
  const birthYear = who.promotion - random.between(22, 25)
  const age = draw.now - birthYear
  const isDead = random.chance(deathRate(age))
  const isLost = !isDead && random.chance(0.06)
  const birthPlace = drawPlace(random)
  const place = isDead || isLost || random.chance(0.05) ? undefined : drawPlace(random)
  const { status, work } = drawActivity(draw, age, isDead)
  const chosenSkills = random.chance(0.75) ? random.several(skills, random.between(2, 7)) : []
  return {
    index,
    ...who,
    diplomaName: drawDiplomaName(random, who),
    birthDate: dateIn(random, birthYear),
    birthPlace: isFrench(birthPlace) ? birthPlace.city : `${birthPlace.city} (${birthPlace.country})`,
    status,
    ...drawStudies(random, draw.award, { promotion: who.promotion, index, seed: draw.seed, now: draw.now }),
    ...work,
    ...drawContact(draw, place, isDead, isLost),
    ...(place ? drawHome(random, place) : NO_HOME),
    skills: chosenSkills,
    hobbies: random.chance(0.45) ? random.several(hobbies, random.between(1, 4)).join(', ') : null,
    bio: !isDead && random.chance(0.35) ? bioOf(random, who, work, chosenSkills) : null,
    socialLinks: drawLinks(draw),
    badges: random.chance(0.18) ? random.several(badges, random.between(1, 2)) : [],
    remarks: random.chance(0.06) ? random.pick(remarks) : null,
    pseudonym: `${loginName(random.pick(hobbies), 'none')}${draw.seed === 1 ? '' : `s${draw.seed}n`}${index}`,
    purpose: random.pick(purposes),
    publishedAt: dateIn(random, draw.now - 1),
    ...drawPrivacy(random),
  }
}

function deathRate(age: number): number {
  if (age < 30) return 0.001
  return age < 60 ? 0.008 : age < 75 ? 0.06 : 0.3
}

/** A quarter of married women bear another name than their diploma's. */
function drawDiplomaName(random: Random, { civility, lastName }: Identity): string | null {
  if (civility === 'M.' || !random.chance(0.25)) return null
  const name = drawLastName(random)
  return name === lastName ? null : name
}

/** What a person does now: « décédé » is the word that tenant rules know. */
function drawActivity(draw: Draw, age: number, isDead: boolean): { status: string; work: Work } {
  const { random, who, now, mailName } = draw
  const idle = (status: string, until: number) => ({
    status,
    work: { ...NO_WORK, pastPositions: drawPast(random, who, until) },
  })
  if (isDead) return idle('décédé', Math.min(now, who.promotion + random.between(2, 40)))
  if (who.promotion > now) return idle('étudiant', now)
  if (age >= RETIREMENT_AGE && !random.chance(0.05))
    return idle('retraité', Math.min(now, who.promotion + RETIREMENT_AGE - 23))
  const kind = random.below(100)
  if (kind < 5) return idle('en recherche d’emploi', now)
  if (kind < 7) return idle('sans activité', now)
  if (kind < 10) return idle('inconnu', who.promotion)
  const work = drawWork(random, who, now, mailName)
  if (kind < 14) return { status: 'créateur d’entreprise', work }
  return { status: now - who.promotion < 4 && kind < 24 ? 'en thèse' : 'en activité', work }
}

function drawContact(draw: Draw, place: Place | undefined, isDead: boolean, isLost: boolean): Contact {
  const { random, mailName, index, seed } = draw
  const isReachable = !isDead && !isLost
  // The place in the seed makes an address unique: associations whose login is the e-mail need that (E1).
  const own = `${mailName}.${index.toString(36)}${seed === 1 ? '' : `-${seed.toString(36)}`}`
  return {
    primaryEmail: isReachable ? `${own}@${random.pick(MAIL_DOMAINS)}` : null,
    secondaryEmail: isReachable && random.chance(0.3) ? `${own}@${random.pick(SECOND_DOMAINS)}` : null,
    mobilePhone: isReachable && random.chance(0.8) ? fictionalPhone(random, 'mobile') : null,
    homePhone: place && isFrench(place) && random.chance(0.35) ? fictionalPhone(random, 'landline') : null,
    mailingAddressChoice: place ? (random.chance(0.12) ? 'travail' : 'domicile') : null,
    emailingConsent: isReachable && random.chance(0.7),
    invalidEmail: isReachable && random.chance(0.03),
    acceptsContact: isReachable && random.chance(0.75),
  }
}

function drawLinks({ random, mailName, index }: Draw): SocialLink[] {
  const links: SocialLink[] = []
  const add = (network: SocialLink['network']) =>
    links.push({ network, url: `https://${network}.example/${mailName}-${index.toString(36)}` })
  if (random.chance(0.5)) add('linkedin')
  if (random.chance(0.08)) add('github')
  if (random.chance(0.04)) add(random.chance(0.5) ? 'viadeo' : 'copainsdavant')
  if (random.chance(0.04)) add('site')
  return links
}

function bioOf(random: Random, who: Identity, work: Work, known: string[]): string {
  const now = work.jobTitle ? `${work.jobTitle}, ${work.company}` : 'Libre de mon temps'
  const subject = known[0] ?? 'les sciences de l’ingénieur'
  const wish = random.pick([
    'Toujours partant pour relire un CV.',
    'N’hésitez pas à m’écrire.',
    'J’accueille volontiers des stagiaires.',
    'Au plaisir d’échanger avec les promotions récentes.',
  ])
  return `${now}. Promotion ${who.promotion}, je m’intéresse surtout à : ${subject}. ${wish}`
}
