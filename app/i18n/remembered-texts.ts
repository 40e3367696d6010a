/** Texts looked up once: a page asks for two hundred, the same ones every time, and i18next takes 5 µs for each. */
import type { i18n } from 'i18next'

type Fixed = ReturnType<i18n['getFixedT']>
type Loose = (key: unknown, ...rest: unknown[]) => string

/**
 * Texts kept per language, association and namespace; keys and numbers in them come from code, not from visitors, but
 * for years.
 */
const MOST = 3_000

/**
 * Makes `getFixedT`, which `useTranslation` asks at every component, hand out the same function for the same namespace,
 * and that function remember what it said. For instances whose language and texts never change.
 */
export function rememberTexts(instance: i18n): void {
  const fixed = instance.getFixedT.bind(instance) as (...args: unknown[]) => Fixed
  const known = new Map<string, Fixed>()
  const remembered = (...args: unknown[]) => {
    const key = args.every(isSimple) ? args.join(' ') : JSON.stringify(args)
    const made = known.get(key) ?? remembering(fixed(...args))
    known.set(key, made)
    return made
  }
  instance.getFixedT = remembered as unknown as i18n['getFixedT']
}

const isSimple = (value: unknown) => typeof value === 'string' || value === undefined || value === null

function remembering(t: Fixed): Fixed {
  const texts = new Map<string, string>()
  const ask = t as unknown as Loose
  const keep = (name: string, make: () => unknown): unknown => {
    const known = texts.get(name)
    if (known !== undefined) return known
    const text = make()
    if (typeof text === 'string' && texts.size < MOST) texts.set(name, text)
    return text
  }
  const say: Loose = (key, ...rest) => {
    if (typeof key !== 'string' || rest.length > 1) return ask(key, ...rest)
    const [values] = rest
    if (values === undefined) return keep(key, () => ask(key)) as string
    if (typeof values === 'string') {
      // A text of its own or, without one, whatever words were brought along, which are not kept.
      const text = keep(`${key} ${HOLE}`, () => ask(key, HOLE)) as string
      return text === HOLE ? values : text
    }
    const name = typeof values === 'object' && values !== null ? nameOf(values as Values) : undefined
    if (name === undefined) return ask(key, values)
    const text = keep(`${key} ${name}`, () => ask(key, withHoles(values as Values)))
    return typeof text === 'string' ? filled(text, values as Values) : ask(key, values)
  }
  return Object.assign(say, t) as unknown as Fixed
}

type Values = Record<string, unknown>

/** What steers i18next instead of being filled in. */
const STEERS = new Set(['count', 'context', 'ordinal', 'replace', 'defaultValue', 'ns', 'lng', 'lngs', 'returnObjects'])

/**
 * Around the name of a value that is filled in here: in no text, and in no word of people (HTML has no such character).
 */
const HOLE = '\u0001'

/**
 * @returns a name for texts with these values; a number counts with its size, words are filled in later: those of
 * people are not kept.
 */
function nameOf(values: Values): string | undefined {
  let name = ''
  for (const key in values) {
    const value = values[key]
    if (typeof value === 'number') name += `${key} ${value} `
    else if (typeof value === 'string' && !STEERS.has(key)) name += `${key} `
    else return undefined
  }
  return name
}

function withHoles(values: Values): Values {
  const holes = Object.entries(values).map(([key, value]) => [
    key,
    typeof value === 'string' ? HOLE + key + HOLE : value,
  ])
  return Object.fromEntries(holes)
}

function filled(text: string, values: Values): string {
  if (!text.includes(HOLE)) return text
  const parts = text.split(HOLE)
  return parts.map((part, i) => (i % 2 === 1 ? String(values[part]) : part)).join('')
}
