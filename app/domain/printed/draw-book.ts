/** Sets the whole directory: cover, notes, names, indexes. The same entries give the same pages. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import type { Tenant } from '#app/context/tenants.ts'
import { countText, longDay } from '#app/i18n/format.ts'
import { type Translate, translatorFor } from '#app/i18n/translator.ts'
import { Book } from './book.ts'
import type { Entry } from './entry.ts'
import { byLetters } from './french-order.ts'

/** Entries set before the worker hears others again. */
const TURN = 250
/** Entries set before whoever waits is told. */
const TOLD = 2_000

export interface Drawing {
  tenant: Pick<Tenant, 'slug' | 'config'>
  /** In their order. */
  entries: readonly Entry[]
  /** The frozen date. */
  at: Date
  signal?: AbortSignal | undefined
  /** Told now and then how many names are set. */
  progress?: (done: number) => Promise<unknown>
}

/** @returns the book, whose stream flows as `write` goes on; await `write` for its end */
export async function drawBook(drawing: Drawing): Promise<{ book: Book; write: () => Promise<void> }> {
  const { tenant, entries, at, signal } = drawing
  const { config } = tenant
  const t = translatorFor('fr', config)
  const day = longDay(at, 'fr')
  const book = new Book({
    title: t('printed:book.title'),
    author: config.name,
    language: 'fr',
    at,
    colour: config.brand.primary,
    foot: t('printed:book.foot', { name: config.name, day }),
  })
  const logo = await logoOf(tenant)
  const write = async () => {
    const people = t('printed:book.people', { count: entries.length, people: countText(entries.length, 'fr') })
    book.cover({ logo, lines: [config.name, t('printed:book.edition', { day }), people] })
    book.notes(t('printed:book.notes.title'), notesOf(t, config.name, day))
    const pages = await setNames(book, t, drawing)
    for (const index of INDEXES)
      await setIndex(book, t(`printed:book.index.${index}`), { index, entries, pages }, signal)
    book.end()
  }
  return { book, write }
}

const NOTES = ['purpose', 'choice', 'forbidden', 'objection', 'copy'] as const

const notesOf = (t: Translate, name: string, day: string): string[] =>
  NOTES.map((note) => t(`printed:book.notes.${note}`, { name, day }))

async function setNames(book: Book, t: Translate, { entries, signal, progress }: Drawing): Promise<number[]> {
  const pages: number[] = []
  let letter = ''
  book.part(t('printed:book.names'))
  for (const [i, { filed, name, lines }] of entries.entries()) {
    if (i % TURN === 0) await breathe(signal)
    if (i % TOLD === 0) await progress?.(i)
    if (filed.letter !== letter) book.heading(filed.letter, { size: 16 })
    letter = filed.letter
    pages.push(book.block([{ text: name, weight: 'bold' }, ...lines.map((text) => ({ text }))], filed.name))
  }
  return pages
}

const INDEXES = ['promotion', 'town', 'company'] as const
type Index = (typeof INDEXES)[number]

interface IndexOf {
  index: Index
  entries: readonly Entry[]
  /** The page of each entry. */
  pages: readonly number[]
}

async function setIndex(book: Book, title: string, { index, entries, pages }: IndexOf, signal?: AbortSignal) {
  const groups = new Map<string, number[]>()
  for (const [i, entry] of entries.entries()) {
    const word = entry[index]
    if (!word) continue
    const group = groups.get(word)
    if (group) group.push(i)
    else groups.set(word, [i])
  }
  if (groups.size === 0) return
  book.part(title)
  for (const word of [...groups.keys()].sort(byLetters)) {
    await breathe(signal)
    book.heading(word, { size: 9, bookmark: index === 'promotion' })
    book.flow(groups.get(word)!.map((i) => ({ text: entries[i]!.name, right: String(pages[i]) })))
  }
}

/** Lets the bytes leave, and hears whether to stop. */
async function breathe(signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted()
  await turn()
}

/** @returns the association's logo as a picture; none where it has none that can be drawn */
async function logoOf({ slug, config }: Drawing['tenant']): Promise<Buffer | undefined> {
  const svg = await readFile(join(process.cwd(), 'tenants', slug, config.brand.logo)).catch(() => undefined)
  if (!svg) return undefined
  // Loaded where it is used: a library of pictures is much for a process that draws none.
  const { default: sharp } = await import('sharp')
  return sharp(svg, { density: 300 }).resize({ width: 900, height: 450, fit: 'inside' }).png().toBuffer()
}
