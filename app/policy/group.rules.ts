/** Who may be in a group, write in it and run it (S14, S15, I14, I15). Pure: callers bring rows, locked. */
import type { TenantConfig } from '#app/tenant/schema.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import type { DocumentsBy, GroupMailState, PostAudience, ThingState } from '#app/vocabulary/things.ts'
import { may } from './ability.ts'
import type { GroupStep, PostStep } from './group-steps.ts'
import type { Ability } from './types.ts'

/** A group, as far as rules ask about it. */
export interface RuledGroup {
  id: string
  joining: string
  state: string
  documentsBy: DocumentsBy
}

/** What somebody is in a group. */
export interface Belonging {
  state: 'member' | 'asked' | 'refused' | 'area' | null
  /** By their address or their year: such a group is not left (I14, A17). */
  byRecord: boolean
  leads: boolean
  muted: boolean
  /** Receives the mails of those who run it. */
  mailed: boolean
}

/** @returns true for a task of the staff: every group, whoever leads it */
export const keepsGroups = (ability: Ability): boolean => may(ability, 'groups')

/** @returns true for a person of the group: as a member, or by an address that stands for it */
export const isIn = ({ state, byRecord }: Belonging): boolean => state === 'member' || byRecord

/** @returns true where the viewer runs this group: accepts, pins, hides, names leaders */
export function runsGroup(ability: Ability, groupId: string): boolean {
  return keepsGroups(ability) || (ability.viewer.leads ?? []).includes(groupId)
}

/** What somebody wrote in a group. */
interface Written {
  personId: string | null
  groupId: string
}

const isApart = ({ viewer }: Ability, personId: string | null): boolean =>
  personId !== null && (viewer.apartIds ?? []).includes(personId)

/** @returns true where the viewer runs what somebody wrote: the staff, and who runs the group unless kept apart */
function runsWritten(ability: Ability, { personId, groupId }: Written): boolean {
  return keepsGroups(ability) || (!isApart(ability, personId) && runsGroup(ability, groupId))
}

/** Whoever hears nothing of the group receives no mail of it either. */
const quietSteps = ({ muted, mailed }: Belonging): GroupStep[] =>
  muted ? ['unmute'] : ['mute', mailed ? 'mail-off' : 'mail-on']

/**
 * Lists the steps that a viewer may take about their own place in a group.
 * @param leaders how many lead it: the last one names somebody before leaving (A18)
 */
export function stepsIn(ability: Ability, group: RuledGroup, mine: Belonging, leaders: number): GroupStep[] {
  if (!ability.viewer.personId || !may(ability, 'join-groups') || group.state !== 'open') return []
  const quiet: GroupStep[] = isIn(mine) ? quietSteps(mine) : []
  if (mine.state === 'member') return mine.leads && leaders < 2 ? quiet : [...quiet, 'leave']
  if (mine.byRecord) return quiet
  // A refusal looks like no answer.
  if (mine.state === 'asked' || mine.state === 'refused') return ['withdraw']
  if (group.joining === 'open') return ['join']
  return group.joining === 'moderated' ? ['ask'] : []
}

/** @returns true where the viewer may read who is in the group: its own people, and who runs it */
export function seesMembers(ability: Ability, groupId: string): boolean {
  return runsGroup(ability, groupId) || (ability.viewer.groupIds ?? []).includes(groupId)
}

/** @returns true where the viewer may write articles and answers in the group: a person of it, or who runs it */
export function writesIn(ability: Ability, group: RuledGroup): boolean {
  return ability.viewer.personId !== undefined && group.state === 'open' && seesMembers(ability, group.id)
}

/** @returns the groups whose documents exist for the viewer ({@link opensDocuments}) */
export function groupsWithDocuments(ability: Ability): readonly string[] | 'all' {
  const { groupIds = [], leads = [] } = ability.viewer
  return keepsGroups(ability) || may(ability, 'moderation') ? 'all' : [...groupIds, ...leads]
}

/**
 * @returns true where documents of the group exist for the viewer at all: its people, who runs it, who reads what
 *   waits. Which of them is judged by `thing.rules.ts`; who left the group finds none, their own neither (A20)
 */
export function opensDocuments(ability: Ability, groupId: string): boolean {
  const groups = groupsWithDocuments(ability)
  return groups === 'all' || groups.includes(groupId)
}

/** @returns true where the viewer may add documents: who runs the group, and its people where it says so */
export function addsDocuments(ability: Ability, group: RuledGroup): boolean {
  return writesIn(ability, group) && (group.documentsBy === 'members' || runsGroup(ability, group.id))
}

