/**
 * Reads single parts of a zip through its central directory, within declared and enforced sizes: a part that inflates
 * to more than it declares, parts that overlap and parts that hide outside the directory are never read.
 */
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { createInflateRaw } from 'node:zlib'
import { ImportRefused, type ReadLimits } from './import-refused.ts'

export interface ZipPart {
  name: string
  storedBytes: number
  inflatedBytes: number
  deflated: boolean
  offset: number
}

export interface Zip {
  /** By their names in small letters, which are one name in a package (ECMA-376-2 §9.1.1). */
  parts: Map<string, ZipPart>
  /** The part's text in pieces that never cut a character in two. */
  text(part: ZipPart): AsyncGenerator<string, void, undefined>
  close(): Promise<void>
}

const END_SIGNATURE = 0x06054b50
const ENTRY_SIGNATURE = 0x02014b50
const LOCAL_SIGNATURE = 0x04034b50
const SMALL = 4 * 1024 * 1024
const PIECE = 256 * 1024

/**
 * @param path a file that begins like a zip
 * @throws ImportRefused `corrupt`, `encrypted`, `zip-bomb` or `too-big`, before any part is inflated
 */
export async function openZip(path: string, limits: ReadLimits): Promise<Zip> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const parts = readDirectory(await directoryBytes(file, size, limits), limits)
    checkSizes(parts, size, limits)
    return {
      parts: new Map(parts.map((part) => [part.name.toLowerCase(), part])),
      text: (part) => inflateText(file, part),
      close: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  if (bytesRead < length) throw new ImportRefused('corrupt')
  return buffer
}

async function directoryBytes(file: FileHandle, size: number, limits: ReadLimits): Promise<Buffer> {
  const tailLength = Math.min(size, 65_557)
  const tail = await bytesAt(file, size - tailLength, tailLength)
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END_SIGNATURE) continue
    const [count, length, offset] = [tail.readUInt16LE(at + 10), tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)]
    if (count > limits.zipParts || length > 1024 * 1024) throw new ImportRefused('zip-bomb')
    if (offset + length > size) throw new ImportRefused('corrupt')
    return bytesAt(file, offset, length)
  }
  throw new ImportRefused('corrupt')
}

function readDirectory(bytes: Buffer, limits: ReadLimits): ZipPart[] {
  const parts: ZipPart[] = []
  for (let at = 0; at + 46 <= bytes.length; ) {
    if (bytes.readUInt32LE(at) !== ENTRY_SIGNATURE) throw new ImportRefused('corrupt')
    const [flags, method] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)]
    if (flags & 1) throw new ImportRefused('encrypted')
    if (method !== 0 && method !== 8) throw new ImportRefused('corrupt')
    const nameLength = bytes.readUInt16LE(at + 28)
    parts.push({
      name: bytes
        .toString('utf8', at + 46, at + 46 + nameLength)
        .replaceAll('\\', '/')
        .replace(/^\/+/, ''),
      storedBytes: bytes.readUInt32LE(at + 20),
      inflatedBytes: bytes.readUInt32LE(at + 24),
      deflated: method === 8,
      offset: bytes.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  if (parts.length > limits.zipParts) throw new ImportRefused('zip-bomb')
  return parts
}

function checkSizes(parts: ZipPart[], fileBytes: number, limits: ReadLimits): void {
  let total = 0
  let end = 0
  for (const part of [...parts].sort((a, b) => a.offset - b.offset)) {
    if (part.offset < end) throw new ImportRefused('zip-bomb')
    end = part.offset + 30 + part.storedBytes
    if (end > fileBytes) throw new ImportRefused('corrupt')
    if (part.inflatedBytes > SMALL && part.inflatedBytes > part.storedBytes * limits.inflationRatio)
      throw new ImportRefused('zip-bomb')
    total += part.inflatedBytes
  }
  if (total > limits.inflatedBytes)
    throw new ImportRefused('too-big', { megabytes: Math.round(limits.inflatedBytes / 1024 / 1024) })
}

async function* inflateText(file: FileHandle, part: ZipPart): AsyncGenerator<string, void, undefined> {
  const header = await bytesAt(file, part.offset, 30)
  if (header.readUInt32LE(0) !== LOCAL_SIGNATURE) throw new ImportRefused('corrupt')
  const start = part.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  let decoder: StringDecoder | undefined
  let left = part.inflatedBytes
  for await (const chunk of part.deflated ? inflated(file, part, start) : stored(file, part, start)) {
    left -= chunk.length
    if (left < 0) throw new ImportRefused('zip-bomb')
    decoder ??= new StringDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf16le' : 'utf8')
    const text = decoder.write(chunk)
    if (text) yield text
  }
}

async function* stored(file: FileHandle, part: ZipPart, start: number): AsyncGenerator<Buffer, void, undefined> {
  for (let at = 0; at < part.storedBytes; at += PIECE)
    yield bytesAt(file, start + at, Math.min(PIECE, part.storedBytes - at))
}

async function* inflated(file: FileHandle, part: ZipPart, start: number): AsyncGenerator<Buffer, void, undefined> {
  const inflate = createInflateRaw({ chunkSize: 64 * 1024 })
  pipeline(Readable.from(stored(file, part, start)), inflate, () => {})
  try {
    for await (const chunk of inflate) yield chunk as Buffer
  } catch (error) {
    throw error instanceof ImportRefused ? error : new ImportRefused('corrupt')
  } finally {
    inflate.destroy()
  }
}
