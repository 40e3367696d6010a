/** Documents of the demo's associations, in folders, each for its audience (S3, I17). */
import { env } from '#app/context/env.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { fileStore } from '#app/outside/files.ts'
import { type EditorialAudience, NO_END } from '#app/vocabulary/things.ts'
import { paper } from './group-files.ts'

const DAY = 86_400_000

/** What every association keeps: its rules, its minutes, its magazine. */
const DOCUMENTS: readonly { folder: string; title: string; audience: EditorialAudience; days: number }[] = [
  { folder: 'Vie de l’association', title: 'Statuts', audience: 'public', days: 900 },
  { folder: 'Vie de l’association', title: 'Règlement intérieur', audience: 'network', days: 880 },
  { folder: 'Assemblées générales', title: 'Rapport moral et financier 2025', audience: 'paid-up', days: 190 },
  { folder: 'Assemblées générales', title: 'Procès-verbal du 16 mai 2026', audience: 'network', days: 170 },
  { folder: 'Le magazine', title: 'Le magazine, numéro de rentrée', audience: 'paid-up', days: 60 },
  { folder: 'Équipe', title: 'Budget en préparation', audience: 'staff', days: 12 },
]

/** Days of what is new: the worker tells of it, once the demo runs. */
const NEWS_DAYS = 14

/** Writes them; a federation has no people of its own to read them. */
export async function addDocuments(query: Query, { id: tenantId, config }: Scope, now: Date): Promise<void> {
  if (config.kind === 'federation') return
  for (const { folder, title, audience, days } of DOCUMENTS) {
    const bytes = paper(`${config.shortName} - ${title.normalize('NFD').replace(/\p{M}/gu, '')}`)
    const place = { folder: 'documents', extension: 'pdf', contentType: 'application/pdf' }
    const key = await fileStore(env().FILES_URL).put(bytes, place)
    const at = new Date(now.getTime() - days * DAY)
    await query(sql`INSERT INTO "site_document" ("tenantId", "id", "folder", "title", "state", "audience",
        "visibleFrom", "visibleUntil", "createdAt", "toldAt", "fileKey", "bytes")
      VALUES (${tenantId}, ${uuidv7(at.getTime())}, ${folder}, ${title}, 'published', ${audience}, ${at}, ${NO_END},
        ${at}, ${days > NEWS_DAYS ? at : null}::timestamptz, ${key}, ${bytes.byteLength})`)
  }
}
