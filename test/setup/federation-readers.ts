/** Which files may name a table that associations of a federation read of each other. */

/** The only files whose statements may name a table that a federation shares, and what each does with it. */
export const FEDERATION: Record<string, string> = {
  'app/context/tenant-versions.ts': 'writes the contract as its association’s file says',
  'app/domain/people/shared-entries.server.ts': 'writes the association’s own entries, by its own contract',
  'app/domain/people/shared-words.server.ts': 'writes the words of the association’s own entries',
  'app/domain/people/person-tables.ts': 'lists the tables that a person’s rows lie in',
  'app/domain/data-rights/erase-rows.server.ts': 'erases the association’s own entries',
  'app/domain/data-rights/personal-tables.ts': 'says where personal data lies',
  'app/domain/people/merge-tables.ts': 'says what becomes of a person’s rows when two records are made one',
  'app/domain/groups/common-groups.server.ts': 'keeps the own people’s places in groups of the federation',
  'app/domain/groups/common-members.server.ts': 'lists people of a common group, through the contract',
  'app/domain/groups/common-posts.server.ts': 'reads words of a common group, through the contract',
  'app/domain/search/bases.ts': 'searches: joins the contract with its dates and readers',
  'app/domain/search/near-words.server.ts': 'offers spellings of the base that is searched',
  'app/features/staff/desk/federation-block.server.ts':
    'counts entries of each member, and reads until when they are shared',
  'app/features/money/treasury/shares.server.ts': 'counts entries of each member, for shares of money',
}
