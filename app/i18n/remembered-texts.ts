/** Texts looked up once: a page asks for two hundred, the same ones every time, and i18next takes 5 µs for each. */
import type { i18n } from 'i18next'

type Fixed = ReturnType<i18n['getFixedT']>
type Loose = (key: unknown, ...rest: unknown[]) => string

/** Texts kept per language, association and namespace; keys and numbers in them come from code, not from visitors, but for years. */
const MOST = 3_000

/**
 * Makes `getFixedT`, which `useTranslation` asks at every component, hand out the same function for the same namespace, and that
 * function remember what it said. For instances whose language and texts never change.
 */
export function rememberTexts(instance: i18n): void {
  const fixed = instance.getFixedT.bind(instance) as (...args: unknown[]) => Fixed
  const known = new Map<string, Fixed>()
  const remembered = (...args: unknown[]) => {
    const key = JSON.stringify(args)
    const made = known.get(key) ?? remembering(fixed(...args))
    known.set(key, made)
    return made
  }
  instance.getFixedT = remembered as unknown as i18n['getFixedT']
}

function remembering(t: Fixed): Fixed {
  const texts = new Map<string, string>()
  const say: Loose = (key, ...rest) => {
    const name = nameOf(key, rest)
    const known = name === undefined ? undefined : texts.get(name)
    if (known !== undefined) return known
    const text = (t as unknown as Loose)(key, ...rest)
    if (name !== undefined && typeof text === 'string' && texts.size < MOST) texts.set(name, text)
    return text
  }
  return Object.assign(say, t) as unknown as Fixed
}

/** @returns undefined for a text that holds more than one number: names and other words of people are not kept. */
function nameOf(key: unknown, rest: readonly unknown[]): string | undefined {
  if (typeof key !== 'string') return undefined
  if (rest.length === 0) return key
  const [options] = rest
  if (rest.length > 1 || typeof options !== 'object' || options === null) return undefined
  const entries = Object.entries(options)
  const [one] = entries
  return entries.length === 1 && typeof one![1] === 'number' ? `${key} ${one![0]} ${one![1]}` : undefined
}
