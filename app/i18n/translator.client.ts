/** The browser's translator: one language, and of its texts only the files that the features on screen are named after. */
import { createInstance, type i18n } from 'i18next'
import { frenchTexts, type Texts } from './french-spaces.ts'
import type { Language } from './language.ts'
import { SHARED_NAMESPACE, settings, type Words } from './settings.ts'

/** One lazy chunk per language and namespace, kept by the browser for a year. */
const files = import.meta.glob<{ default: Texts }>('./locales/*/*.json')

async function textsOf(language: string, namespace: string): Promise<Texts> {
  const file = await files[`./locales/${language}/${namespace}.json`]?.()
  const texts = file?.default ?? {}
  return language === 'fr' ? frenchTexts(texts) : texts
}

interface Start {
  language: Language
  /** The association's own words. */
  words: Words
  /** What the first page needs; others come when a page asks for them. */
  namespaces: readonly string[]
}

/** @returns a translator that has read `namespaces`: what it says is what the server said. */
export async function startTranslator({ language, words, namespaces }: Start): Promise<i18n> {
  const instance = createInstance()
  instance.use({
    type: 'backend',
    init() {},
    read(wanted: string, namespace: string, done: (error: unknown, texts: Texts | null) => void) {
      textsOf(wanted, namespace).then(
        (texts) => done(null, texts),
        (error) => done(error, null),
      )
    },
  })
  const known = new Set(Object.keys(files).map((path) => path.split('/').at(-1)!.replace('.json', '')))
  const first = [SHARED_NAMESPACE, ...namespaces].filter((name) => known.has(name))
  await instance.init({ ...settings(language), initAsync: true, ns: [...new Set(first)] })
  instance.addResources(language, SHARED_NAMESPACE, words)
  return instance
}
