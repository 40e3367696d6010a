/** Announces the figures that stand on the front page of who has no account (context/announcement.ts). */
import { announce } from '#app/context/announcement.ts'
import { countText } from '#app/i18n/format.ts'
import { publicFigures } from './public-figures.server.ts'

export const homeFeature = announce({
  home: [
    {
      id: 'public-figures',
      at: 20,
      opens: ({ account }) => !account,
      load: async (ctx) => {
        const { t, language } = ctx
        const figures = (await publicFigures(ctx)).map(({ id, n }) => ({
          value:
            id === 'people' ? t('content:home.figures.over', { n: countText(n, language) }) : countText(n, language),
          label: t(`content:home.figures.${id}`),
        }))
        return figures.length > 0 ? { kind: 'figures', title: t('content:home.figures.title'), figures } : null
      },
    },
  ],
})
