/** Offers of internships and jobs, and profiles by purpose. */
import { type RouteConfigEntry, route } from '@remix-run/route-config'

export const careers: RouteConfigEntry[] = [
  route('offres', 'features/careers/offers/search.route.tsx'),
  route('offres/deposer', 'features/careers/offers/write.route.tsx', { id: 'features/careers/offers/write-new' }),
  route('offres/:offer', 'features/careers/offers/offer.route.tsx'),
  route('offres/:offer/modifier', 'features/careers/offers/write.route.tsx', {
    id: 'features/careers/offers/write-again',
  }),
  route('offres/:offer/signaler', 'features/careers/offers/report.route.tsx'),
  route('offres/:offer/postuler', 'features/careers/applications/apply.route.tsx'),
  route('offres/:offer/candidatures', 'features/careers/applications/received.route.tsx'),
  route('candidatures/:application', 'features/careers/applications/application.route.tsx'),
  route('candidatures/:application/cv', 'features/careers/applications/file.route.ts'),
  route('mes-candidatures', 'features/careers/applications/own.route.tsx'),
  route('alertes', 'features/careers/alerts/alerts.route.tsx'),
  route('lien-alerte/:lien', 'features/careers/alerts/link.route.tsx'),
  route('mes-offres', 'features/careers/offers/own.route.tsx'),
  route('recruteurs/offres', 'features/careers/offers/own.route.tsx', { id: 'features/careers/offers/own-recruiter' }),
  route('recruteurs/candidatures', 'features/careers/applications/board.route.tsx'),
  route('lien-offre/:lien', 'features/careers/offers/link.route.tsx'),
  route('cvtheque', 'features/careers/profiles/library.route.tsx'),
  route('cvtheque/:profile', 'features/careers/profiles/detail.route.tsx'),
  route('cvtheque/:profile/cv', 'features/careers/profiles/cv.route.ts'),
  route('cvtheque/:profile/ecrire', 'features/careers/profiles/answer.route.tsx'),
  route('recruteurs/alertes', 'features/careers/profiles/alerts.route.tsx'),
  route('mes-profils', 'features/careers/profiles/own.route.tsx'),
  route('mes-profils/nouveau', 'features/careers/profiles/write.route.tsx', {
    id: 'features/careers/profiles/write-new',
  }),
  route('mes-profils/exclusions', 'features/careers/profiles/exclusions.route.tsx'),
  route('mes-profils/:profile', 'features/careers/profiles/preview.route.tsx'),
  route('mes-profils/:profile/cv', 'features/careers/profiles/own-cv.route.ts'),
  route('mes-profils/:profile/modifier', 'features/careers/profiles/write.route.tsx', {
    id: 'features/careers/profiles/write-again',
  }),
]
