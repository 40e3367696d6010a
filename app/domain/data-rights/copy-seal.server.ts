/** Copies lie sealed in the store: whoever gets at the store alone reads nothing. AES-256-GCM, `<iv><zip><tag>`. */
import { createCipheriv, createDecipheriv, type DecipherGCM, randomBytes } from 'node:crypto'
import { type Readable, Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { env } from '#app/context/env.ts'

const [IV_BYTES, TAG_BYTES] = [12, 16]
const keyOf = () => Buffer.from(env().DATA_KEY, 'base64')
const ownerOf = (tenantId: string, copyId: string) => Buffer.from(`${tenantId}/copy/${copyId}`)

/**
 * Seals what is piped through it.
 * @param counted told the bytes of each part before it is sealed
 */
export function sealing(tenantId: string, copyId: string, counted: (bytes: number) => void): Transform {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyOf(), iv).setAAD(ownerOf(tenantId, copyId))
  const sealed = new Transform({
    transform(part: Buffer, _, done) {
      counted(part.length)
      done(null, cipher.update(part))
    },
    flush(done) {
      cipher.final()
      done(null, cipher.getAuthTag())
    },
  })
  sealed.push(iv)
  return sealed
}

/**
 * Opens what is piped through it; fails at its end for another copy's file, another key, or one that was changed.
 */
function opening(tenantId: string, copyId: string): Transform {
  let decipher: DecipherGCM | undefined
  // What came and is not opened yet: the tag stands last, and is no part of the zip.
  let held = Buffer.alloc(0)
  return new Transform({
    transform(part: Buffer, _, done) {
      held = Buffer.concat([held, part])
      if (!decipher && held.length >= IV_BYTES) {
        const iv = held.subarray(0, IV_BYTES)
        decipher = createDecipheriv('aes-256-gcm', keyOf(), iv, { authTagLength: TAG_BYTES })
        decipher.setAAD(ownerOf(tenantId, copyId))
        held = held.subarray(IV_BYTES)
      }
      const sure = Math.max(0, held.length - TAG_BYTES)
      const open = decipher && sure > 0 ? decipher.update(held.subarray(0, sure)) : undefined
      if (open) held = Buffer.from(held.subarray(sure))
      done(null, open)
    },
    flush(done) {
      try {
        if (!decipher) throw new Error('no sealed copy: it is too short')
        decipher.setAuthTag(held).final()
        done()
      } catch (error) {
        done(error as Error)
      }
    },
  })
}

/**
 * Reads a sealed copy twice, a part at a time: nothing leaves before its seal has been found unbroken, and no process
 * holds it whole.
 * @param read begins the sealed file anew
 * @returns the zip
 * @throws for another copy's file, another key, or one that was changed
 */
export async function unseal(tenantId: string, copyId: string, read: () => Promise<Readable>): Promise<Readable> {
  const looked = opening(tenantId, copyId)
  await pipeline(await read(), looked, new Writable({ write: (_, __, done) => done() }))
  const opened = opening(tenantId, copyId)
  // The file's own fault ends what is sent, instead of the process.
  pipeline(await read(), opened).catch((error: Error) => opened.destroy(error))
  return opened
}
