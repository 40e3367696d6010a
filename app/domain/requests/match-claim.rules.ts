/** How much of what somebody claims stands on a record [I2]. Pure; it proves nothing by itself: see `isProven`. */
import { fold } from '#app/i18n/fold.ts'

export interface Claim {
  firstName?: string | undefined
  lastName?: string | undefined
  promotion?: number | undefined
  email?: string | undefined
  phone?: string | undefined
}

/** What of a record is compared. */
export interface OnFile {
  firstName: string | null
  lastName: string | null
  diplomaName: string | null
  /** Of every diploma. */
  promotions: number[]
  /** Folded. */
  emails: string[]
  phones: string[]
}

export interface Likeness {
  lastName: boolean
  firstName: boolean
  promotion: boolean
  email: boolean
  phone: boolean
}

/** « Le Goff », « Legoff », « LE-GOFF » are one. */
const compact = (text: string | null | undefined): string => fold(text ?? '').replaceAll(' ', '')

/** The usual name, the one on the diploma, or one half of a double one that somebody took or gave up since. */
function sameLastName(claimed: string, file: OnFile): boolean {
  const wanted = compact(claimed)
  if (wanted === '') return false
  const known = [file.lastName, file.diplomaName].flatMap((name) => (name ? [name] : []))
  const halves = (name: string) =>
    [compact(name), ...name.split(/[-\s]+/).map(compact)].filter((part) => part.length > 2)
  return known.some(
    (name) => compact(name) === wanted || halves(name).includes(wanted) || halves(claimed).includes(compact(name)),
  )
}

/** « Jean » for « Jean-Pierre », « Jean Pierre Marie » for « Jean-Pierre ». */
function sameFirstName(claimed: string, file: OnFile): boolean {
  const [wanted, known] = [compact(claimed), compact(file.firstName)]
  if (wanted === '' || known === '') return false
  const first = (text: string | null) => fold(text ?? '').split(' ')[0]
  return wanted === known || first(claimed) === first(file.firstName)
}

const lastDigits = (phone: string): string => phone.replace(/\D/g, '').slice(-9)

/** @returns which parts of the claim the record bears out. */
export function likeness(claim: Claim, file: OnFile): Likeness {
  const email = claim.email?.toLowerCase()
  return {
    lastName: claim.lastName !== undefined && sameLastName(claim.lastName, file),
    firstName: claim.firstName !== undefined && sameFirstName(claim.firstName, file),
    promotion: claim.promotion !== undefined && file.promotions.includes(claim.promotion),
    email: email !== undefined && file.emails.includes(email),
    phone: claim.phone !== undefined && file.phones.some((phone) => lastDigits(phone) === lastDigits(claim.phone!)),
  }
}

/** A link may leave without a human: the name, the year and the very address are on file. */
export function isProven({ lastName, firstName, promotion, email }: Likeness): boolean {
  return lastName && firstName && promotion && email
}

/** For the order of candidates; nothing is decided by it. */
export function scoreOf({ lastName, firstName, promotion, email, phone }: Likeness): number {
  return Number(email) * 4 + Number(lastName) * 3 + Number(phone) * 3 + Number(firstName) * 2 + Number(promotion) * 2
}
