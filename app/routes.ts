/**
 * Every address and the file that answers it, a page per neighbourhood. French addresses live there and in
 * `addresses.ts`. An id of its own keeps the folder of its feature in front: the browser loads the texts of that name.
 */
import { type RouteConfig, route } from '@remix-run/route-config'
import { access } from './routes/access.ts'
import { careers } from './routes/careers.ts'
import { money, moneyAdmin } from './routes/money.ts'
import { people } from './routes/people.ts'
import { platform } from './routes/platform.ts'
import { site } from './routes/site.ts'
import { staff, staffAdmin } from './routes/staff.ts'

export default [
  ...site,
  ...access,
  ...people,
  ...careers,
  ...money,
  ...staff,
  ...platform,

  // The administration; each page asks for its right by itself.
  route('admin', 'features/staff/desk/layout.route.tsx', [...staffAdmin, ...moneyAdmin]),

  // Whatever else is asked for: the association's own 404.
  route('*', 'features/site/frame/absent.route.tsx'),
] satisfies RouteConfig
