/** Companies and schools of the demo: with and without what the association asks of them (rules.md, "Roles"). */
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { createOrganisation, type NewOrganisation } from '#app/domain/people/accounts.server.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import type { DemoAccount } from './cast.ts'
import { addSchools } from './schools.ts'

const DAY = 24 * 3600 * 1000

interface Client extends Omit<NewOrganisation, 'email' | 'kind'> {
  kind: 'company' | 'school'
  email: string
  /** Where the association sells a pass: open now, over, or never bought. */
  pass: 'open' | 'over' | 'none'
}

/** An invented street of a town that is there. */
const inFrance = (street: string, postcode: string, city: string) => ({
  address: { street, postcode, city, countryCode: 'FR' },
})

/** @returns what stands behind the demo's company and school accounts. */
function demoClient(account: DemoAccount, passwordHash: string, now: Date): Client {
  const known = { passwordHash, email: account.login, country: 'France' }
  const met = { validatedAt: now, completedAt: now }
  if (account.role === 'school')
    return {
      ...known,
      ...met,
      kind: 'school',
      name: 'École partenaire',
      ...inFrance('4 place des Amandiers', '69003', 'Lyon'),
      contactName: 'Inès Caron',
      pass: 'none',
    }
  if (account.role === 'recruiter')
    return {
      ...known,
      ...met,
      kind: 'company',
      name: 'Atelier Méridien',
      ...inFrance('18 quai des Tisserands', '44000', 'Nantes'),
      contactName: 'Noé Vasseur',
      pass: 'open',
    }
  return {
    ...known,
    kind: 'company',
    name: 'Comptoir des Pins',
    ...inFrance('7 allée des Pins', '33000', 'Bordeaux'),
    contactName: 'Lise Berger',
    pass: 'none',
  }
}

/** Without passwords: they fill the staff's lists. */
function otherClients(slug: string, now: Date): Client[] {
  const met = { validatedAt: now, completedAt: now }
  const at = (name: string) => `${name}@${slug}-clients.example`
  return [
    {
      ...met,
      kind: 'company',
      name: 'Forge & Données',
      ...inFrance('31 rue de la Forge', '38000', 'Grenoble'),
      email: at('forge'),
      pass: 'over',
    },
    {
      ...met,
      kind: 'company',
      name: 'Société d’études de l’Ouest',
      ...inFrance('2 boulevard du Ponant', '29200', 'Brest'),
      email: at('etudes'),
      pass: 'open',
    },
    {
      kind: 'company',
      name: 'L’Écluse numérique',
      ...inFrance('9 chemin de l’Écluse', '59000', 'Lille'),
      email: at('ecluse'),
      pass: 'none',
    },
    {
      kind: 'school',
      name: 'Institut des Quatre-Vents',
      ...inFrance('1 rue des Quatre-Vents', '35000', 'Rennes'),
      email: at('quatre-vents'),
      pass: 'none',
    },
  ]
}

/** What companies of the demo show of themselves: one page on line, one that waits to be read. */
const PAGES = [
  {
    name: 'Atelier Méridien',
    state: 'shown',
    about: [
      'Bureau d’études indépendant, nous concevons des systèmes embarqués et des structures légères pour le ferroviaire, la mer et l’énergie.',
      'Quarante personnes à Nantes et à Paris, un atelier d’essais, des projets de six mois à trois ans. Nous accueillons chaque année des stages et des alternances, et la plupart restent.',
    ].join('\n\n'),
    website: 'https://atelier-meridien.example',
    careers: 'https://atelier-meridien.example/carrieres',
    place: '18 quai des Tisserands, 44000 Nantes',
  },
  {
    name: 'Forge & Données',
    state: 'waiting',
    about:
      'Nous aidons les industriels des Alpes à tirer parti de leurs mesures : capteurs, séries longues, maintenance.',
    website: 'https://forge-et-donnees.example',
    careers: null,
    place: '31 rue de la Forge, 38000 Grenoble',
  },
] as const

/** Adds their pages; where nothing is read first none waits. */
async function addPages(query: Query, scope: Scope, now: Date): Promise<void> {
  const readFirst = scope.config.offers?.validated !== false
  for (const page of PAGES)
    await query(sql`INSERT INTO "organisation_page" ("tenantId", "organisationId", "state", "name", "about", "website",
        "careers", "place", "at")
      SELECT ${scope.id}::uuid, o."id", ${readFirst ? page.state : 'shown'}, o."name", ${page.about}, ${page.website},
        ${page.careers}, ${page.place}, ${now}::timestamptz
      FROM "organisation" o WHERE o."tenantId" = ${scope.id} AND o."kind" = 'company' AND o."name" = ${page.name}
      RETURNING "organisationId"`)
}

/** Adds them all. @param hashes password hashes by login */
export async function addOrganisations(
  query: Query,
  scope: Scope,
  accounts: readonly DemoAccount[],
  hashes: ReadonlyMap<string, string>,
  now: Date,
): Promise<void> {
  const { recruiters, schools } = scope.config
  const demo = accounts
    .filter(({ door }) => door === 'recruiters' || door === 'schools')
    .map((account) => demoClient(account, hashes.get(account.login)!, now))
  for (const client of [...demo, ...otherClients(scope.config.slug, now)]) {
    if (client.kind === 'company' ? !recruiters : !schools) continue
    const { pass, ...organisation } = client
    const made = await createOrganisation(query, scope, organisation, now)
    if (made && recruiters?.pass && pass !== 'none')
      await addPass(query, scope.id, made.organisationId, recruiters.pass.months, pass, now)
  }
  if (recruiters) await addPages(query, scope, now)
  await addSchools(query, scope, now)
}

async function addPass(
  query: Query,
  tenantId: string,
  organisationId: string,
  months: number,
  state: 'open' | 'over',
  now: Date,
): Promise<void> {
  const startsAt = new Date(now.getTime() - DAY)
  if (state === 'over') startsAt.setUTCMonth(startsAt.getUTCMonth() - months - 1)
  const endsAt = new Date(startsAt)
  endsAt.setUTCMonth(endsAt.getUTCMonth() + months)
  await query(sql`INSERT INTO "pass_period" ("tenantId", "id", "organisationId", "startsAt", "endsAt", "source")
    VALUES (${tenantId}, ${uuidv7()}, ${organisationId}, ${startsAt}, ${endsAt}, 'demo')`)
}
