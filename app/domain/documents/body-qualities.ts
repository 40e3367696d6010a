/** What a body that issues tax receipts may be. Also read in the browser. Pure. */

/** What the body is, in the words of the form: the lines of CGI 200 and 238 bis that an association may stand on. */
export const BODY_QUALITIES = ['general-interest', 'public-utility', 'higher-education', 'endowment-fund'] as const
export type BodyQuality = (typeof BODY_QUALITIES)[number]
