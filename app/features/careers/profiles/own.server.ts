/** `/mes-profils` and `/mes-profils/:profile`: one's own profiles, and how recruiters see each (N2; C16, C22). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { addMonths, civilDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden, notFound } from '#app/context/refusals.ts'
import type { Unit } from '#app/context/unit.ts'
import type { Query } from '#app/db/transaction.ts'
import { employersToExclude, excludeEmployers, exclusionsOf } from '#app/domain/profiles/exclusions.server.ts'
import { endedBefore, previewProfile } from '#app/domain/profiles/library.server.ts'
import { openingsOf } from '#app/domain/profiles/openings.server.ts'
import { tellingWords } from '#app/domain/profiles/telling-words.ts'
import {
  MOST_PROFILES,
  type OwnProfile,
  ownProfile,
  ownProfiles,
  publishProfile,
  removeProfile,
  typedWords,
  withdrawProfile,
} from '#app/domain/profiles/write-profiles.server.ts'
import { keepsProfiles, mayRefresh, profileState, profileSteps } from '#app/policy/career-profile.rules.ts'
import type { ProfileStep } from '#app/policy/career-profile-steps.ts'
import { PROFILE_STEPS } from '#app/policy/career-profile-steps.ts'
import { periodOf } from '#app/tenant/retention.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { cvAnswer } from './cv.server.ts'
import { shownOf } from './shown-profile.server.ts'

/** @throws Response 404 where profiles are not published by an act, 403 for who is not in the base */
export function ownerOf({ tenant, ability, viewer }: Ctx): string {
  if (!tenant.config.publication) throw notFound()
  if (!keepsProfiles(ability, tenant.config)) throw forbidden()
  return viewer.personId!
}

export const unitOf = ({ tenant, now }: Ctx, query: Query) => ({ query, tenant, now })

function cardOf(ctx: Ctx, row: OwnProfile) {
  const months = periodOf(ctx.tenant.config.keep, 'publication').months ?? 24
  return {
    ...{ id: row.id, purpose: row.purpose, pseudonym: row.pseudonym, headline: row.headline },
    state: profileState(row, endedBefore(ctx)),
    at: row.at.toISOString(),
    until: addMonths(civilDay(row.at), months),
    steps: profileSteps(row, endedBefore(ctx), ctx.now),
  }
}

export async function readOwnProfiles(ctx: Ctx) {
  const personId = ownerOf(ctx)
  const { rows, openings, excluded } = await ctx.sql(async (query) => {
    const unit = unitOf(ctx, query)
    return {
      rows: await ownProfiles(unit, personId),
      openings: await openingsOf(unit, personId),
      excluded: (await exclusionsOf(unit, personId)).length,
    }
  })
  return {
    title: ctx.t('profiles:own.title'),
    mayAdd: rows.length < MOST_PROFILES,
    excluded,
    profiles: rows.map((row) => ({
      ...cardOf(ctx, row),
      openings: openings
        .filter(({ profileId }) => profileId === row.id)
        .map(({ day, name, cv }) => ({ day, name, cv })),
    })),
    done: ctx.url.searchParams.get('fait'),
  }
}

/** What recruiters will see, before they do, and employers who had better not (C19). */
export async function readPreview(ctx: Ctx, id: string) {
  const personId = ownerOf(ctx)
  const { row, shown, employers } = await ctx.sql(async (query) => {
    const unit = unitOf(ctx, query)
    const row = await ownProfile(unit, personId, id)
    if (!row) throw notFound()
    return { row, shown: (await previewProfile(query, ctx, id))!, employers: await employersToExclude(unit, personId) }
  })
  return {
    title: ctx.t('profiles:preview.title'),
    ...cardOf(ctx, row),
    profile: shownOf(ctx.language, shown),
    coarse:
      (['speciality', 'level', 'country', 'town', 'job', 'employer'] as const).some((one) => row[one] && !shown[one]) ||
      (row.year !== null && shown.yearFrom !== row.year),
    employers,
    done: ctx.url.searchParams.get('fait'),
  }
}

/** The person's own copy of the CV, as recruiters who may open it get it (C17). */
export async function readOwnCv(ctx: Ctx, id: string): Promise<Response> {
  const personId = ownerOf(ctx)
  const shown = await ctx.sql(async (query) => {
    const row = await ownProfile(unitOf(ctx, query), personId, id)
    return row && previewProfile(query, ctx, id)
  })
  if (!shown) throw notFound()
  return cvAnswer(ctx, shown)
}

async function take(unit: Unit, row: OwnProfile, step: ProfileStep, form: FormData) {
  if (step === 'withdraw') await withdrawProfile(unit, row.id)
  else if (step === 'remove') await removeProfile(unit, row.id)
  else {
    await excludeEmployers(unit, row.personId, form.getAll('exclure').map(String))
    await publishProfile(unit, row)
  }
}

/** POST `intent`: a step about `profile`; `exclure`: employers who are not to find it. */
export async function changeOwnProfile(ctx: Ctx, id: string, form: FormData) {
  const personId = ownerOf(ctx)
  const intent = form.get('intent')
  if (!isOneOf(PROFILE_STEPS, intent) || intent === 'change') throw forbidden()
  const error = await ctx.sql(async (query) => {
    const unit = unitOf(ctx, query)
    const row = await ownProfile(unit, personId, id, 'lock')
    if (!row) throw notFound()
    if (intent === 'refresh' && !mayRefresh(row, ctx.now)) return 'early' as const
    if (!profileSteps(row, endedBefore(ctx), ctx.now).includes(intent)) return undefined
    // What was written before words were searched, too: names alone are their person's to keep.
    if (intent === 'publish' && tellingWords(typedWords(row), []).length > 0) return 'telling' as const
    await take(unit, row, intent, form)
    return undefined
  })
  if (error) return data({ error }, { status: 403 })
  return redirect(`${href.ownProfiles}?fait=${intent}`, 303)
}
