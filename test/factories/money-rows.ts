/** Payments by the thousand, straight into the tables as the owner: what selling writes, without selling. */
import pg from 'pg'

export interface ManyPayments {
  /** Connection string of the owner. */
  owner: string
  tenantId: string
  /** Whose they are, in turn. */
  personIds: readonly string[]
  organisationId?: string
  count: number
  /** The last of them; they stand an hour and a half apart before it. */
  until?: Date
}

const TABLES = ['sale', 'sale_line', 'payment', 'invoice', 'ledger_entry', 'ledger_line', 'piece_counter']

/** Ids in the order of time, told apart by table and number. */
const ID = (table: string) =>
  `(lpad(to_hex((extract(epoch FROM n.at) * 1000)::bigint), 12, '0') || '7000' || '8000' || lpad(to_hex(n.i * 16 + ${table}), 12, '0'))::uuid`

/**
 * Of ten payments: six dues, two dues with a gift of 30 €, one gift of 50 €, one pass of 450 € (a company's, where
 * there is one). Every one is paid, invoiced and booked. Numbers follow the order of time.
 */
export async function addPayments({
  owner,
  tenantId,
  personIds,
  organisationId,
  count,
  until,
}: ManyPayments): Promise<void> {
  const client = new pg.Client({ connectionString: owner })
  await client.connect()
  try {
    await client.query('BEGIN')
    await client.query(`SET LOCAL app.tenant = '${tenantId}'`)
    for (const table of TABLES) await client.query(`ALTER TABLE "${table}" DISABLE TRIGGER USER`)
    const last = until ?? new Date('2026-11-20T12:00:00Z')
    await client.query(
      `CREATE TEMP TABLE n ON COMMIT DROP AS SELECT i, $1::timestamptz - ($2 - i) * interval '90 minutes' AS at, i % 10 AS kind,
         ($3::uuid[])[1 + i % cardinality($3::uuid[])] AS person,
         (ARRAY['card', 'sepa', 'cheque', 'transfer'])[1 + i % 4] AS means FROM generate_series(1, $2::int) i`,
      [last, count, personIds],
    )
    await client.query(
      'ALTER TABLE n ADD COLUMN cents int, ADD COLUMN day text, ADD COLUMN company boolean, ADD COLUMN number int',
    )
    await client.query(
      `UPDATE n SET cents = CASE WHEN kind < 6 THEN 8000 WHEN kind < 8 THEN 11000 WHEN kind = 8 THEN 5000 ELSE 45000 END,
         day = to_char(at AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD'), company = kind = 9 AND $1::boolean`,
      [organisationId !== undefined],
    )
    await client.query(`UPDATE n SET number = x.number FROM (SELECT i, row_number() OVER (PARTITION BY left(day, 4) ORDER BY i)
      AS number FROM n) x WHERE x.i = n.i`)
    await fill(client, tenantId, organisationId ?? null)
    for (const table of TABLES) await client.query(`ALTER TABLE "${table}" ENABLE TRIGGER USER`)
    await client.query('COMMIT')
    for (const table of TABLES) await client.query(`ANALYZE "${table}"`)
  } finally {
    await client.end()
  }
}

const BUYER = `jsonb_build_object('name', CASE WHEN n.company THEN 'Ateliers ' || n.i ELSE 'Personne ' || n.i END,
  'email', 'p' || n.i || '@exemple.fr', 'address', '1 rue des Essais', 'postcode', '69003', 'city', 'Lyon', 'country', 'FR')
  || CASE WHEN n.company THEN jsonb_build_object('siret', '73282932000074') ELSE '{}'::jsonb END`
const SELLER = `jsonb_build_object('legalName', 'Association Exemple', 'legalForm', 'association loi 1901', 'rna', 'W999000001',
  'address', jsonb_build_object('street', '10 rue des Exemples', 'postcode', '92130', 'city', 'Issy', 'country', 'FR'),
  'vat', jsonb_build_object('members', 'exempt-261-7-1', 'companies', 'franchise-293-b'))`
const REFERENCE = `'F' || left(n.day, 4) || '-' || lpad(n.number::text, 6, '0')`

