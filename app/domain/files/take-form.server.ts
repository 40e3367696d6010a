/**
 * A form with files, taken apart as it comes in: each piece is looked at once, in constant memory, and the site answers
 * others between two pieces. The platform's own `formData()` holds a body several times and cuts it up in one go.
 */
import { openAsBlob } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { FORM_FIELD_BYTES, FORM_HEAD_BYTES, FORM_PARTS } from './file-limits.ts'

/** Thrown for a body that breaks off or that its own type does not describe. */
export class NoForm extends Error {}

/** Thrown for a form of more bytes or parts than allowed. */
export class FormTooLong extends Error {}

type PartEvent = { head: string } | { data: Buffer }

const END_OF_HEAD = Buffer.from('\r\n\r\n')

/** Cuts a body at its boundary. */
async function* partsOf(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<PartEvent, void, undefined> {
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  let rest: Buffer = Buffer.from('\r\n')
  let state: 'before' | 'between' | 'head' | 'data' = 'before'
  for await (const chunk of body) {
    rest = Buffer.concat([rest, chunk])
    for (let stuck = false; !stuck; ) {
      if (state === 'between') {
        if (rest.toString('latin1', 0, 2) === '--') return
        stuck = rest.length < 2
        if (stuck) continue
        if (rest.toString('latin1', 0, 2) !== '\r\n') throw new NoForm()
        ;[rest, state] = [rest.subarray(2), 'head']
      } else if (state === 'head') {
        const end = rest.indexOf(END_OF_HEAD)
        if (end > FORM_HEAD_BYTES || (end < 0 && rest.length > FORM_HEAD_BYTES)) throw new NoForm()
        stuck = end < 0
        if (stuck) continue
        yield { head: rest.toString('utf8', 0, end) }
        ;[rest, state] = [rest.subarray(end + 4), 'data']
      } else {
        const at = rest.indexOf(delimiter)
        stuck = at < 0
        const data = rest.subarray(0, stuck ? Math.max(0, rest.length - delimiter.length) : at)
        if (state === 'data' && data.length > 0) yield { data }
        rest = rest.subarray(stuck ? data.length : at + delimiter.length)
        if (!stuck) state = 'between'
      }
    }
  }
  throw new NoForm()
}

interface Part {
  name: string
  fileName: string | undefined
  type: string
}

const named = (head: string, what: string): string | undefined =>
  new RegExp(`;\\s*${what}="([^"]*)"`, 'i')
    .exec(head)?.[1]
    ?.replace(/%22/g, '"')
    .replace(/%0D%0A/g, '\r\n')

function readHead(head: string): Part {
  const disposition = /^content-disposition:\s*form-data([^\r\n]*)/im.exec(head)?.[1] ?? ''
  const name = named(disposition, 'name')
  if (name === undefined) throw new NoForm()
  const type = /^content-type:\s*([^\r\n]*)/im.exec(head)?.[1]?.trim() ?? ''
  return { name, fileName: named(disposition, 'filename'), type }
}

/** Where a part's bytes go. */
interface Sink {
  add(bytes: Buffer): Promise<void> | void
  end(): Promise<void>
  /** Where the form turns out to be none. */
  drop(): Promise<void>
}

function inMemory(done: (bytes: Buffer) => void): Sink {
  const pieces: Buffer[] = []
  return {
    add: (bytes) => void pieces.push(Buffer.from(bytes)),
    end: async () => done(Buffer.concat(pieces)),
    drop: async () => {},
  }
}

async function onDisk(path: string, done: (blob: Blob) => void): Promise<Sink> {
  const file: FileHandle = await open(path, 'w')
  return {
    add: async (bytes) => void (await file.write(bytes)),
    async end() {
      await file.close()
      done(await openAsBlob(path))
    },
    drop: () => file.close(),
  }
}

export interface TakeOptions {
  /** Bytes of the whole body. */
  most: number
  /** Where files are put, which live as long as this folder; in memory without it. */
  folder?: string
}

/**
 * @returns the form; its files as blobs
 * @throws NoForm, FormTooLong
 */
export async function takeForm(request: Request, { most, folder }: TakeOptions): Promise<FormData> {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]{1,200})"?/i.exec(
    request.headers.get('Content-Type') ?? '',
  )
  if (!boundary || !request.body) throw new NoForm()
  const form = new FormData()
  const parts = partsOf(request.body.values({ preventCancel: true }), boundary[1]!)
  const filler = new Filler(form, most, folder)
  try {
    for await (const event of parts) await filler.take(event)
    await filler.end()
  } catch (error) {
    await filler.drop()
    // Read to its end, though for nothing: who is still sending would hear no answer.
    if (error instanceof NoForm || error instanceof FormTooLong) for await (const _ of request.body);
    throw error
  }
  return form
}

/** Puts parts into a form, as they come, as far as they may go. */
class Filler {
  readonly #form: FormData
  readonly #folder: string | undefined
  #sink: Sink | undefined
  #isFile = false
  #parts = 0
  #bytesLeft: number
  #fieldBytesLeft = FORM_FIELD_BYTES

  constructor(form: FormData, most: number, folder: string | undefined) {
    this.#form = form
    this.#bytesLeft = most
    this.#folder = folder
  }

  async take(event: PartEvent): Promise<void> {
    if ('data' in event) return this.#add(event.data)
    if (++this.#parts > FORM_PARTS) throw new FormTooLong()
    await this.end()
    const part = readHead(event.head)
    this.#isFile = part.fileName !== undefined
    this.#sink = await sinkOf(this.#form, part, this.#folder && join(this.#folder, `part-${this.#parts}`))
  }

  async #add(data: Buffer): Promise<void> {
    this.#bytesLeft -= data.length
    if (!this.#isFile) this.#fieldBytesLeft -= data.length
    if (this.#bytesLeft < 0 || this.#fieldBytesLeft < 0) throw new FormTooLong()
    await this.#sink!.add(data)
  }

  async end(): Promise<void> {
    const sink = this.#sink
    this.#sink = undefined
    await sink?.end()
  }

  async drop(): Promise<void> {
    await this.#sink?.drop()
  }
}

async function sinkOf(form: FormData, { name, fileName, type }: Part, path: string | undefined): Promise<Sink> {
  if (fileName === undefined) return inMemory((bytes) => form.append(name, bytes.toString('utf8')))
  const put = (content: BlobPart) => form.append(name, new File([content], fileName, { type }))
  return path ? onDisk(path, put) : inMemory((bytes) => put(new Uint8Array(bytes)))
}
