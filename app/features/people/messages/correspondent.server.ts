/** Who reads and writes here, and with whom: others as the policy reveals them now. */

import * as href from '#app/addresses.ts'
import { abilityWith } from '#app/context/abilities.ts'
import { type Args, type Ctx, open } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import type { Party, Writer } from '#app/domain/messages/party.ts'
import { writerOf } from '#app/domain/messages/write-message.server.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { type Line, lineOf } from '#app/domain/search/row.ts'
import { nameOf } from '#app/domain/search/visible-person.server.ts'
import { isDeceased } from '#app/policy/in-force.ts'
import type { Addressee } from '#app/policy/message.rules.ts'
import { type JudgedRow, type Revealed, reveal } from '#app/policy/view.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'

export interface Correspondent {
  ctx: Ctx
  writer: Writer
}

/**
 * @throws Response 302 for who is signed out, 403 for staff without a record: messages are between people of the base
 * and organisations
 */
export async function openCorrespondent(args: Args): Promise<Correspondent> {
  const ctx = await open(args, { needs: 'account' })
  const writer = writerOf(ctx.ability)
  if (!writer) throw forbidden()
  return { ctx, writer }
}

/** The transaction of a request as the domain wants it. */
export const unitOf = ({ tenant, now }: Ctx, query: Query) => ({ query, tenant, now })

/** The other side as a page draws it. */
export interface Other {
  /** Where the viewer may know of the person: their line of the directory; their address where the page opens. */
  line: Line | null
  open: boolean
  /** A company or a school, by its name. */
  organisation: string | null
  /** Somebody who was written to through a profile, by its pseudonym: nothing else of them is shown here. */
  mask: string | null
  /** Nobody is there any more. */
  gone: boolean
}

/** What rules ask of the other, as far as the viewer reads it. */
export function addresseeOf({ tenant, viewer }: Ctx, id: string, person: Revealed | undefined): Addressee {
  const status = person?.fields.status
  return {
    self: viewer.personId === id,
    deceased: isDeceased(tenant.config, typeof status === 'string' ? status : null),
    accepts: person?.fields.acceptsContact === true,
  }
}

/** Fields that pages of messages and their rules look at. */
export function fieldsOf({ tenant }: Ctx): FieldId[] {
  const { identity } = tenant.config
  return [identity.field, ...identity.with, 'photo', 'status', 'acceptsContact']
}

interface Named extends Party {
  organisation: string | null
  mask: string | null
}

interface OthersFound {
  of(party: Named | null): Other
  addressee(party: Named | null): Addressee
}

const NOBODY: Addressee = { self: false, deceased: false, accepts: false }
/** Who publishes a profile accepts to be written to; whatever else is known of them is not the reader's. */
const MASKED: Addressee = { self: false, deceased: false, accepts: true }

/**
 * @param asking people who ask the viewer, and wait for an answer: asking shows who asks (policy/person.rules.ts)
 */
export async function findOthers(
  { ctx }: Correspondent,
  query: Query,
  parties: readonly (Named | null)[],
  asking: readonly string[] = [],
): Promise<OthersFound> {
  const ids = [...new Set(parties.flatMap((party) => (party?.mask === null && party.personId) || []))]
  const fields = fieldsOf(ctx)
  const rows = ids.length
    ? await query<JudgedRow & { id: string }>(sql`SELECT ${columns([...JUDGED, ...fields], 'p')} FROM "person" p
        WHERE p."tenantId" = ${ctx.tenant.id} AND p."id" = ANY(${ids}::uuid[])`)
    : []
  const { viewer, ability } = ctx
  // Of two people whom a block keeps apart neither exists for the other, whoever asked whom.
  const apart = viewer.apartIds ?? []
  const asked = abilityWith(
    ctx,
    asking.filter((id) => !apart.includes(id)),
  )
  const known = new Map(
    rows.map((row) => [
      row.id,
      { shown: reveal(asked, 'Person', row, fields), open: reveal(ability, 'Person', row, fields) !== undefined },
    ]),
  )
  return {
    of(party) {
      if (party?.mask) return { line: null, open: false, organisation: null, mask: party.mask, gone: false }
      const { shown, open = false } = known.get(party?.personId ?? '') ?? {}
      const line = shown ? lineOf({ ...shown, address: href.profile(shown.handle) }) : null
      return { line, open, organisation: party?.organisation ?? null, mask: null, gone: party === null }
    },
    addressee(party) {
      if (party?.mask) return MASKED
      return party?.personId ? addresseeOf(ctx, party.personId, known.get(party.personId)?.shown) : NOBODY
    },
  }
}

/** @returns the other's name for titles; « Un membre » for whom the viewer may not know of */
export function otherName(ctx: Ctx, { line, organisation, mask, gone }: Other): string {
  if (mask) return mask
  if (organisation) return organisation
  if (line) return nameOf(ctx, { fields: line.fields } as Revealed)
  return ctx.t(gone ? 'messages:gone' : 'messages:hidden')
}
