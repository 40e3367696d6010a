/** The operator’s pages. */
import { type RouteConfigEntry, route } from '@remix-run/route-config'

export const platform: RouteConfigEntry[] = [
  // On the operator's host alone.
  route('operateur', 'features/platform/operator/home.route.tsx'),
  route('operateur/connexion', 'features/platform/operator/sign-in.route.tsx'),
  route('operateur/verification', 'features/platform/operator/verification.route.tsx'),
  route('operateur/securite', 'features/platform/operator/security.route.tsx'),
  route('operateur/deconnexion', 'features/platform/operator/sign-out.route.ts'),
  route('operateur/associations/:slug', 'features/platform/operator/association.route.tsx'),
  route('operateur/sante', 'features/platform/operator/health.route.tsx'),
]
