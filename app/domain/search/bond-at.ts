import * as href from '#app/addresses.ts'

const END = href.askContact('').replace(href.profile(''), '')

/** @returns where one asks to be a contact of the person whose page is at this address */
export const bondAt = (profile: string): string => profile + END
