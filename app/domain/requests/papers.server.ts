/**
 * Papers that go with a request (proof of identity, certificate): drawn anew or checked, sealed, seen by the reviewer
 * alone.
 */

import { env } from '#app/context/env.ts'
import type { Ctx } from '#app/context/open.ts'
import { decryptSecret, encryptSecret } from '#app/db/secret.ts'
import { drawPicture } from '#app/domain/files/draw-picture.server.ts'
import { keepFile } from '#app/domain/files/loose-files.server.ts'
import { fileStore } from '#app/outside/files.ts'

export const PAPER_BYTES = 2 * 1024 * 1024
const LONGEST_SIDE = 2400

export interface Paper {
  bytes: Uint8Array
  type: 'application/pdf' | 'image/jpeg'
}

export type JudgedPaper =
  | Paper
  | { error: 'noFile' | 'fileLarge' | 'fileKind' | 'filePixels' | 'fileHeavy' | 'fileBusy' }

const SIGNATURES: Record<'jpeg' | 'png' | 'pdf', readonly number[]> = {
  jpeg: [0xff, 0xd8, 0xff],
  png: [0x89, 0x50, 0x4e, 0x47],
  pdf: [0x25, 0x50, 0x44, 0x46, 0x2d],
}

/** @returns whether no file was chosen: all that is asked of one before anybody has been counted. */
export const isMissing = (file: unknown): boolean => !(file instanceof File) || file.size === 0

/**
 * @returns a picture drawn anew (no position, no second format inside), or a PDF as it came; by its bytes, never by its
 * name
 */
export async function judgePaper(file: unknown, tenantId: string): Promise<JudgedPaper> {
  if (!(file instanceof File) || file.size === 0) return { error: 'noFile' }
  if (file.size > PAPER_BYTES) return { error: 'fileLarge' }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const kind = (['jpeg', 'png', 'pdf'] as const).find((one) => SIGNATURES[one].every((byte, at) => bytes[at] === byte))
  if (!kind) return { error: 'fileKind' }
  if (kind === 'pdf') return { bytes, type: 'application/pdf' }
  const drawn = await drawPicture(tenantId, bytes, [kind], { inside: LONGEST_SIDE, quality: 80 })
  return 'fault' in drawn ? { error: ERRORS[drawn.fault] } : { ...drawn, type: 'image/jpeg' }
}

const ERRORS = { picture: 'fileKind', pixels: 'filePixels', limits: 'fileHeavy', busy: 'fileBusy' } as const

const ownerOf = (tenantId: string): string => `${tenantId}/paper`

/** Stores a paper, then what names it ({@link keepFile}). */
export function withPaper<T>(ctx: Ctx, paper: Paper, use: (file: { key: string; type: string }) => Promise<T>) {
  // Whoever gets at the store alone reads nothing: the key is this process's.
  const sealed = encryptSecret(env().DATA_KEY, Buffer.from(paper.bytes).toString('base64'), ownerOf(ctx.tenant.id))
  const place = { folder: 'papers', extension: 'sealed', contentType: 'application/octet-stream' }
  return keepFile(ctx.tenant.id, new TextEncoder().encode(sealed), place, (key) => use({ key, type: paper.type }))
}

/** @returns the bytes as they were sent; undefined where they are gone */
export async function readPaper(tenantId: string, key: string): Promise<Uint8Array | undefined> {
  try {
    const sealed = new TextDecoder().decode(await fileStore(env().FILES_URL).read(key))
    return new Uint8Array(Buffer.from(decryptSecret(env().DATA_KEY, sealed, ownerOf(tenantId)), 'base64'))
  } catch {
    return undefined
  }
}
