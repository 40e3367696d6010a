/** The administration; each page asks for its right by itself. */
import { index, type RouteConfigEntry, route } from '@remix-run/route-config'

export const staffAdmin: RouteConfigEntry[] = [
  index('features/staff/desk/home.route.tsx'),
  route('membres', 'features/staff/members/members.route.tsx'),
  route('membres/nouveau', 'features/staff/members/member-new.route.tsx'),
  route('membres/:handle', 'features/staff/members/member.route.tsx'),
  route('membres/:handle/compte', 'features/staff/members/member-account.route.tsx'),
  route('membres/:handle/cotisations', 'features/staff/members/member-dues.route.tsx'),
  route('membres/:handle/historique', 'features/staff/members/member-history.route.tsx'),
  route('actions', 'features/staff/bulk/runs.route.tsx'),
  route('actions/:run', 'features/staff/bulk/run.route.tsx'),
  route('actions/:run/confirmation', 'features/staff/bulk/confirm.route.tsx'),
  route('actions/:run/annuler', 'features/staff/bulk/undo.route.tsx'),
  route('equipe', 'features/staff/team/team.route.tsx'),
  route('invitations', 'features/staff/requests/invitations.route.tsx'),
  route('a-traiter', 'features/staff/requests/queue.route.tsx'),
  route('a-traiter/:id/piece', 'features/staff/requests/paper.route.ts'),
  route('doublons', 'features/staff/members/duplicates.route.tsx'),
  route('doublons/comparer', 'features/staff/members/compare.route.tsx'),
  route('voir-comme', 'features/staff/desk/see-as.route.tsx'),
  route('signalements', 'features/staff/moderation/queue.route.tsx'),
  route('signalements/:handle', 'features/staff/moderation/decide.route.tsx'),
  route('organisations', 'features/staff/organisations/organisations.route.tsx'),
  route('organisations/:id', 'features/staff/organisations/organisation.route.tsx'),
  route('imports', 'features/staff/imports/runs.route.tsx'),
  route('imports/:run', 'features/staff/imports/run.route.tsx'),
  route('imports/:run/feuille', 'features/staff/imports/sheet.route.tsx'),
  route('imports/:run/colonnes', 'features/staff/imports/columns.route.tsx'),
  route('imports/:run/doublons', 'features/staff/imports/doubts.route.tsx'),
  route('imports/:run/verification', 'features/staff/imports/check.route.tsx'),
  route('imports/:run/refus.csv', 'features/staff/imports/refused.route.ts'),
  route('imports/:run/annuler', 'features/staff/imports/undo.route.tsx'),
  route('imports/:run/abandonner', 'features/staff/imports/discard.route.tsx'),
  route('exports', 'features/staff/exports/exports.route.tsx'),
  route('regles', 'features/staff/rules/rules.route.tsx'),
  route('regles/question', 'features/staff/rules/ask.route.tsx'),
  route('suppressions', 'features/staff/privacy-desk/erasures.route.tsx'),
  route('conservation', 'features/staff/privacy-desk/retention.route.tsx'),
  route('versions', 'features/staff/rules/versions.route.tsx'),
  route('journal', 'features/staff/desk/log.route.tsx'),
]

export const staff: RouteConfigEntry[] = [
  // Ends what /admin/voir-comme began, from whatever page it shows.
  route('voir-comme/fin', 'features/staff/desk/see-as-end.route.ts'),
]
