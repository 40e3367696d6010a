/** Which pages the acceptance tests visit, and as whom. */
import { accountOf } from './visit.ts'

export const ISEP = accountOf('isep', 'member').handle
export const record = (part = '') => `/admin/membres/${ISEP}${part}`

/** Every page that stands in app/routes.ts but those of one's own record, which profile.test.ts goes through. */
export const TOURS: [tenant: string, role: string | null, paths: string[]][] = [
  ['localhost', null, ['/']],
  ['isep', null, ['/', '/connexion', '/recruteurs/connexion', '/ecoles/connexion', '/nulle-part']],
  ['isep', 'member', ['/', '/annuaire']],
  [
    'isep',
    'adherent',
    [
      ...['/', '/annuaire', '/annuaire?q=lavauy', '/annuaire?vue=tableau', '/annuaire?promo=abc', '/annuaire?q=qzqzqz'],
      ...['/annuaire/carte', '/annuaire/carte?zone=monde&zoom=2&x=320&y=90', '/annuaire/carte?nom=qzqzqz'],
      ...['/annuaire/carte?promo=abc', '/entreprises', '/entreprises?lieu=toulouse', '/entreprises?entreprise=qzqzqz'],
      ...[
        '/ma-promo',
        '/plus',
        '/ma-promo?onglet=perdus',
        '/annuaire/facettes?q=le',
        `/profil/${ISEP}`,
        '/parametres',
        '/parametres/confidentialite',
      ],
    ],
  ],
  [
    'isep',
    'admin',
    [
      ...['/admin', '/admin/membres', '/admin/membres/nouveau', record(), record('/compte'), record('/cotisations')],
      ...[record('/historique'), '/admin/equipe', '/admin/organisations', '/admin/exports', '/admin/regles'],
      ...[
        '/admin/regles?role=adherent',
        '/admin/regles/question',
        '/admin/versions',
        '/admin/journal',
        '/admin/actions',
      ],
    ],
  ],
  ['isep', null, ['/recruteurs/mot-de-passe-oublie/identite', '/ecoles/mot-de-passe-oublie/identite']],
  ['isep', 'manager', ['/admin', '/admin/exports', '/admin/imports']],
  ['admin', null, ['/operateur/connexion']],
  ['admin', 'operator', ['/operateur', '/operateur/associations/isep', '/operateur/sante', '/operateur/securite']],
  ['insa-lyon', 'adherent', ['/annuaire?portee=federation', '/annuaire/carte?portee=federation', '/entreprises']],
  ['insa-lyon', 'member', ['/annuaire', '/ma-promo', '/annuaire/carte']],
  ['sepro', 'member', ['/', '/annuaire']],
  ['supmeca', 'recruiter', ['/', '/annuaire', '/facturation']],
  ['insa', 'federation-admin', ['/', '/annuaire', '/annuaire/carte', '/admin', '/admin/membres']],
]
