/** Announces news of contacts on the front page (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { NEWS_BLOCK } from './news.server.ts'

export const noticesFeature = announce({ home: [NEWS_BLOCK] })
