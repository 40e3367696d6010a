/** Every address and the file that answers it. French addresses live here and nowhere else. */
import { index, type RouteConfig, route } from '@remix-run/route-config'

export default [
  index('features/content/home.route.tsx'),

  // What stands around every page.
  route('affichage', 'features/frame/display.route.ts'),
  route('theme.css', 'features/frame/theme.route.ts'),
  route('logo.svg', 'features/frame/logo.route.ts'),

  // Whatever else is asked for: the association's own 404.
  route('*', 'features/frame/absent.route.tsx'),
] satisfies RouteConfig
