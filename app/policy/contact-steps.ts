/** What one person may do about another as a contact: words, for pages too. */
export const BOND_STEPS = ['ask', 'withdraw', 'accept', 'refuse', 'remove', 'block', 'unblock'] as const
export type BondStep = (typeof BOND_STEPS)[number]
