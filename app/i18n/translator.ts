/**
 * The server's translators: one per language and association, made once and never changed, so requests share nothing.
 * Texts are the JSON files beside this one; a file added to both folders is a namespace, without any list to edit.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInstance, type i18n, type TFunction } from 'i18next'
import { type Address, inFamiliar } from './address.ts'
import { frenchSpaces, frenchTexts, type Texts } from './french-spaces.ts'
import type { Language } from './language.ts'
import { rememberTexts } from './remembered-texts.ts'
import { SHARED_NAMESPACE, settings, type Words } from './settings.ts'

export type Translate = TFunction<string[]>

/** The part of an association's configuration that changes texts. */
export interface Speaker {
  vocabulary?: { fr?: Words; en?: Words }
  /** Names of its own staff roles. */
  staffRoles?: Readonly<Record<string, { name: Record<Language, string> }>>
  address?: Address
}

const folder = join(process.cwd(), 'app', 'i18n', 'locales')

/** @returns every namespace of one language: file name → texts. */
export function textsOf(language: Language | 'fr-tu'): Record<string, Texts> {
  const files = readdirSync(join(folder, language)).filter((file) => file.endsWith('.json'))
  const texts = files.map((file) => {
    const tree = JSON.parse(readFileSync(join(folder, language, file), 'utf8')) as Texts
    return [file.replace(/\.json$/, ''), language === 'en' ? tree : frenchTexts(tree)]
  })
  return Object.fromEntries(texts)
}

const known = new Map<Language | 'fr-tu', Record<string, Texts>>()

function texts(language: Language | 'fr-tu'): Record<string, Texts> {
  const read = known.get(language) ?? textsOf(language)
  known.set(language, read)
  return read
}

/**
 * By configuration object: a new version of an association is a new object, and the old translators go with the old
 * one.
 */
const byConfig = new WeakMap<object, Map<Language, i18n>>()
const NOBODY: Speaker = {}

/** @returns the association's own words in that language, by dotted key. */
export function wordsOf(language: Language, { vocabulary, staffRoles = {} }: Speaker): Words {
  const roles = Object.entries(staffRoles).map(([role, { name }]) => [`roles.${role}`, name[language]] as const)
  const words = [...Object.entries(vocabulary?.[language] ?? {}), ...roles]
  return Object.fromEntries(words.map(([key, word]) => [key, language === 'fr' ? frenchSpaces(word) : word]))
}

/**
 * @param config the association's configuration; none for pages of the product itself
 * @returns an i18next instance with every namespace, the association's own words replacing ours
 */
export function instanceFor(language: Language, config: Speaker = NOBODY): i18n {
  const own = byConfig.get(config) ?? new Map<Language, i18n>()
  byConfig.set(config, own)
  const made = own.get(language)
  if (made) return made
  const familiar = language === 'fr' && config.address === 'tu' ? texts('fr-tu') : {}
  const said = Object.entries(texts(language)).map(([namespace, tree]) => [
    namespace,
    inFamiliar(tree, familiar[namespace] ?? {}),
  ])
  const instance = createInstance({
    ...settings(language),
    resources: { [language]: structuredClone(Object.fromEntries(said)) },
  })
  instance.init()
  instance.addResources(language, SHARED_NAMESPACE, wordsOf(language, config))
  rememberTexts(instance)
  own.set(language, instance)
  return instance
}

const formal = new WeakMap<object, Speaker>()

/** @returns the same association as it speaks to whom it never says « tu »: companies, schools */
export function saysVous<T extends Speaker>(config: T): T {
  if (config.address !== 'tu') return config
  const made = (formal.get(config) as T | undefined) ?? { ...config, address: 'vous' as const }
  formal.set(config, made)
  return made
}

/**
 * For loaders, mails and errors: `t('directory:title')`; without a namespace the shared one.
 * @param config the association's configuration; none for pages of the product itself
 */
export function translatorFor(language: Language, config: Speaker = NOBODY): Translate {
  return instanceFor(language, config).t as unknown as Translate
}
