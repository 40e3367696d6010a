/**
 * An authenticator made of software: it signs what WebAuthn asks for, and lies on demand about counter, origin, host
 * and holder.
 */
import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'

export interface Lies {
  origin?: string
  rpId?: string
  challenge?: string
  /** The holder was there, but neither finger, face nor PIN said who it is. */
  unverified?: boolean
  counter?: number
  /** Another credential's id than the one that signs. */
  id?: string
  type?: string
}

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest()

export class Authenticator {
  readonly id: string
  counter = 1
  readonly #key: KeyObject
  readonly #cose: Uint8Array
  readonly #host: string

  constructor(host: string, id = randomBytes(16).toString('base64url')) {
    this.#host = host
    this.id = id
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.#key = privateKey
    const { x, y } = publicKey.export({ format: 'jwk' }) as { x: string; y: string }
    const entries: [number, number | Uint8Array][] = [
      ...([
        [1, 2],
        [3, -7],
        [-1, 1],
      ] as [number, number][]),
      [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
      [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
    ]
    this.#cose = isoCBOR.encode(new Map(entries))
  }

  #client(type: string, challenge: string, lies: Lies): Buffer {
    const origin = lies.origin ?? `http://${this.#host}:3000`
    const said = { type: lies.type ?? type, challenge: lies.challenge ?? challenge, origin, crossOrigin: false }
    return Buffer.from(JSON.stringify(said))
  }

  #data(flags: number, lies: Lies): Buffer {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(lies.counter ?? this.counter)
    const seen = lies.unverified ? flags & ~0x04 : flags
    return Buffer.concat([sha256(lies.rpId ?? this.#host), Buffer.from([seen]), count])
  }

  /** What `navigator.credentials.create` gives, as the page sends it. */
  make(challenge: string, lies: Lies = {}): string {
    const id = Buffer.from(lies.id ?? this.id, 'base64url')
    const length = Buffer.from([id.length >> 8, id.length & 255])
    const data = Buffer.concat([this.#data(0x45, lies), Buffer.alloc(16), length, id, this.#cose])
    const attestation = new Map<string, string | Uint8Array | Map<string, string>>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', new Uint8Array(data)],
    ])
    return JSON.stringify({
      ...{ id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key' },
      clientExtensionResults: {},
      response: {
        clientDataJSON: this.#client('webauthn.create', challenge, lies).toString('base64url'),
        attestationObject: Buffer.from(isoCBOR.encode(attestation)).toString('base64url'),
        transports: ['internal'],
      },
    })
  }

  /** What `navigator.credentials.get` gives, as the page sends it. */
  use(challenge: string, lies: Lies = {}): string {
    this.counter += 1
    const client = this.#client('webauthn.get', challenge, lies)
    const data = this.#data(0x05, lies)
    const signature = createSign('sha256')
      .update(Buffer.concat([data, sha256(client)]))
      .sign(this.#key)
    const id = lies.id ?? this.id
    return JSON.stringify({
      ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
      response: {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
      },
    })
  }
}