/** @returns true where the viewer may propose a group (I15) */
export function proposesGroups(ability: Ability): boolean {
  return ability.viewer.personId !== undefined && may(ability, 'join-groups')
}

/** @returns true where the viewer finds groups at all */
export function entersGroups(ability: Ability): boolean {
  return keepsGroups(ability) || may(ability, 'join-groups')
}

/** @returns the state in which what the viewer writes begins, or comes back after a change (A21) */
export function firstState(config: Pick<TenantConfig, 'posts'>, ability: Ability, groupId: string): ThingState {
  return config.posts.moderation === 'before' && !runsGroup(ability, groupId) ? 'pending' : 'published'
}

/** @returns the audience if the association offers it to authors */
export function offeredAudience(config: Pick<TenantConfig, 'posts'>, wish: string): PostAudience | undefined {
  return isOneOf(config.posts.audiences, wish) ? wish : undefined
}

/** An article, as far as rules ask about it. */
export interface RuledPost {
  state: ThingState
  /** The viewer wrote it. */
  own: boolean
  /** The viewer takes it out of sight ({@link hides}). */
  mayHide: boolean
}

/** @returns true where the viewer may say thanks to others in the group: a person of it, while it is open */
export const thanksIn = (group: RuledGroup, mine: Belonging): boolean => group.state === 'open' && isIn(mine)

/** @returns what the viewer may do about an article that they read; nothing is added to a closed group */
export function postSteps(ability: Ability, group: RuledGroup, mine: Belonging, post: RuledPost): PostStep[] {
  const isShown = post.state === 'published'
  const { own, mayHide } = post
  const [runs, open] = [mayHide && runsGroup(ability, group.id), group.state === 'open']
  return [
    ...(isShown && writesIn(ability, group) ? (['answer'] as const) : []),
    ...(isShown && thanksIn(group, mine) && !own ? (['thank'] as const) : []),
    ...(own && open ? (['change'] as const) : []),
    ...(isShown && runs ? (['pin', 'unpin'] as const) : []),
    ...(isShown && mayHide ? (['hide'] as const) : []),
    // Only leaders show a hidden article again: its author could otherwise undo their decision.
    ...(post.state === 'hidden' && runs ? (['show'] as const) : []),
  ]
}

/**
 * @param listed the viewer finds the person among the people of the group
 * @returns true where the viewer may make the person a leader: of others a refusal would tell who lives where
 */
export function namesLeader(ability: Ability, groupId: string, listed: boolean): boolean {
  return keepsGroups(ability) || (runsGroup(ability, groupId) && listed)
}

/** @returns true where the viewer may change the words: their author alone */
export function rewrites(ability: Ability, thing: { personId: string | null }): boolean {
  return thing.personId !== null && thing.personId === ability.viewer.personId
}

/** @returns true where a picture that waits exists for the viewer: its author, who runs the group, who decides */
export function seesWaitingPicture(ability: Ability, picture: Written): boolean {
  return hides(ability, picture) || may(ability, 'moderation')
}

/** @returns true where the viewer may take a thing out of sight: its author, and who runs the group, unless apart */
export function hides(ability: Ability, thing: Written): boolean {
  return rewrites(ability, thing) || runsWritten(ability, thing)
}

/** @returns true for a task of the staff: what waits, whoever wrote it */
export const decidesThings = (ability: Ability): boolean => may(ability, 'moderation')

/** @returns true where the viewer may write to all people of the group: who runs it, while it is open */
export function mailsGroup(ability: Ability, group: RuledGroup): boolean {
  return group.state === 'open' && runsGroup(ability, group.id)
}

/** @returns true where the viewer may change a mail's words: its author; of one that no person wrote, the staff */
export function rewritesMail(ability: Ability, mail: { personId: string | null }): boolean {
  return mail.personId === null ? keepsGroups(ability) : rewrites(ability, mail)
}

/** @returns the state in which a mail to a group's people begins, or comes back after a change (A21) */
export function firstMailState(config: Pick<TenantConfig, 'posts'>, ability: Ability): GroupMailState {
  return config.posts.mails === 'before' && !decidesThings(ability) ? 'pending' : 'approved'
}

/** @returns true as long as nobody received it: it may be changed or taken back */
export const mailIsOpen = (state: GroupMailState): boolean => ['pending', 'refused', 'approved'].includes(state)

/** @returns true where the viewer may read a mail: who runs the group; its people once it left; none kept apart */
export function readsMail(ability: Ability, mail: Written & { state: GroupMailState }): boolean {
  if (runsWritten(ability, mail)) return true
  const hasLeft = mail.state === 'sending' || mail.state === 'sent'
  return hasLeft && !isApart(ability, mail.personId) && seesMembers(ability, mail.groupId)
}
