/** The one gate of every loader and action: which association, who looks, what they may do. Fails closed. */
import type { AppLoadContext } from '@remix-run/node'
import { inTenantSql, type Query, type TransactionOptions } from '#app/db/transaction.ts'
import { type Language, languageOf } from '#app/i18n/language.ts'
import { saysVous, type Translate, translatorFor } from '#app/i18n/translator.ts'
import { isOfStaff, may } from '#app/policy/ability.ts'
import { wouldOpen } from '#app/policy/home.rules.ts'
import { isShown, maySeeAs } from '#app/policy/stand-in.rules.ts'
import type { Ability, Sister } from '#app/policy/types.ts'
import { VISITOR, type Viewer } from '#app/policy/viewer.ts'
import { type Action, STAFF_ACTIONS } from '#app/vocabulary/actions.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import type { RoleName } from '#app/vocabulary/roles.ts'
import { abilityOf } from './abilities.ts'
import { addressTo } from './address-to.ts'
import { now as clockNow } from './clock.ts'
import { env } from './env.ts'
import { hostOf, siteOf } from './hosts.ts'
import { forbidden, notFound, toSecondFactor, toSecurity, unreadable } from './refusals.ts'
import { sessionIdOf } from './session.ts'
import { standingIn } from './stand-in.ts'
import { sistersOf, type Tenant } from './tenants.ts'
import { signInFirst } from './unsent.ts'
import { type Looking, readViewer, type SignedIn } from './viewer.ts'

/** What Remix hands to a loader or an action. */
export interface Args {
  request: Request
  params?: Record<string, string | undefined>
  context?: AppLoadContext
}

export interface Ctx {
  request: Request
  url: URL
  host: string
  tenant: Tenant
  viewer: Viewer
  account: SignedIn | undefined
  sessionId: string | undefined
  /** Whose password was given without the second factor that goes with it: a visitor until then. */
  pendingAccountId?: string | undefined
  ability: Ability
  /** The other associations of the federation, with their own rules. */
  sisters: Sister[]
  language: Language
  t: Translate
  now: Date
  /** The staff look with other eyes: whose, for the banner. Nothing may be changed meanwhile. */
  standIn?:
    | { role: RoleName | null; name: string | null /** Who holds the session: what is read, they read. */; by: Viewer }
    | undefined
  /** Who holds the session while it looks with other eyes: whose budgets are spent. */
  holder?: Pick<Ctx, 'viewer' | 'ability'>
  /** Work on this association in composed SQL; cancelled when the visitor leaves. */
  sql<T>(work: (query: Query) => Promise<T>, options?: TransactionOptions): Promise<T>
}

/** One action of the policy, one of several, any task of the staff, or only that somebody signed in. */
export type Needs = Action | readonly Action[] | 'staff' | 'account'

export interface OpenOptions {
  /** What the page needs. Nothing: visitors may come. */
  needs?: Needs
  /** Whoever looks with other eyes is themselves here: signing out, going back to oneself. */
  asOneself?: true
  /** What stands around the page is drawn whichever the page is, refused ones too. */
  around?: true
}

/** One request, one context, however many loaders ask. */
const opened = new WeakMap<Request, Promise<Opened>>()
const contexts = new WeakMap<AppLoadContext, Promise<Opened>>()

interface Opened {
  /** The holder of the session. */
  own: Ctx
  /** As the request is to be answered: the same, unless the staff look with other eyes. */
  shown: Ctx
}

/**
 * @throws Response 404 on a host that is no association's; 302 to the sign-in page or 403 where `needs` is not met
 */
export async function open({ request, context }: Args, { needs, asOneself, around }: OpenOptions = {}): Promise<Ctx> {
  // Remix copies the request for each loader; the load context is the one thing they share.
  const known = context ? contexts.get(context) : opened.get(request)
  const ctx = known ?? openOnce(request)
  if (!known) context ? contexts.set(context, ctx) : opened.set(request, ctx)
  const shared = (await ctx)[asOneself ? 'own' : 'shown']
  const own = { ...shared, request, url: new URL(request.url) }
  // With other eyes one reads and changes nothing.
  if (own.standIn && !READING.includes(request.method)) throw forbidden({ reason: 'reading' })
  if (needs) await demand(own, needs)
  if (own.standIn && !around && !isShown(own.url.pathname)) throw forbidden({ reason: 'private' })
  return own
}

