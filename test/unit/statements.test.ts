/** What the checker of statements finds: each rule of a distributed database, broken once and kept once. */
import { expect, test } from 'vitest'
import { statementFaults } from '../setup/statements.ts'

test.each([
  ['SELECT 1 FROM "person" p WHERE p."id" = $1', 'has no tenantId of its own'],
  [
    'SELECT 1 FROM "person" p JOIN "sale" s ON s."tenantId" = p."tenantId" WHERE p."tenantId" = $1',
    'sale s has no tenantId',
  ],
  ['UPDATE "sale" SET "key" = $1 WHERE "id" IN (SELECT "saleId" FROM "payment" WHERE "tenantId" = $2)', 'sale has no'],
  ['INSERT INTO "person" ("tenantId") SELECT $1 FROM unnest($2::int[])', 'neither ON CONFLICT nor RETURNING'],
  ['DELETE FROM "person" WHERE "tenantId" = $1 RETURNING now()', 'RETURNING calls a function'],
  ["SELECT set_config('app.tenant', $1, true)", 'set_config'],
  ['DELETE FROM "person" WHERE "tenantId" = $1 AND ctid = $2', 'ctid'],
  ["SET LOCAL app.tenant = 'x'; SELECT 1", 'SET LOCAL shares its text'],
])('%s is found', (text, fault) => expect(statementFaults(text).join()).toContain(fault))

test.each([
  'SELECT 1 FROM "person" p JOIN "sale" s ON s."tenantId" = $1 WHERE p."tenantId" = $1',
  'INSERT INTO "person" ("tenantId") SELECT $1 FROM unnest($2::int[]) RETURNING 1',
  'SELECT 1 FROM "tenant" WHERE "slug" = $1',
  'SELECT 1 FROM "shared_entry" e WHERE e."federationId" = $1',
])('%s passes', (text) => expect(statementFaults(text)).toEqual([]))
