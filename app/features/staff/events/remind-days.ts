/** Days before an event that one may choose to remind at. */
export const REMIND_DAYS = [30, 14, 7, 3, 1] as const