async function fill(client: pg.Client, tenantId: string, organisationId: string | null): Promise<void> {
  const insert = (text: string) => client.query(text, text.includes('$2') ? [tenantId, organisationId] : [tenantId])
  await insert(`INSERT INTO "sale" ("tenantId", "id", "key", "state", "source", "buyerKind", "personId", "organisationId", "buyer", "email",
      "language", "totalCents", "createdAt", "paidAt")
    SELECT $1, ${ID('1')}, 'seed/' || n.i, 'paid', 'web', CASE WHEN n.company THEN 'organisation' ELSE 'person' END,
      CASE WHEN n.company THEN NULL ELSE n.person END, CASE WHEN n.company THEN $2::uuid END, ${BUYER}, 'p' || n.i || '@exemple.fr', 'fr', n.cents, n.at, n.at
    FROM n`)
  const line = (
    table: string,
    position: number,
    kind: string,
    label: string,
    cents: string,
    account: string,
    where: string,
  ) =>
    insert(`INSERT INTO "sale_line" ("tenantId", "id", "saleId", "position", "kind", "productId", "label", "unitCents", "cents", "account")
      SELECT $1, ${ID(table)}, ${ID('1')}, ${position}, '${kind}', '${kind}', '${label}', ${cents}, ${cents}, '${account}' FROM n WHERE ${where}`)
  await line('2', 1, 'dues', 'Adhésion', '8000', '7562', 'n.kind < 8')
  await line('3', 2, 'gift', 'Don', '3000', '75411', 'n.kind IN (6, 7)')
  await line('2', 1, 'gift', 'Don', '5000', '75411', 'n.kind = 8')
  await line('2', 1, 'pass', 'Accès', '45000', '706', 'n.kind = 9')
  await insert(`INSERT INTO "payment" ("tenantId", "id", "saleId", "means", "state", "cents", "reference", "receivedOn", "createdAt", "succeededAt")
    SELECT $1, ${ID('4')}, ${ID('1')}, n.means, 'succeeded', n.cents, CASE WHEN n.means IN ('cheque', 'transfer') THEN 'REF' || n.i END,
      CASE WHEN n.means IN ('cheque', 'transfer') THEN n.day END, n.at, n.at FROM n`)
  await insert(`INSERT INTO "invoice" ("tenantId", "id", "kind", "year", "number", "reference", "key", "saleId", "paymentId", "personId",
      "organisationId", "issuedAt", "day", "buyer", "seller", "lines", "totalCents", "vatMention", "means", "language")
    SELECT $1, ${ID('5')}, 'invoice', left(n.day, 4)::int, n.number, ${REFERENCE}, 'payment/' || n.i, ${ID('1')}, ${ID('4')},
      CASE WHEN n.company THEN NULL ELSE n.person END, CASE WHEN n.company THEN $2::uuid END, n.at, n.day, ${BUYER}, ${SELLER},
      (SELECT jsonb_agg(jsonb_build_object('label', l."label", 'quantity', 1, 'unitCents', l."unitCents", 'cents', l."cents", 'vatPoints', 0)
        ORDER BY l."position") FROM "sale_line" l WHERE l."tenantId" = $1 AND l."saleId" = ${ID('1')}),
      n.cents, CASE WHEN n.company THEN 'franchise-293-b' ELSE 'exempt-261-7-1' END, n.means, 'fr' FROM n`)
  await insert(`INSERT INTO "ledger_entry" ("tenantId", "id", "key", "journal", "year", "number", "day", "label", "piece", "pieceDay", "saleId",
      "paymentId", "createdAt")
    SELECT $1, ${ID('6')}, 'sale/' || n.i, 'VE', left(n.day, 4)::int, n.number, n.day, 'Vente', ${REFERENCE}, n.day, ${ID('1')}, ${ID('4')}, n.at FROM n`)
  const booked = (position: number, account: string, name: string, debit: string, credit: string, where = 'TRUE') =>
    insert(`INSERT INTO "ledger_line" ("tenantId", "entryId", "position", "account", "accountName", "debitCents", "creditCents")
      SELECT $1, ${ID('6')}, ${position}, '${account}', '${name}', ${debit}, ${credit} FROM n WHERE ${where}`)
  await booked(1, '411', 'Usagers et clients', 'n.cents', '0')
  await booked(2, '7562', 'Cotisations avec contrepartie', '0', '8000', 'n.kind < 8')
  await booked(3, '75411', 'Dons manuels', '0', '3000', 'n.kind IN (6, 7)')
  await booked(2, '75411', 'Dons manuels', '0', '5000', 'n.kind = 8')
  await booked(2, '706', 'Prestations de services', '0', '45000', 'n.kind = 9')
  await insert(`INSERT INTO "piece_counter" ("tenantId", "series", "year", "last")
    SELECT $1::uuid, s, left(n.day, 4)::int, max(n.number) FROM n CROSS JOIN unnest(ARRAY['invoice', 'ledger']) s GROUP BY 1, 2, 3`)
}
