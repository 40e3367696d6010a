/** « Confidentialité »: who sees each field, on the site and in print, within what the association allows (S10). */
import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { outdated, readForm, refused } from '#app/context/form-answer.server.ts'
import { readConsents } from '#app/domain/people/consent-events.server.ts'
import { choiceCodes } from '#app/domain/people/new-person.server.ts'
import type { PersonSource } from '#app/domain/people/person-source.ts'
import { ownEntry } from '#app/domain/printed/own-entry.server.ts'
import { type Owner, readOwn, saveOwn } from '#app/features/people/settings/own-record.server.ts'
import { choicesIn } from '#app/policy/visibility.ts'
import {
  type AudienceChoices,
  allowedAudiences,
  audienceLimits,
  effectiveAudience,
  ownAudience,
} from '#app/tenant/audience.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { type Audience, CHANNELS, type Channel } from '#app/vocabulary/audiences.ts'
import { CONSENTS } from '#app/vocabulary/consents.ts'
import { FIELD_GROUPS, type FieldGroup, type FieldId, HINTS, toldBy } from '#app/vocabulary/fields.ts'
import { type ChannelChoices, choicesText, presetStates, readChoicesText } from './preset-changes.ts'
import { type Preset, presetAudience } from './presets.ts'
import { ownAudienceFields, privacySchema } from './privacy.schema.ts'

/** One field on one channel: the audiences to choose from, and the one in force. */
export interface ChannelChoice {
  allowed: Audience[]
  now: Audience
  /** The audience that counts where what the field tells is narrower than the choice; the choice is kept. */
  capped: Audience | null
}

export interface FieldChoice {
  field: FieldId
  site: ChannelChoice
  print: ChannelChoice
  /** Why the association decides some or all of it, where that is not why it does for every field. */
  reason: string | null
  /** Fields that take this one's audience. */
  leads: FieldId[]
  /** Fields that this one tells: it is shown no further than they are. */
  tells: FieldId[]
  /** Fields that tell this one, and are closed with it. */
  closes: FieldId[]
}

function choiceOf(config: TenantConfig, channel: Channel, field: FieldId, source: PersonSource): ChannelChoice {
  const choices = choicesIn(codesOf(source, channel))
  const [now, counting] = [ownAudience, effectiveAudience].map((of) => of(config, channel, field, choices))
  return {
    allowed: allowedAudiences(config, channel, field),
    now: now!,
    capped: counting === now ? null : counting!,
  }
}

const codesOf = (source: PersonSource, channel: Channel) =>
  channel === 'site' ? source.siteChoices : source.printChoices

/** What the field's value gives away, wholly or by a hint. */
const given = (field: FieldId) => [...toldBy(field), ...(HINTS[field] ?? [])]

const groupOf = (field: FieldId) =>
  (Object.keys(FIELD_GROUPS) as FieldGroup[]).find((group) =>
    (FIELD_GROUPS[group] as readonly FieldId[]).includes(field),
  )!

export async function readPrivacy(owner: Owner) {
  const { ctx } = owner
  const { config } = ctx.tenant
  const { source, version } = await readOwn(owner)
  const history = await ctx.sql((query) => readConsents(query, ctx.tenant.id, owner.personId))
  const own = ownAudienceFields(config)
  const fields = own.map((field): FieldChoice => {
    const limits = CHANNELS.map((channel) => audienceLimits(config, channel, field))
    return {
      field,
      site: choiceOf(config, 'site', field, source),
      print: choiceOf(config, 'print', field, source),
      reason: limits[0]?.reason === config.fields.default.reason ? null : (limits[0]?.reason?.[ctx.language] ?? null),
      leads: field === config.identity.field ? config.identity.with : [],
      tells: given(field),
      closes: own.filter((other) => given(other).includes(field)),
    }
  })
  const free = fields.filter(({ site, print }) => site.allowed.length > 1 || print.allowed.length > 1)
  const groups = [...new Set(free.map(({ field }) => groupOf(field)))]
  return {
    title: ctx.t('profile:pages.confidentialite.title'),
    handle: source.handle,
    version,
    printed: await ownEntry(ctx, owner.personId),
    saved: ctx.url.searchParams.has('enregistre'),
    asked: ctx.url.searchParams.get('champ'),
    commonReason: config.fields.default.reason?.[ctx.language] ?? null,
    groups: groups.map((group) => ({ group, fields: free.filter(({ field }) => groupOf(field) === group) })),
    fixed: fields.filter((choice) => !free.includes(choice)),
    ...presetsOf(owner, source, free),
    history: history.filter(({ consent }) => config.consents[consent].asked),
    consents: CONSENTS.filter((consent) => config.consents[consent].asked).map((consent) => ({
      consent,
      given: source.consents[consent],
    })),
  }
}

