/** The accounts that sales touch, of the plan for associations (law-fr §2), and what they are called. Pure. */
export const ACCOUNTS = {
  buyers: '411',
  duesWithout: '7561',
  duesWith: '7562',
  gifts: '75411',
  services: '706',
  vat: '44571',
  stripe: '5115',
  cheques: '5112',
  bank: '512',
  cash: '531',
  fees: '627',
  feesApart: '6278',
  transfers: '580',
  waiting: '471',
  disputes: '467',
  members: '4677',
} as const

const NAMES: Record<string, string> = {
  [ACCOUNTS.buyers]: 'Usagers et clients',
  [ACCOUNTS.duesWithout]: 'Cotisations sans contrepartie',
  [ACCOUNTS.duesWith]: 'Cotisations avec contrepartie',
  [ACCOUNTS.gifts]: 'Dons manuels',
  [ACCOUNTS.services]: 'Prestations de services',
  [ACCOUNTS.vat]: 'TVA collectée',
  [ACCOUNTS.stripe]: 'Paiements en ligne à encaisser',
  [ACCOUNTS.cheques]: 'Chèques à encaisser',
  [ACCOUNTS.bank]: 'Banque',
  [ACCOUNTS.cash]: 'Caisse',
  [ACCOUNTS.fees]: 'Services bancaires et de paiement',
  [ACCOUNTS.feesApart]: 'Autres frais et commissions de paiement',
  [ACCOUNTS.transfers]: 'Virements internes',
  [ACCOUNTS.waiting]: 'Compte d’attente',
  [ACCOUNTS.disputes]: 'Paiements contestés',
  [ACCOUNTS.members]: 'Associations membres, part à reverser',
  '654': 'Pertes sur créances irrécouvrables',
  '658': 'Charges diverses de gestion courante',
  '707': 'Ventes de marchandises',
  '758': 'Produits divers de gestion courante',
}

/** @returns the account's name; its number where a later plan has others. */
export const accountName = (account: string): string => NAMES[account] ?? account

export const MEANS = ['card', 'sepa', 'cheque', 'transfer', 'cash'] as const
export type Means = (typeof MEANS)[number]

/** Where money paid by these means stands until the bank statement says more. */
export function accountOfMeans(means: Means): string {
  const of = {
    card: ACCOUNTS.stripe,
    sepa: ACCOUNTS.stripe,
    cheque: ACCOUNTS.cheques,
    transfer: ACCOUNTS.bank,
    cash: ACCOUNTS.cash,
  }
  return of[means]
}

/** @returns the tax contained in an amount, to the cent. @param points hundredths of a percent */
export function vatIn(cents: number, points: number): number {
  return Math.round((cents * points) / (10_000 + points))
}

/** A part of a line says its tax; a whole line's is reckoned. */
export interface TaxPart {
  vatCents?: number
}

/** @returns the tax in a line as it is booked, printed and frozen. */
export function vatOf({ cents, vatPoints, vatCents }: { cents: number; vatPoints: number } & TaxPart): number {
  return vatCents ?? vatIn(cents, vatPoints)
}

/** So much from the balance at Stripe to an account; below zero the other way round. */
export function fromStripe(account: string, cents: number): { account: string; debit?: number; credit?: number }[] {
  return between(account, ACCOUNTS.stripe, cents)
}

/** Cents to the debit of one account and the credit of another; below zero the other way round. */
export function between(
  to: string,
  from: string,
  cents: number,
): { account: string; debit?: number; credit?: number }[] {
  return cents >= 0
    ? [
        { account: to, debit: cents },
        { account: from, credit: cents },
      ]
    : [
        { account: from, debit: -cents },
        { account: to, credit: -cents },
      ]
}
