/**
 * Accounts that a movement of Stripe may be booked to: what associations meet, no whole plan. Also read in the browser.
 * Pure.
 */
export const MOVEMENT_ACCOUNTS = [
  ...['7561', '7562', '75411', '706', '707', '758'],
  ...['627', '6278', '658', '654'],
  ...['411', '467', '580'],
] as const
