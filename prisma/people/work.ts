/** Employers, positions and what follows from them. Pure. */
import { COMPANIES } from './companies.data.ts'
import { FEMININE, JOB_TITLES, WORK_LEVELS } from './life.data.ts'
import type { Civility, Identity } from './names.ts'
import { drawStreet, isFrench, near, type Place, placeNamed } from './places.ts'
import { entriesOf, Random, rowsOf, Weighted, wordsOf } from './random.ts'
import type { PastPosition, PersonRecord, Work } from './record.ts'

export interface Employer {
  name: string
  naf: string | null
  siret: string | null
  field: string
  address: string
  place: Place
  mailDomain: string
}

/** Employers abroad or of one person have neither SIRET nor NAF. */
const WITHOUT_SIRET = new Set(['Indépendant', 'En création'])
/** Numbers begin with 999, which the register is far from having reached. */
const FIRST_SIREN = 99_900_000

/** @returns the digit that makes `digits` followed by it pass Luhn's check. */
export function luhnDigit(digits: string): number {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    sum += i % 2 === 0 ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit
  }
  return (10 - (sum % 10)) % 10
}

/** A SIRET whose first nine digits, and all fourteen, pass Luhn's check. */
function siretOf(rank: number): string {
  const siren = String(FIRST_SIREN + rank * 37)
  const nic = `${siren}${luhnDigit(siren)}000${1 + (rank % 7)}`
  return nic + luhnDigit(nic)
}

export const EMPLOYERS: readonly Employer[] = rowsOf(COMPANIES).map(([name, naf, field, city], rank) => {
  const place = placeNamed(city!)
  const street = drawStreet(new Random(rank, 7), place)
  const isListed = isFrench(place) && !WITHOUT_SIRET.has(name!)
  return {
    name: name!,
    naf: isListed ? naf! : null,
    siret: isListed ? siretOf(rank) : null,
    field: field!,
    address: `${street}, ${place.postcode} ${place.city}`.replace(/ {2,}/g, ' '),
    place,
    mailDomain: `entreprise-${rank + 1}.example`,
  }
})

const employers = new Weighted(EMPLOYERS, (_, rank) => 1 / (((rank * 53) % EMPLOYERS.length) + 15))
const FORMS = wordsOf(FEMININE)
/** A man's word for each woman's, and the other way round. */
const forms = {
  Mme: new Map(FORMS.flatMap((word, i) => (i % 2 === 0 ? [[word, FORMS[i + 1]!] as const] : []))),
  'M.': new Map(FORMS.flatMap((word, i) => (i % 2 === 0 ? [[FORMS[i + 1]!, word] as const] : []))),
}

const ranks = {
  'M.': { titles: readRanks(JOB_TITLES, (text) => text), levels: readRanks(WORK_LEVELS, (text) => text) },
  Mme: { titles: readRanks(JOB_TITLES, feminine), levels: readRanks(WORK_LEVELS, feminine) },
}

type Rank = keyof typeof JOB_TITLES

function readRanks(tables: Readonly<Record<Rank, string>>, form: (text: string) => string): Record<Rank, string[]> {
  const read = (rank: Rank) => entriesOf(tables[rank]).map(form)
  return { junior: read('junior'), confirmed: read('confirmed'), senior: read('senior') }
}

/** @returns the same title or level as somebody of that civility bears it */
export function titleOf(civility: Civility, text: string): string {
  return text
    .split(' ')
    .map((word) => forms[civility].get(word) ?? word)
    .join(' ')
}

/** The same title as a woman bears it. */
function feminine(text: string): string {
  return titleOf('Mme', text)
}

type Titled = Pick<PersonRecord, 'jobTitle' | 'workLevel' | 'pastPositions'>

/** @returns the titles of a life, past ones too, as somebody of that civility bears them */
export function titlesOf(civility: Civility, { jobTitle, workLevel, pastPositions }: Titled): Titled {
  const told = <T extends string | null>(text: T) => (text === null ? text : titleOf(civility, text))
  return {
    jobTitle: told(jobTitle),
    workLevel: told(workLevel),
    pastPositions: pastPositions.map((past) => ({
      ...past,
      ...{ jobTitle: titleOf(civility, past.jobTitle), workLevel: titleOf(civility, past.workLevel) },
    })),
  }
}

