/**
 * The part of i18next that pages use, for browsers: look-up in one language, values filled in, plurals. i18next itself
 * weighs 14 kB there, a ninth of a page's scripts; the server keeps it, and a test holds both to the same words.
 */
import type { i18n } from 'i18next'
import type { Texts } from './french-spaces.ts'
import type { Language } from './language.ts'
import { SHARED_NAMESPACE, type Words } from './settings.ts'

type Values = Record<string, unknown> & { count?: number; defaultValue?: string; ns?: string }
type Load = (namespace: string) => Promise<Texts>

/** @returns the text at a dotted key, whose parts may hold dots themselves (« M. »); undefined where there is none. */
function textAt(texts: Texts | string | undefined, key: string): string | undefined {
  if (typeof texts !== 'object') return undefined
  const whole = texts[key]
  if (typeof whole === 'string') return whole
  for (let dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
    const text = textAt(texts[key.slice(0, dot)], key.slice(dot + 1))
    if (text !== undefined) return text
  }
  return undefined
}

function filled(text: string, values: Values): string {
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (hole, name: string) =>
    name in values ? String(values[name] ?? '') : hole,
  )
}

/** The forms of a key to look for, the best first (i18next: `_zero` beside the language's own plural). */
function forms(key: string, { count }: Values, plurals: Intl.PluralRules): string[] {
  if (typeof count !== 'number') return [key]
  return [...(count === 0 ? [`${key}_zero`] : []), `${key}_${plurals.select(count)}`, key]
}

/** What react-i18next asks of an instance, and no more. */
export function makeBrowserTranslator(language: Language, words: Words, load: Load): i18n {
  const plurals = new Intl.PluralRules(language)
  const texts = new Map<string, Texts>()
  const found = (bound: string, key: string, values: Values): string | undefined => {
    const [, own, plain = key] = /^([\w-]+):(.+)$/s.exec(key) ?? []
    for (const namespace of [own ?? values.ns ?? bound, SHARED_NAMESPACE])
      for (const form of forms(plain, values, plurals)) {
        const text = (namespace === SHARED_NAMESPACE ? words[form] : undefined) ?? textAt(texts.get(namespace), form)
        if (text !== undefined) return filled(text, values)
      }
    return undefined
  }
  /** The first of several keys that has a text; else what is to stand there instead, the last key where nothing is. */
  const say = (bound: string, keys: string | readonly string[], given: Values | string = {}): string => {
    const values = typeof given === 'string' ? { defaultValue: given } : given
    const wished = [keys].flat() as string[]
    for (const key of wished) {
      const text = found(bound, key, values)
      if (text !== undefined) return text
    }
    return values.defaultValue ?? wished.at(-1)!.replace(/^[\w-]+:/, '')
  }
  const loadNamespaces = async (wanted: string | readonly string[], done: () => void = () => {}) => {
    const missing = [wanted].flat().filter((namespace) => !texts.has(namespace as string)) as string[]
    await Promise.all(missing.map(async (namespace) => texts.set(namespace, await load(namespace))))
    done()
  }
  const fixed = (_: unknown, namespace?: string | readonly string[] | null) => {
    const bound = [namespace ?? SHARED_NAMESPACE].flat()[0] as string
    return (keys: string | readonly string[], values?: Values | string) => say(bound, keys, values)
  }
  const never = () => {}
  return {
    ...{ language, resolvedLanguage: language, languages: [language], isInitialized: true },
    ...{ options: { defaultNS: SHARED_NAMESPACE }, on: never, off: never, store: { on: never, off: never } },
    ...{ hasLoadedNamespace: (namespace: string) => texts.has(namespace), loadNamespaces, getFixedT: fixed },
    t: fixed(language),
  } as unknown as i18n
}
