/** Announces who is of the staff (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'
import { may } from '#app/policy/ability.ts'
import { watchesFederation } from '#app/policy/home.rules.ts'

export const teamFeature = announce({
  places: [
    {
      id: 'team',
      to: href.team,
      at: 50,
      opens: ({ tenant, ability }) => watchesFederation(tenant.config, ability) && may(ability, 'team'),
    },
  ],
  menu: [{ group: 'data', id: 'team', to: href.team, icon: 'badge-check', at: 80, needs: ['team', 'roles'] }],
})