export const NO_WORK: Omit<Work, 'pastPositions'> = {
  company: null,
  companyAddress: null,
  companyCity: null,
  companyCountry: null,
  companySiret: null,
  companyNaf: null,
  workField: null,
  workLevel: null,
  jobTitle: null,
  jobStart: null,
  workEmail: null,
  workPhone: null,
  workLat: null,
  workLon: null,
}

function drawRank(random: Random, years: number): Rank {
  if (years < 5) return 'junior'
  return random.chance(years < 15 ? 0.15 : 0.45) ? 'senior' : 'confirmed'
}

const TWO_DIGITS = Array.from({ length: 32 }, (_, n) => String(n).padStart(2, '0'))

/** @returns a civil date of that year. */
export function dateIn(random: Random, year: number): string {
  return `${year}-${TWO_DIGITS[random.between(1, 12)]}-${TWO_DIGITS[random.between(1, 28)]}`
}

function drawPosition(random: Random, who: Worker, from: number) {
  const rank = drawRank(random, from - who.promotion)
  const { titles, levels } = ranks[who.civility]
  return { workLevel: random.pick(levels[rank]), jobTitle: random.pick(titles[rank]) }
}

type Worker = Pick<Identity, 'promotion'> & { civility: Civility }

/** First positions begin in September after the diploma, the next ones in February, so that none overlaps. */
function beginning(year: number, promotion: number): string {
  return year === promotion ? `${year}-09-01` : `${year}-02-01`
}

/** Positions closed at the latest in January of `until`, latest first, none before the diploma. */
export function drawPast(random: Random, who: Worker, until: number): PastPosition[] {
  const past: PastPosition[] = []
  let end = until
  while (end > who.promotion && past.length < 4 && random.chance(0.6)) {
    const from = Math.max(who.promotion, end - random.between(1, 8))
    const employer = employers.draw(random)
    past.push({
      company: employer.name,
      companySiret: employer.siret,
      companyNaf: employer.naf,
      companyAddress: employer.address,
      city: employer.place.city,
      country: employer.place.country,
      workField: employer.field,
      ...drawPosition(random, who, from),
      from: beginning(from, who.promotion),
      to: `${end}-01-31`,
    })
    end = from
  }
  return past
}

/**
 * A current position begun between the diploma and October of `year`.
 * @param mailName the person's name as addresses write it
 */
export function drawWork(random: Random, who: Worker, year: number, mailName: string): Work {
  const from = Math.max(Math.min(who.promotion, year), year - random.below(12))
  const month = random.between(from === who.promotion ? 9 : 2, from === year ? 10 : 12)
  const employer = employers.draw(random)
  return {
    company: employer.name,
    companyAddress: employer.address,
    companyCity: employer.place.city,
    companyCountry: employer.place.country,
    companySiret: employer.siret,
    companyNaf: employer.naf,
    workField: employer.field,
    ...drawPosition(random, who, from),
    jobStart: `${from}-${TWO_DIGITS[month]}-01`,
    workEmail: random.chance(0.7) ? `${mailName}@${employer.mailDomain}` : null,
    workPhone: random.chance(0.4) && isFrench(employer.place) ? fictionalPhone(random, 'landline') : null,
    workLat: near(random, employer.place.lat),
    workLon: near(random, employer.place.lon),
    pastPositions: drawPast(random, who, from),
  }
}

const LANDLINES = ['+331990', '+332619', '+333530', '+334657', '+335364']
const LAST_DIGITS = { '+331990': 0, '+332619': 1, '+333530': 1, '+334657': 1, '+335364': 9 } as Record<string, number>

/** @returns an E.164 number out of the ranges that ARCEP keeps free for fiction. */
export function fictionalPhone(random: Random, kind: 'mobile' | 'landline'): string {
  const four = String(10_000 + random.below(10_000)).slice(1)
  if (kind === 'mobile') return `+3363998${four}`
  const range = random.pick(LANDLINES)
  return `${range}${LAST_DIGITS[range]}${four}`
}
