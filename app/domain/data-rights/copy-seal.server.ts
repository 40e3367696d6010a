/** Copies lie sealed in the store: whoever gets at the store alone reads nothing. AES-256-GCM, `<iv><zip><tag>`. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Transform } from 'node:stream'
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
 * @returns the zip, a few megabytes: whole, so that nothing leaves before the seal has been found unbroken
 * @throws for another copy's file, another key, or one that was changed
 */
export function unseal(tenantId: string, copyId: string, file: Uint8Array): Buffer {
  const bytes = Buffer.from(file)
  const decipher = createDecipheriv('aes-256-gcm', keyOf(), bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(ownerOf(tenantId, copyId)).setAuthTag(bytes.subarray(-TAG_BYTES))
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()])
}
