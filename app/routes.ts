/**
 * Every address and the file that answers it. French addresses live here and nowhere else. An id of its own keeps the folder of
 * its feature in front: the browser loads the texts of that name.
 */
import { index, type RouteConfig, route } from '@remix-run/route-config'

export default [
  index('features/content/home.route.tsx'),

  // Signing in and out: one page per door.
  route('connexion', 'features/account/sign-in.route.tsx', { id: 'features/account/sign-in' }),
  route('recruteurs/connexion', 'features/account/sign-in.route.tsx', { id: 'features/account/sign-in-recruiters' }),
  route('ecoles/connexion', 'features/account/sign-in.route.tsx', { id: 'features/account/sign-in-schools' }),
  route('deconnexion', 'features/account/sign-out.route.ts'),

  // The directory.
  route('annuaire', 'features/directory/search.route.tsx'),
  route('annuaire/suggestions', 'features/directory/suggestions.route.ts'),
  route('annuaire/facettes', 'features/directory/facets.route.tsx'),

  // What stands around every page.
  route('affichage', 'features/frame/display.route.ts'),
  route('theme.css', 'features/frame/theme.route.ts'),
  route('logo.svg', 'features/frame/logo.route.ts'),

  // Whatever else is asked for: the association's own 404.
  route('*', 'features/frame/absent.route.tsx'),
] satisfies RouteConfig
