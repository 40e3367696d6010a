/**
 * The browser's translator: one language, and of its texts only the files that the features on screen are named after.
 */
import type { i18n } from 'i18next'
import { type Address, inFamiliar } from './address.ts'
import { makeBrowserTranslator } from './browser-translator.ts'
import { frenchTexts, type Texts } from './french-spaces.ts'
import type { Language } from './language.ts'
import { SHARED_NAMESPACE, type Words } from './settings.ts'

/** One lazy chunk per language and namespace, kept by the browser for a year. */
const files = import.meta.glob<{ default: Texts }>('./locales/*/*.json')

interface Start {
  language: Language
  /** The association's own words. */
  words: Words
  /** How it speaks to people. */
  address: Address
  /** What the first page needs; others come when a page asks for them. */
  namespaces: readonly string[]
}

/** @returns a translator that has read `namespaces`: what it says is what the server said. */
export async function startTranslator({ language, words, address, namespaces }: Start): Promise<i18n> {
  const load = async (namespace: string) => {
    const read = async (folder: string) => (await files[`./locales/${folder}/${namespace}.json`]?.())?.default ?? {}
    if (language === 'en') return read(language)
    const [texts, familiar] = await Promise.all([read(language), address === 'tu' ? read('fr-tu') : {}])
    return frenchTexts(inFamiliar(texts, familiar))
  }
  const translator = makeBrowserTranslator(language, words, load)
  await translator.loadNamespaces([SHARED_NAMESPACE, ...namespaces])
  return translator
}
