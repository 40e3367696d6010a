/** Profiles that are published by an act of their person (N2): until then, nobody may know of them. Pure. */
import { fold } from '#app/i18n/fold.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { choiceCode } from '#app/vocabulary/audiences.ts'
import type { PersonSource } from './person-source.ts'

type Choices = Pick<PersonSource, 'siteChoices'>
type Config = Pick<TenantConfig, 'identity' | 'publication'>

/** @returns the choice that hides a whole record: who may not read the identity field knows of nobody */
export const hiddenCode = ({ identity }: Config): number => choiceCode(identity.field, 'nobody')

/** @returns true where others may know of the profile */
export const isPublished = (config: Config, { siteChoices }: Choices): boolean =>
  !siteChoices.includes(hiddenCode(config))

/** Opens the profile, as wide as the association's rule or the person's other choices say. */
export function openProfile(config: Config, source: Choices): void {
  source.siteChoices = source.siteChoices.filter((code) => code !== hiddenCode(config))
}

/** Takes the profile off: nobody may know of it, whatever else was chosen. */
export function hideProfile(config: Config, source: Choices): void {
  if (isPublished(config, source)) source.siteChoices = [...source.siteChoices, hiddenCode(config)]
}

/** Shorter names are in too many words. */
const SHORTEST = 3

/** @returns true where a pseudonym holds somebody's first or last name: as a rule they did not mean to show it */
export function tellsName(pseudonym: string, names: readonly (string | null | undefined)[]): boolean {
  const plain = (text: string) => fold(text).replace(/[^a-z0-9]+/g, '')
  const said = plain(pseudonym)
  return names.some((name) => {
    const own = plain(name ?? '')
    return own.length >= SHORTEST && said.includes(own)
  })
}
