/** Three of the six pages of « Réglages »: everything of one's own record, each part with forms of its own (S8). */
import { notFound } from '#app/context/refusals.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { readAddresses, saveAddresses } from './addresses.server.ts'
import { readContact, saveContact } from './contact.server.ts'
import { readFamily, saveFamily } from './family.server.ts'
import { readFiles, saveFile } from './own-files.server.ts'
import { type Owner, type OwnRecord, readOwn } from './own-record.server.ts'
import { readPositions } from './positions.server.ts'
import { readOnlyLines, readSection, saveSection } from './section.server.ts'
import { PAGES, pageOf, type RecordPage, type RecordPart } from './sections.ts'

export async function readOwnPage(owner: Owner, record: OwnRecord) {
  return {
    identite: readSection(owner, 'identite', record),
    photo: readFiles(record),
    autres: readSection(owner, 'autres', record),
    famille: await readFamily(owner, record),
    hasSecret: Boolean(record.values.iesfCode),
  }
}

export function readCareer(owner: Owner, record: OwnRecord) {
  return {
    postes: readPositions(owner, record, true),
    parcours: readPositions(owner, record, false),
    diplomes: readSection(owner, 'diplomes', record),
    competences: readSection(owner, 'competences', record),
    aide: readSection(owner, 'aide', record),
  }
}

export async function readContactPage(owner: Owner, record: OwnRecord) {
  return {
    contact: readContact(record),
    adresse: readSection(owner, 'adresse', record),
    adresses: await readAddresses(owner, record),
  }
}

/** What the pages share. */
export interface RecordData {
  handle: string
  version: string
  /** The part that was just saved. */
  saved: string | null
  readOnly: ReturnType<typeof readOnlyLines>
  contactEmail: string
}

/**
 * @param read gives the page's own parts
 * @returns a page of one's record: its parts, and what all of them share
 */
export async function readRecord<Parts>(
  owner: Owner,
  page: RecordPage,
  read: (owner: Owner, record: OwnRecord) => Parts | Promise<Parts>,
) {
  const { ctx } = owner
  const { config } = ctx.tenant
  const record = await readOwn(owner)
  // What is wrong with an address is told beside that address.
  const values = { ...record.values, invalidEmail: null }
  return {
    title: ctx.t(`profile:pages.${page}.title`),
    handle: record.source.handle,
    version: record.version,
    saved: ctx.url.searchParams.get('enregistre'),
    readOnly: PAGES[page].flatMap((part) => readOnlyLines(config, part, values)),
    contactEmail: config.contactEmail,
    parts: await read(owner, record),
  }
}

/**
 * POST of one part's form.
 * @param part as the address says it
 * @returns a redirect to where the part stands, or the answers to correct. @throws Response 404 for no such part
 */
export async function saveRecord(owner: Owner, part: string | undefined, request: Request) {
  if (!pageOf(part)) throw notFound()
  const known = part as RecordPart
  if (known === 'photo') return saveFile(owner, request)
  // Positions have pages of their own.
  if (known === 'postes' || known === 'parcours') throw notFound()
  const form = await sentForm(request)
  if (known === 'contact') return saveContact(owner, form)
  if (known === 'adresses') return saveAddresses(owner, form)
  if (known === 'famille') return saveFamily(owner, form)
  return saveSection(owner, known, form)
}

/** POST of a page of one's record: the address names the part. */
export function saveOwnPart(owner: Owner, request: Request) {
  return saveRecord(owner, owner.ctx.url.searchParams.get('partie') ?? undefined, request)
}