const READING = ['GET', 'HEAD']

async function openOnce(request: Request): Promise<Opened> {
  const host = hostOf(request)
  const site = await siteOf(host, env().BASE_DOMAIN)
  if (site.kind !== 'association') throw notFound()
  const { tenant } = site
  const now = clockNow()
  const sessionId = sessionIdOf(request, host)
  const looking: Looking = sessionId ? await readViewer(tenant, sessionId, now) : { viewer: VISITOR }
  const { viewer, account, pendingAccountId } = looking
  const language = languageOf(request)
  const sisters = await sistersOf(tenant)
  const own: Ctx = {
    request,
    url: new URL(request.url),
    host,
    tenant,
    viewer,
    account,
    sessionId,
    pendingAccountId,
    ability: abilityOf(tenant, viewer, sisters),
    sisters,
    language,
    t: translatorFor(language, speakerTo(tenant.config, account, request)),
    now,
    sql: (work, options) =>
      inTenantSql(tenant.id, work, { signal: request.signal, ...options }).catch(refuseUnwritable),
  }
  return { own, shown: await shownTo(own, looking) }
}

/** The association as it speaks to this visitor. */
function speakerTo(config: Tenant['config'], account: SignedIn | undefined, request: Request) {
  const isFormal = addressTo(config.address, account, new URL(request.url).pathname) === 'vous'
  return isFormal ? saysVous(config) : config
}

/** The context of who is looked as, narrowed to what the session's own holder may read. */
async function shownTo(own: Ctx, { standIn: row }: Looking): Promise<Ctx> {
  if (!row || !maySeeAs(own.ability)) return own
  const found = await standingIn(own.tenant, row, own.now)
  if (!found) return own
  const { viewer, account, role, name } = found
  const ability = abilityOf(own.tenant, viewer, own.sisters, own.viewer)
  const holder = { viewer: own.viewer, ability: own.ability }
  return { ...own, viewer, account, sessionId: undefined, ability, standIn: { role, name, by: own.viewer }, holder }
}

/**
 * PostgreSQL's words for values that no row takes: a zero byte in a text (22021) or a JSON text (22P05), a text longer
 * than its column (22001) or than an index takes (54000), a number out of range (22003).
 */
const UNWRITABLE = ['22021', '22P05', '22001', '54000', '22003']

function refuseUnwritable(error: unknown): never {
  const { code } = (error ?? {}) as { code?: string }
  throw code && UNWRITABLE.includes(code) ? unreadable() : error
}

function meets({ account, ability }: Ctx, needs: Needs): boolean {
  if (needs === 'account') return account !== undefined
  if (needs === 'staff') return isOfStaff(ability)
  return [needs].flat().some((action) => may(ability, action))
}

async function demand(ctx: Ctx, needs: Needs): Promise<void> {
  if (meets(ctx, needs)) return
  if (ctx.pendingAccountId) throw toSecondFactor(ctx.url)
  if (!ctx.account) throw await signInFirst(ctx)
  if (needs !== 'account' && ctx.account.factorDue && ctx.account.factorDue <= ctx.now.toISOString()) throw toSecurity()
  throw forbidden({ ...(isForStaff(needs) ? {} : opensWith(ctx)), ...tasksFor(ctx, needs) })
}

/** Neither dues nor a pass opens a page of the staff. */
function isForStaff(needs: Needs): boolean {
  if (needs === 'staff' || needs === 'account') return needs === 'staff'
  return [needs].flat().every((action) => isOneOf(STAFF_ACTIONS, action))
}

/**
 * The tasks that would open the page to somebody of the staff; outsiders are not told how the staff share their work.
 */
function tasksFor({ ability }: Ctx, needs: Needs): { tasks?: Action[] } {
  return needs !== 'account' && needs !== 'staff' && isOfStaff(ability) ? { tasks: [needs].flat() } : {}
}

/** @returns what would open more to this viewer, by the association's own rules: a word of the refusal's texts */
export function opensWith(ctx: Ctx) {
  const key = wouldOpen(ctx.tenant.config, ctx.viewer)
  return key ? { opensWith: key } : {}
}
