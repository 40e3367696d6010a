/** The directory, one person, one’s own record. */
import { type RouteConfigEntry, route } from '@remix-run/route-config'

export const people: RouteConfigEntry[] = [
  // The directory.
  route('annuaire', 'features/people/directory/search.route.tsx'),
  route('annuaire/suggestions', 'features/people/directory/suggestions.route.ts'),
  route('annuaire/facettes', 'features/people/directory/facets.route.tsx'),
  route('annuaire/carte', 'features/people/directory/map.route.tsx'),
  route('annuaire/carte/fond/:zone', 'features/people/directory/map-ground.route.ts'),
  route('ma-promo', 'features/people/directory/cohort.route.tsx'),
  route('entreprises', 'features/people/directory/companies.route.tsx'),

  // One person's page, and one's own record.
  route('profil/:handle', 'features/people/profile/profile.route.tsx'),
  route('profil/:handle/photo', 'features/people/profile/photo.route.ts'),
  route('profil/:handle/cv', 'features/people/profile/cv.route.ts'),
  route('profil/:handle/contact', 'features/people/contacts/contact.route.tsx'),
  route('profil/:handle/signaler', 'features/people/reports/report.route.tsx'),
  route('profil/:handle/ecrire', 'features/people/messages/write.route.tsx'),
  route('messagerie', 'features/people/messages/inbox.route.tsx'),
  route('messagerie/demandes', 'features/people/messages/requests.route.tsx'),
  route('messagerie/direct', 'features/people/messages/live.route.ts'),
  route('messagerie/:conversation', 'features/people/messages/thread.route.tsx'),
  route('messagerie/:conversation/signaler', 'features/people/messages/report.route.tsx'),
  route('messagerie/:conversation/fichiers/:file', 'features/people/messages/file.route.ts'),
  route('contacts', 'features/people/contacts/contacts.route.tsx'),
  route('contacts/:list', 'features/people/contacts/contacts.route.tsx', {
    id: 'features/people/contacts/contacts-list',
  }),
  route('suggestions', 'features/people/suggestions/suggestions.route.tsx'),
  // Groups.
  route('groupes', 'features/people/groups/groups.route.tsx'),
  route('groupes/proposer', 'features/people/groups/propose.route.tsx'),
  route('groupes/:group', 'features/people/groups/group.route.tsx'),
  route('groupes/:group/membres', 'features/people/groups/members.route.tsx'),
  route('groupes/:group/gerer', 'features/people/groups/manage.route.tsx'),
  route('groupes/:group/articles/nouveau', 'features/people/groups/write.route.tsx', {
    id: 'features/people/groups/write-new',
  }),
  route('groupes/:group/articles/:post', 'features/people/groups/post.route.tsx'),
  route('groupes/:group/articles/:post/modifier', 'features/people/groups/write.route.tsx', {
    id: 'features/people/groups/write-again',
  }),
  route('groupes/:group/documents', 'features/people/groups/documents.route.tsx'),
  route('groupes/:group/documents/:document', 'features/people/groups/document.route.ts'),
  route('groupes/:group/photos', 'features/people/groups/photos.route.tsx'),
  route('groupes/:group/photos/:picture', 'features/people/groups/picture.route.ts'),
  route('groupes/:group/envois', 'features/people/groups/mails.route.tsx'),
  route('groupes/:group/envois/nouveau', 'features/people/groups/mail-write.route.tsx', {
    id: 'features/people/groups/mail-new',
  }),
  route('groupes/:group/envois/:mail', 'features/people/groups/mail.route.tsx'),
  route('groupes/:group/envois/:mail/modifier', 'features/people/groups/mail-write.route.tsx', {
    id: 'features/people/groups/mail-again',
  }),
  route('parametres', 'features/people/settings/settings.route.tsx'),
  route('parametres/contact', 'features/people/settings/contact.route.tsx'),
  route('parametres/photo', 'features/people/settings/files.route.tsx'),
  route('parametres/famille', 'features/people/settings/family.route.tsx'),
  route('parametres/postes', 'features/people/settings/positions.route.tsx', {
    id: 'features/people/settings/positions-now',
  }),
  route('parametres/parcours', 'features/people/settings/positions.route.tsx', {
    id: 'features/people/settings/positions-past',
  }),
  route('parametres/postes/nouveau', 'features/people/settings/position-new.route.tsx'),
  route('parametres/postes/:id', 'features/people/settings/position.route.tsx'),
  route('parametres/postes/:id/fin', 'features/people/settings/position-end.route.tsx'),
  route('parametres/postes/:id/supprimer', 'features/people/settings/position-remove.route.tsx'),
  route('parametres/autres-diplomes', 'features/people/settings/other-diplomas.route.tsx'),
  route('parametres/code-iesf', 'features/people/settings/iesf.route.tsx'),
  route('parametres/confidentialite', 'features/people/privacy/privacy.route.tsx'),
  route('parametres/confidentialite/qui-voit', 'features/people/privacy/who-sees.route.tsx'),
  route('parametres/confidentialite/visites', 'features/people/privacy/visits.route.tsx'),
  route('parametres/adresses', 'features/people/settings/addresses.route.tsx'),
  route('parametres/abonnements', 'features/people/settings/subscriptions.route.tsx'),
  route('parametres/mes-donnees', 'features/people/my-data/my-data.route.tsx'),
  route('parametres/mes-donnees/copie/:id', 'features/people/my-data/copy-file.route.ts'),
  route('parametres/mes-donnees/suppression', 'features/people/my-data/deletion.route.tsx'),
  route('parametres/:section', 'features/people/settings/section.route.tsx'),
  route('confirmer-adresse/:lien', 'features/people/settings/prove-email.route.tsx'),
  route('compte-supprime', 'features/people/my-data/deleted.route.tsx'),
]
