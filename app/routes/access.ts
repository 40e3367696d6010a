/** Signing in and getting in. */
import { type RouteConfigEntry, route } from '@remix-run/route-config'

export const access: RouteConfigEntry[] = [
  // Signing in and out: one page per door.
  route('connexion', 'features/access/sign-in/sign-in.route.tsx', { id: 'features/access/sign-in/sign-in' }),
  route('recruteurs/connexion', 'features/access/sign-in/sign-in.route.tsx', {
    id: 'features/access/sign-in/sign-in-recruiters',
  }),
  route('ecoles/connexion', 'features/access/sign-in/sign-in.route.tsx', {
    id: 'features/access/sign-in/sign-in-schools',
  }),
  route('connexion/verification', 'features/access/sign-in/verification.route.tsx'),
  route('connexion/cle', 'features/access/sign-in/passkey-entry.route.ts'),
  route('deconnexion', 'features/access/sign-in/sign-out.route.ts'),

  // The keys of one's own account.
  route('parametres/securite', 'features/access/sign-in/security.route.tsx'),
  route('parametres/securite/mot-de-passe', 'features/access/sign-in/password.route.tsx'),
  route('parametres/securite/adresse', 'features/access/sign-in/own-email.route.tsx'),
  route('parametres/securite/application', 'features/access/sign-in/app-factor.route.tsx'),
  route('parametres/securite/cles', 'features/access/sign-in/passkeys.route.tsx'),
  route('parametres/securite/cles/question', 'features/access/sign-in/passkey-question.route.ts'),
  route('parametres/securite/codes', 'features/access/sign-in/codes.route.tsx'),

  // Getting in: a first account, a forgotten password, and what a mailed link opens.
  route('activation', 'features/access/joining/activation.route.tsx'),
  route('bienvenue', 'features/access/sign-in/arrival.route.tsx'),
  route('mot-de-passe-oublie', 'features/access/joining/forgotten.route.tsx', {
    id: 'features/access/joining/forgotten',
  }),
  route('recruteurs/mot-de-passe-oublie', 'features/access/joining/forgotten.route.tsx', {
    id: 'features/access/joining/forgotten-recruiters',
  }),
  route('ecoles/mot-de-passe-oublie', 'features/access/joining/forgotten.route.tsx', {
    id: 'features/access/joining/forgotten-schools',
  }),
  route('mot-de-passe-oublie/identite', 'features/access/joining/identity.route.tsx', {
    id: 'features/access/joining/identity',
  }),
  route('recruteurs/mot-de-passe-oublie/identite', 'features/access/joining/identity.route.tsx', {
    id: 'features/access/joining/identity-recruiters',
  }),
  route('ecoles/mot-de-passe-oublie/identite', 'features/access/joining/identity.route.tsx', {
    id: 'features/access/joining/identity-schools',
  }),
  route('nouveau-mot-de-passe', 'features/access/sign-in/new-password.route.tsx'),
  route('inscription', 'features/access/joining/inscription.route.tsx'),
  route('recruteurs/inscription', 'features/access/joining/organisation-inscription.route.tsx', {
    id: 'features/access/joining/inscription-recruiters',
  }),
  route('ecoles/inscription', 'features/access/joining/organisation-inscription.route.tsx', {
    id: 'features/access/joining/inscription-schools',
  }),
  route('recruteurs/ma-page', 'features/access/joining/organisation-page.route.tsx', {
    id: 'features/access/joining/page-recruiters',
  }),
  route('ecoles/ma-page', 'features/access/joining/organisation-page.route.tsx', {
    id: 'features/access/joining/page-schools',
  }),
]
