/** What was typed in another form waits for the answer to the one that was sent, and for nobody and nothing else. */
import { globSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepOtherForms } from '#app/ui/browser/other-forms.ts'

interface Field {
  name: string
  type: string
  value: string
  defaultValue: string
  form: object
}

let fields: Field[] = []
let hear: (event: object) => void = () => {}
let path = '/fiche'
const stored = new Map<string, string>()

const form = (dataset: Record<string, string> = {}) => ({ dataset })
const [own, other] = [form(), form()]
const send = (target: object, defaultPrevented = false) => hear({ target, defaultPrevented })

/** The page as the server sends it: one field in each of two forms. */
function open(at = '/fiche'): void {
  path = at
  fields = [own, other].map((one, i) => ({ name: `f${i}`, type: 'text', value: '', defaultValue: '', form: one }))
  keepOtherForms()
}

const typed = () => fields[1]!.value

beforeEach(() => {
  stored.clear()
  vi.useFakeTimers()
  vi.stubGlobal('HTMLSelectElement', class {})
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  })
  vi.stubGlobal('window', {
    location: {
      get pathname() {
        return path
      },
    },
  })
  vi.stubGlobal('document', {
    querySelectorAll: () => fields,
    addEventListener: (_: string, listener: typeof hear) => {
      hear = listener
    },
  })
  open()
  fields[1]!.value = 'à moitié écrit'
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('it comes back in the page that answers, once', () => {
  send(own)
  open()
  expect(typed()).toBe('à moitié écrit')
  open()
  expect(typed()).toBe('')
})

test('who signs out leaves nothing to who signs in on the same page', () => {
  send(form({ forget: '' }))
  open()
  expect(typed()).toBe('')
  const sources = globSync('app/**/*.tsx').map((file) => readFileSync(file, 'utf8'))
  const forms = sources.flatMap((text) => text.match(/<Form [^>]*[sS]ignOut[^>]*>/g) ?? [])
  expect(forms.length).toBeGreaterThanOrEqual(3)
  for (const one of forms) expect(one).toContain('data-forget')
})

test('what is sent meanwhile does not come back as it was before', () => {
  send(own)
  fields[1]!.value = 'entièrement écrit'
  send(other)
  open()
  expect(typed()).toBe('')
})

test('a page that stays beside its file, or answers by itself, keeps nothing for later', () => {
  send(form({ file: '' }))
  expect(stored.size).toBe(0)
  send(own, true)
  expect(stored.size).toBe(0)
})

test('another page, or a minute, ends it', () => {
  send(own)
  open('/autre')
  open()
  expect(typed()).toBe('')
  fields[1]!.value = 'à moitié écrit'
  send(own)
  vi.advanceTimersByTime(60_000)
  open()
  expect(typed()).toBe('')
})