/** Ready-made answers, and what stood before the one that was just applied. */
function presetsOf({ ctx }: Owner, source: PersonSource, free: readonly FieldChoice[]) {
  const { config } = ctx.tenant
  const choices = { site: choicesIn(source.siteChoices), print: choicesIn(source.printChoices) }
  const fields = free.map(({ field }) => field)
  const before = ctx.url.searchParams.get('avant')
  return {
    presets: presetStates(config, fields, choices),
    before: readChoicesText(config, before) ? before : null,
  }
}

/** POST: one preset for everything, or an audience for each field. @returns a redirect, or the answers to correct */
export async function savePrivacy(owner: Owner, form: FormData) {
  const { config } = owner.ctx.tenant
  const undone = readChoicesText(config, form.get('avant'))
  if (undone) return goBack(owner, undone)
  const submission = readForm(form, privacySchema(config))
  if (submission.status !== 'success') return refused(form, submission.error)
  const { version, preset, ...answers } = submission.value as Record<string, string | undefined> & { version: string }
  let stood = ''
  const saved = await saveOwn(owner, version, (source) => {
    stood = choicesText({ site: source.siteChoices, print: source.printChoices })
    for (const channel of CHANNELS) {
      const before = choicesIn(codesOf(source, channel))
      const after = preset
        ? presetChoices(config, channel, before, preset as Preset)
        : answeredChoices(config, channel, before, answers)
      if (channel === 'site') source.siteChoices = choiceCodes(after)
      else source.printChoices = choiceCodes(after)
    }
    for (const consent of CONSENTS) {
      const answer = answers[`consent-${consent}`]
      if (answer) source.consents[consent] = answer === 'yes'
    }
  })
  if (saved.conflict !== undefined) return outdated(form, saved.conflict)
  const back = preset ? `&${new URLSearchParams({ avant: stood })}` : ''
  return redirect(`${href.privacy}?enregistre=1${back}`, 303)
}

/** Takes a preset back: what the person chooses themselves, within what the association allows. */
async function goBack(owner: Owner, { site, print }: ChannelChoices) {
  await saveOwn(owner, '', (source) => {
    source.siteChoices = choiceCodes(site)
    source.printChoices = choiceCodes(print)
  })
  return redirect(`${href.privacy}?enregistre=1`, 303)
}

function presetChoices(
  config: TenantConfig,
  channel: Channel,
  before: AudienceChoices,
  preset: Preset,
): AudienceChoices {
  const after = { ...before }
  for (const field of ownAudienceFields(config)) after[field] = presetAudience(config, preset, channel, field)
  return after
}

/** An answer that only repeats the association's default is not kept: the default may change, and the field with it. */
function answeredChoices(
  config: TenantConfig,
  channel: Channel,
  before: AudienceChoices,
  answers: Record<string, string | undefined>,
): AudienceChoices {
  const after = { ...before }
  for (const field of ownAudienceFields(config)) {
    const answer = answers[`${channel}-${field}`] as Audience | undefined
    if (answer === undefined) continue
    if (before[field] !== undefined || answer !== ownAudience(config, channel, field, before)) after[field] = answer
  }
  return after
}
