/** Announces what one's groups published lately, on the front page (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'
import { readRecentPosts } from '#app/domain/groups/recent-posts.server.ts'
import { longDay } from '#app/i18n/format.ts'
import { keepsCommonGroups } from '#app/policy/common-group.rules.ts'
import { entersGroups } from '#app/policy/group.rules.ts'

/** Articles on the front page. */
const MOST_POSTS = 4

const words = ['group.hidden', 'group.shown'] as const

declare module '#app/domain/audit/audit.server.ts' {
  interface AuditWords extends Record<(typeof words)[number], true> {}
}

export const memberGroupsFeature = announce({
  places: [
    {
      id: 'groups',
      to: href.groups,
      at: 30,
      opens: ({ ability, viewer }) => entersGroups(ability) && viewer.personId !== undefined,
    },
    {
      // The federation has no groups of its own people: its moderators find those of all six.
      id: 'groups',
      to: href.commonGroups,
      at: 30,
      opens: ({ ability, tenant }) => keepsCommonGroups(tenant.config, ability) && tenant.config.groups.length > 0,
    },
  ],
  audit: words,
  home: [
    {
      id: 'groups',
      at: 60,
      opens: ({ ability, account, standIn }) => Boolean(account) && entersGroups(ability) && !standIn,
      load: async (ctx) => {
        const { t, language } = ctx
        const posts = await readRecentPosts(ctx, MOST_POSTS)
        if (posts.length === 0) return null
        return {
          kind: 'rows',
          title: t('content:home.inGroups'),
          rows: posts.map(({ id, title, group, at }) => ({
            to: href.groupPost(group.slug, id),
            title,
            note: `${group.name} · ${longDay(at, language)}`,
            post: id,
          })),
          more: { to: href.groups, text: t('content:home.allGroups') },
        }
      },
    },
  ],
})
