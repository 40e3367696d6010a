/** Announces the word of news in the navigation, the newest ones on the front page (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce, type PlaceTab } from '#app/context/announcement.ts'
import type { Ctx } from '#app/context/open.ts'
import { listNews } from '#app/domain/content/news.server.ts'

/** News on the front page. */
const MOST_NEWS = 3

/** A word for people of the base and for visitors: companies, schools and offices have the words of their own work. */
const readsNews = ({ viewer, account }: Ctx) => !account || viewer.personId !== undefined

/** « Actualités · Carnet », for people of the base: the carnet names people. */
const newsTabs = ({ viewer }: Ctx): PlaceTab[] =>
  viewer.personId === undefined
    ? []
    : [
        { id: 'news', to: href.news },
        { id: 'carnet', to: href.carnet },
      ]

export const newsFeature = announce({
  places: [{ id: 'news', to: href.news, at: 45, tabs: newsTabs, opens: readsNews }],
  home: [
    {
      id: 'news',
      at: 70,
      // Each of the news has an audience of its own.
      opens: () => true,
      load: async (ctx) => {
        const { lines } = await ctx.sql((query) => listNews(query, ctx, { rows: MOST_NEWS }))
        if (lines.length === 0) return null
        const more = { to: href.news, text: ctx.t('content:home.allNews') }
        return { kind: 'news', title: ctx.t('content:home.news'), news: lines, more }
      },
    },
  ],
})
