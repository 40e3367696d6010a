/** What a reader of PDF files that is not ours (pdf.js) finds in one, and the raw bytes beside it. */
import { inflateSync } from 'node:zlib'
import { getDocumentProxy } from 'unpdf'

export interface ReadPdf {
  /** Text of each page, blanks made plain. */
  pages: string[]
  text: string
  title: string
  /** Name → bytes. */
  attachments: Map<string, Buffer>
  metadata: string
  /** Kinds of the marked structure, such as H1, Table. */
  structure: string[]
  language: string | null
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes))
  const pages: string[] = []
  const structure: string[] = []
  for (let i = 1; i <= pdf.numPages; i++) {
    const page = await pdf.getPage(i)
    const { items } = await page.getTextContent()
    const words = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''))
    pages.push(plain(words.join('')))
    collect(await page.getStructTree(), structure)
  }
  const about = (await pdf.getMetadata()) as unknown as {
    info: { Title?: string; Language?: string }
  }
  const found = ((await pdf.getAttachments()) ?? new Map()) as unknown as Map<string, { filename: string }>
  const attachments = new Map<string, Buffer>()
  for (const [id, { filename }] of found) attachments.set(filename, await contentOf(pdf, id))
  return {
    pages,
    text: pages.join('\n'),
    title: about.info.Title ?? '',
    attachments,
    metadata: rawMetadata(Buffer.from(bytes)),
    structure,
    language: about.info.Language ?? null,
  }
}

async function contentOf(pdf: unknown, id: string): Promise<Buffer> {
  const { getAttachmentContent } = pdf as { getAttachmentContent(id: string): Promise<Uint8Array> }
  return Buffer.from(await getAttachmentContent.call(pdf, id))
}

/** @returns the text with every kind of blank as one space, so that sentences can be looked for. */
export function plain(text: string): string {
  return text.replace(/[\s\u00a0\u202f]+/g, ' ').trim()
}

function collect(node: unknown, kinds: string[]): void {
  if (!node || typeof node !== 'object') return
  const { role, children } = node as { role?: string; children?: unknown[] }
  if (role) kinds.push(role)
  for (const child of children ?? []) collect(child, kinds)
}

/** The XMP packet, packed or not. */
function rawMetadata(bytes: Buffer): string {
  const clear = bytes.toString('latin1')
  const open = /<\?xpacket begin[\s\S]*?<\?xpacket end/.exec(clear)
  if (open) return Buffer.from(open[0], 'latin1').toString('utf8')
  for (const found of clear.matchAll(/\/Subtype \/XML[\s\S]*?stream\r?\n([\s\S]*?)endstream/g))
    return inflateSync(Buffer.from(found[1]!, 'latin1')).toString('utf8')
  return ''
}

/** Every byte of a file as it stands, and every packed part of it unpacked. */
export function unpacked(bytes: Buffer): string {
  const clear = bytes.toString('latin1')
  const parts = [...clear.matchAll(/FlateDecode[^>]*>>\nstream\n([\s\S]*?)\nendstream/g)].map(([, part]) => {
    try {
      return inflateSync(Buffer.from(part!, 'latin1')).toString('latin1')
    } catch {
      return ''
    }
  })
  return [clear, ...parts].join('\n')
}
