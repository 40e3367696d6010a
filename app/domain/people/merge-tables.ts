/**
 * Every column that names a person, and what becomes of it when a record is taken into another.
 * `test/features/staff/merge.test.ts` holds this list to the database's catalogue: a table that is new has to be
 * decided here.
 */

export type MergeHow =
  /** Written by the one write path, as a person's own rows or what follows from them. */
  | { how: 'written' }
  /**
   * The column is changed; `key`: the rest of the primary key. Where the kept record has such a row already, its own
   * stays.
   */
  | { how: 'moved'; key: readonly string[] }
  /** Between two people: written anew for the kept record; `other` is the second column. */
  | { how: 'pair'; other: string }
  /** Names what was, and goes on doing so. */
  | { how: 'history' }
  /** Ends with the record. */
  | { how: 'ends' }
  /** One account is left (merge-accounts.server.ts). */
  | { how: 'account' }

const moved = (...key: string[]): MergeHow => ({ how: 'moved', key })
const pair = (other: string): MergeHow => ({ how: 'pair', other })
const written: MergeHow = { how: 'written' }

/** `table.column` → what is done. */
export const MERGE_TABLES: Readonly<Record<string, MergeHow>> = {
  'diploma.personId': written,
  'position.personId': written,
  'person_email.personId': written,
  'search_token.personId': written,
  'lifetime_alias.personId': written,
  'account.personId': { how: 'account' },
  'family_tie.personId': pair('otherId'),
  'friendship.personId': pair('friendId'),
  'friend_request.personId': pair('otherId'),
  'person_block.personId': pair('otherId'),
  'dismissed_suggestion.personId': pair('otherId'),
  'person_distinct.personId': pair('otherId'),
  'stored_file.personId': moved('id'),
  'value_change.personId': moved('id'),
  'import_presence.personId': moved('source'),
  'import_decision.personId': moved('runId', 'line'),
  'bulk_row.personId': moved('runId'),
  'mail.personId': moved('id'),
  'link.personId': moved('id'),
  'list_choice.personId': moved('listId'),
  'correspondence.personId': moved(),
  'lifetime_redirect.personId': moved('address'),
  'membership_period.personId': moved('id'),
  'profile_opening.personId': moved('openerId', 'day'),
  'consent_event.personId': moved('id'),
  'person_report.personId': moved('id'),
  'lost_lead.personId': moved('id'),
  'conversation_seat.personId': moved('conversationId', 'seat'),
  'message.personId': moved('conversationId', 'n'),
  'message_file.personId': moved('id'),
  'message_setting.personId': moved(),
  'handle_alias.personId': moved('handle'),
  'sale.personId': moved('id'),
  'subscription.personId': moved('id'),
  'instalment_plan.personId': moved('id'),
  'invoice.personId': moved('id'),
  'tax_receipt.personId': moved('id'),
  'access_request.personId': moved('id'),
  'data_copy.personId': moved('id'),
  'erasure_request.personId': moved('id'),
  'group.personId': moved('id'),
  'group_member.personId': moved('groupId'),
  'post.personId': moved('id'),
  'comment.personId': moved('id'),
  'post_thanks.personId': moved('postId'),
  'comment_thanks.personId': moved('commentId'),
  'news_comment.personId': moved('id'),
  'news_thanks.personId': moved('newsId'),
  'news_author.personId': moved('newsId'),
  'group_document.personId': moved('id'),
  'post_picture.personId': moved('id'),
  'group_mail.personId': moved('id'),
  'cohort_mail.personId': moved('id'),
  'carnet_notice.personId': moved('id'),
  'carnet_notice.authorId': moved('id'),
  'event_registration.personId': moved('eventId'),
  'event_invitation.personId': moved('eventId'),
  'event_ticket.personId': moved('id'),
  'print_entry.personId': moved('runId'),
  // The register of copies: whom a number was given to.
  'print_copy.personId': moved('runId', 'number'),
  'shared_place.personId': moved('federationId', 'groupId'),
  'shared_post.personId': moved('federationId', 'id'),
  'transfer_record.personId': moved('runId'),
  'transfer_objection.personId': moved('file'),
  // A secret address, sealed for its record: like passwords and sessions it opens nothing afterwards.
  'calendar_feed.personId': { how: 'ends' },
  'offer.personId': moved('id'),
  'offer_relay.personId': moved('offerId'),
  'offer_application.personId': moved('offerId'),
  'mentor_offer.personId': moved(),
  'mentor_request.personId': moved('id'),
  'mentor_request.otherId': moved('id'),
  'offer_alert.personId': moved('id'),
  'school_thread.personId': moved('id'),
  'offer_told.personId': moved('offerId'),
  'career_profile.personId': moved('id'),
  'career_opening.personId': moved('profileId', 'readerId', 'day'),
  'career_exclusion.personId': moved('id'),
  'stand_in.personId': { how: 'ends' },
  'person_merge.keptId': { how: 'ends' },
  'person_merge.goneId': { how: 'history' },
  'audit_event.subjectId': { how: 'history' },
  // A request or a friendship of the record that goes: the notice is judged by what is there, and is gone with it.
  'notice.subjectId': { how: 'history' },
}

/** Columns that name the second person of a pair: they go with the first. */
export const SECOND_COLUMNS = Object.entries(MERGE_TABLES).flatMap(([name, plan]) =>
  plan.how === 'pair' ? [`${name.split('.')[0]}.${plan.other}`] : [],
)
