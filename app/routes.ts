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
  route('connexion/verification', 'features/account/verification.route.tsx'),
  route('connexion/cle', 'features/account/passkey-entry.route.ts'),
  route('deconnexion', 'features/account/sign-out.route.ts'),

  // The keys of one's own account.
  route('parametres/securite', 'features/account/security.route.tsx'),
  route('parametres/securite/mot-de-passe', 'features/account/password.route.tsx'),
  route('parametres/securite/adresse', 'features/account/own-email.route.tsx'),
  route('parametres/securite/application', 'features/account/app-factor.route.tsx'),
  route('parametres/securite/cles', 'features/account/passkeys.route.tsx'),
  route('parametres/securite/cles/question', 'features/account/passkey-question.route.ts'),
  route('parametres/securite/codes', 'features/account/codes.route.tsx'),

  // Getting in: a first account, a forgotten password, and what a mailed link opens.
  route('activation', 'features/access/activation.route.tsx'),
  route('bienvenue', 'features/account/arrival.route.tsx'),
  route('mot-de-passe-oublie', 'features/access/forgotten.route.tsx', { id: 'features/access/forgotten' }),
  route('recruteurs/mot-de-passe-oublie', 'features/access/forgotten.route.tsx', {
    id: 'features/access/forgotten-recruiters',
  }),
  route('ecoles/mot-de-passe-oublie', 'features/access/forgotten.route.tsx', {
    id: 'features/access/forgotten-schools',
  }),
  route('mot-de-passe-oublie/identite', 'features/access/identity.route.tsx', { id: 'features/access/identity' }),
  route('recruteurs/mot-de-passe-oublie/identite', 'features/access/identity.route.tsx', {
    id: 'features/access/identity-recruiters',
  }),
  route('ecoles/mot-de-passe-oublie/identite', 'features/access/identity.route.tsx', {
    id: 'features/access/identity-schools',
  }),
  route('nouveau-mot-de-passe', 'features/account/new-password.route.tsx'),
  route('inscription', 'features/access/inscription.route.tsx'),
  route('recruteurs/inscription', 'features/access/organisation-inscription.route.tsx', {
    id: 'features/access/inscription-recruiters',
  }),
  route('ecoles/inscription', 'features/access/organisation-inscription.route.tsx', {
    id: 'features/access/inscription-schools',
  }),
  route('recruteurs/ma-page', 'features/access/organisation-page.route.tsx', { id: 'features/access/page-recruiters' }),
  route('ecoles/ma-page', 'features/access/organisation-page.route.tsx', { id: 'features/access/page-schools' }),

  // The directory.
  route('annuaire', 'features/directory/search.route.tsx'),
  route('annuaire/suggestions', 'features/directory/suggestions.route.ts'),
  route('annuaire/facettes', 'features/directory/facets.route.tsx'),
  route('annuaire/carte', 'features/directory/map.route.tsx'),
  route('annuaire/carte/fond/:zone', 'features/directory/map-ground.route.ts'),
  route('ma-promo', 'features/directory/cohort.route.tsx'),
  route('entreprises', 'features/directory/companies.route.tsx'),

  // One person's page, and one's own record.
  route('profil/:handle', 'features/profile/profile.route.tsx'),
  route('profil/:handle/photo', 'features/profile/photo.route.ts'),
  route('profil/:handle/cv', 'features/profile/cv.route.ts'),
  route('profil/:handle/contact', 'features/contacts/contact.route.tsx'),
  route('profil/:handle/signaler', 'features/reports/report.route.tsx'),
  route('contacts', 'features/contacts/contacts.route.tsx'),
  route('contacts/:list', 'features/contacts/contacts.route.tsx', { id: 'features/contacts/contacts-list' }),
  route('parametres', 'features/profile/settings.route.tsx'),
  route('parametres/contact', 'features/profile/contact.route.tsx'),
  route('parametres/photo', 'features/profile/files.route.tsx'),
  route('parametres/famille', 'features/profile/family.route.tsx'),
  route('parametres/postes', 'features/profile/positions.route.tsx', { id: 'features/profile/positions-now' }),
  route('parametres/parcours', 'features/profile/positions.route.tsx', { id: 'features/profile/positions-past' }),
  route('parametres/postes/nouveau', 'features/profile/position-new.route.tsx'),
  route('parametres/postes/:id', 'features/profile/position.route.tsx'),
  route('parametres/postes/:id/fin', 'features/profile/position-end.route.tsx'),
  route('parametres/postes/:id/supprimer', 'features/profile/position-remove.route.tsx'),
  route('parametres/autres-diplomes', 'features/profile/other-diplomas.route.tsx'),
  route('parametres/code-iesf', 'features/profile/iesf.route.tsx'),
  route('parametres/confidentialite', 'features/profile/privacy.route.tsx'),
  route('parametres/confidentialite/qui-voit', 'features/profile/who-sees.route.tsx'),
  route('parametres/confidentialite/visites', 'features/profile/visits.route.tsx'),
  route('parametres/adresses', 'features/profile/addresses.route.tsx'),
  route('parametres/abonnements', 'features/profile/subscriptions.route.tsx'),
  route('parametres/mes-donnees', 'features/rights/my-data.route.tsx'),
  route('parametres/mes-donnees/copie/:id', 'features/rights/copy-file.route.ts'),
  route('parametres/mes-donnees/suppression', 'features/rights/deletion.route.tsx'),
  route('parametres/:section', 'features/profile/section.route.tsx'),

  // Dues, gifts and what else is paid for.
  route('adhesion', 'features/membership/join.route.tsx'),
  route('acces-annuaire', 'features/shop/pass.route.tsx'),
  route('facturation', 'features/shop/billing.route.tsx'),
  route('dons', 'features/shop/gifts.route.tsx'),
  route('boutique', 'features/shop/items.route.tsx'),
  route('paiement/:id', 'features/payments/payment.route.tsx'),
  route('paiement/:id/retractation', 'features/payments/withdrawal.route.tsx'),
  route('recus', 'features/payments/receipts.route.tsx'),
  route('webhooks/stripe', 'features/payments/webhook.route.ts'),

  // The administration; each page asks for its right by itself.
  route('admin', 'features/admin/layout.route.tsx', [
    index('features/admin/home.route.tsx'),
    route('membres', 'features/admin/members.route.tsx'),
    route('membres/nouveau', 'features/admin/member-new.route.tsx'),
    route('membres/:handle', 'features/admin/member.route.tsx'),
    route('membres/:handle/compte', 'features/admin/member-account.route.tsx'),
    route('membres/:handle/cotisations', 'features/admin/member-dues.route.tsx'),
    route('membres/:handle/historique', 'features/admin/member-history.route.tsx'),
    route('actions', 'features/bulk/runs.route.tsx'),
    route('actions/:run', 'features/bulk/run.route.tsx'),
    route('actions/:run/confirmation', 'features/bulk/confirm.route.tsx'),
    route('actions/:run/annuler', 'features/bulk/undo.route.tsx'),
    route('equipe', 'features/admin/team.route.tsx'),
    route('invitations', 'features/access/invitations.route.tsx'),
    route('a-traiter', 'features/access/queue.route.tsx'),
    route('a-traiter/:id/piece', 'features/access/paper.route.ts'),
    route('doublons', 'features/admin/duplicates.route.tsx'),
    route('doublons/comparer', 'features/admin/compare.route.tsx'),
    route('voir-comme', 'features/admin/see-as.route.tsx'),
    route('signalements', 'features/reports/queue.route.tsx'),
    route('signalements/:handle', 'features/reports/decide.route.tsx'),
    route('organisations', 'features/admin/organisations.route.tsx'),
    route('organisations/:id', 'features/admin/organisation.route.tsx'),
    route('imports', 'features/imports/runs.route.tsx'),
    route('imports/:run', 'features/imports/run.route.tsx'),
    route('imports/:run/feuille', 'features/imports/sheet.route.tsx'),
    route('imports/:run/colonnes', 'features/imports/columns.route.tsx'),
    route('imports/:run/doublons', 'features/imports/doubts.route.tsx'),
    route('imports/:run/verification', 'features/imports/check.route.tsx'),
    route('imports/:run/refus.csv', 'features/imports/refused.route.ts'),
    route('imports/:run/annuler', 'features/imports/undo.route.tsx'),
    route('imports/:run/abandonner', 'features/imports/discard.route.tsx'),
    route('ventes/nouvelle', 'features/membership/record.route.tsx'),
    route('ventes/:id', 'features/payments/staff-sale.route.tsx'),
    route('exports', 'features/admin/exports.route.tsx'),
    route('paiements', 'features/books/overview.route.tsx'),
    route('paiements/liste', 'features/books/lists.route.tsx'),
    route('paiements/banque', 'features/books/bank.route.tsx'),
    route('paiements/mouvements', 'features/books/movements.route.tsx'),
    route('paiements/banque/:id', 'features/books/statement.route.tsx'),
    route('paiements/recus-fiscaux', 'features/books/receipts.route.tsx'),
    route('paiements/exports', 'features/books/exports.route.tsx'),
    route('paiements/cloture', 'features/books/closing.route.tsx'),
    route('paiements/repartitions', 'features/books/shares.route.tsx'),
    route('paiements/repartitions/:id', 'features/books/share-file.route.ts'),
    route('paiements/reglages', 'features/books/settings.route.tsx'),
    route('paiements/:id', 'features/books/payment.route.tsx'),
    route('regles', 'features/admin/rules.route.tsx'),
    route('regles/question', 'features/admin/ask.route.tsx'),
    route('suppressions', 'features/rights/erasures.route.tsx'),
    route('conservation', 'features/rights/retention.route.tsx'),
    route('versions', 'features/admin/versions.route.tsx'),
    route('journal', 'features/admin/log.route.tsx'),
  ]),

  // Ends what /admin/voir-comme began, from whatever page it shows.
  route('voir-comme/fin', 'features/admin/see-as-end.route.ts'),
  // Printed papers: of who they were made out to, and of who keeps the books.
  route('recus/facture/:id', 'features/papers/invoice.route.ts'),
  route('recus/paiement/:id', 'features/papers/payment.route.ts'),
  route('recus/fiscal/:id', 'features/papers/tax-receipt.route.ts'),

  // On the operator's host alone.
  route('operateur', 'features/operator/home.route.tsx'),
  route('operateur/connexion', 'features/operator/sign-in.route.tsx'),
  route('operateur/verification', 'features/operator/verification.route.tsx'),
  route('operateur/securite', 'features/operator/security.route.tsx'),
  route('operateur/deconnexion', 'features/operator/sign-out.route.ts'),
  route('operateur/associations/:slug', 'features/operator/association.route.tsx'),
  route('operateur/sante', 'features/operator/health.route.tsx'),

  // Mail: what its carrier tells, and the ways out of lists.
  route('webhooks/resend', 'features/mailing/resend-webhook.route.ts'),
  route('confirmer-adresse/:lien', 'features/profile/prove-email.route.tsx'),
  route('desabonnement/:token', 'features/mailing/unsubscribe.route.tsx'),
  // What the association does with data, for everybody to read.
  route('confidentialite', 'features/rights/policy.route.tsx'),
  route('registre', 'features/rights/register.route.tsx'),
  route('compte-supprime', 'features/rights/deleted.route.tsx'),

  // What stands around every page.
  route('affichage', 'features/frame/display.route.ts'),
  route('theme.css', 'features/frame/theme.route.ts'),
  route('logo.svg', 'features/frame/logo.route.ts'),

  // Whatever else is asked for: the association's own 404.
  route('*', 'features/frame/absent.route.tsx'),
] satisfies RouteConfig
