/** Where photos and documents are kept: a folder of this machine, by `FILES_URL`. Keys are random and say nothing. */
import { randomBytes } from 'node:crypto'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'

export interface Place {
  folder: string
  extension: string
  contentType: string
  /** From {@link FileStore.newKey}, where it had to be written down first. */
  key?: string
}

/** A shelf of bytes by key. */
export interface FileStore {
  /** @returns a key that nothing lies under. */
  newKey(place: Place): string
  /** @returns the key under which the bytes are found again. */
  put(bytes: Uint8Array, place: Place): Promise<string>
  /** As {@link put}, for what is too long to be held at once. Nothing is left of a stream that fails. */
  putStream(from: Readable, place: Place): Promise<string>
  /** @throws where there is no such file */
  read(key: string): Promise<Uint8Array>
  /** The same, a part at a time. */
  readStream(key: string): Promise<Readable>
  has(key: string): Promise<boolean>
  /** Nothing happens where there is no such file. */
  remove(key: string): Promise<void>
}

const KEY = /^[\w-]+(\/[\w-]+)*\.[a-z0-9]+$/
const stores = new Map<string, FileStore>()

/**
 * @param url `file:///folder`
 * @throws for a scheme that has no driver in this build
 */
export function fileStore(url: string): FileStore {
  const known = stores.get(url) ?? makeStore(url)
  stores.set(url, known)
  return known
}

function makeStore(url: string): FileStore {
  if (!url.startsWith('file:///')) throw new Error(`FILES_URL: no driver for ${url.split(':')[0]}`)
  const disk = new Disk(new FSDriver({ location: fileURLToPath(url), visibility: 'private' }))
  const checked = (key: string) => {
    if (!KEY.test(key)) throw new Error('not a key of this store')
    return key
  }
  const newKey = ({ folder, extension }: Place) => {
    const name = randomBytes(24).toString('base64url')
    return checked(`${folder}/${name.slice(0, 2)}/${name}.${extension}`)
  }
  return {
    newKey,
    async put(bytes, place) {
      const { contentType } = place
      const key = checked(place.key ?? newKey(place))
      await disk.put(key, bytes, { contentType, visibility: 'private' })
      return key
    },
    async putStream(from, place) {
      const { contentType } = place
      const key = checked(place.key ?? newKey(place))
      try {
        await disk.putStream(key, from, { contentType, visibility: 'private' })
      } catch (error) {
        await disk.delete(key)
        throw error
      }
      return key
    },
    read: (key) => disk.getBytes(checked(key)),
    readStream: (key) => disk.getStream(checked(key)),
    has: (key) => disk.exists(checked(key)),
    remove: (key) => disk.delete(checked(key)),
  }
}
