/** Encryption at rest of the few values that nobody but their owner may read (rules.md, "iesfCode"): AES-256-GCM. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const VERSION = 'v1'
const IV_BYTES = 12

/**
 * @param key 32 bytes in base64 (`DATA_KEY`)
 * @param owner what the value belongs to, such as `<tenant id>/<person id>/<field>`: it does not open under another
 * owner
 * @returns `v1.<iv>.<text>.<tag>`, different at each call
 */
export function encryptSecret(key: string, text: string, owner: string): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key, 'base64'), iv).setAAD(Buffer.from(owner))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return [VERSION, ...[iv, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.')
}

/**
 * @returns the text that {@link encryptSecret} was given
 * @throws for another key, another owner, or a value that was changed
 */
export function decryptSecret(key: string, sealed: string, owner: string): string {
  const [version, iv, text, tag] = sealed.split('.')
  if (version !== VERSION || !iv || text === undefined || !tag) throw new Error('not a sealed value')
  const bytes = (part: string) => Buffer.from(part, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key, 'base64'), bytes(iv), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes(tag))
  return Buffer.concat([decipher.update(bytes(text)), decipher.final()]).toString('utf8')
}
