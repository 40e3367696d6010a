/** Announces what one's groups published lately, on the front page (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'
import { readRecentPosts } from '#app/domain/groups/recent-posts.server.ts'
import { longDay } from '#app/i18n/format.ts'
import { entersGroups } from '#app/policy/group.rules.ts'

/** Articles on the front page. */
const MOST_POSTS = 4

export const memberGroupsFeature = announce({
  places: [
    {
      id: 'groups',
      to: href.groups,
      at: 30,
      opens: ({ ability, viewer }) => entersGroups(ability) && viewer.personId !== undefined,
    },
  ],
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
