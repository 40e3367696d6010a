import LogIn from 'lucide-react/icons/log-in'
import Monitor from 'lucide-react/icons/monitor'
import Moon from 'lucide-react/icons/moon'
import Sun from 'lucide-react/icons/sun'
import type { ReactNode } from 'react'
import { PageShell } from '#app/ui/page-shell.tsx'
import type { SwitchFormProps } from '#app/ui/switch-form.tsx'

const LOGO = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><path d="M20 3 37 34H3Z" fill="none" stroke="#222" stroke-width="4"/><circle cx="20" cy="23" r="4"/></svg>',
)}`

const nav = [
  { to: '/actualites', text: 'Actualités' },
  { to: '/annuaire', text: 'Annuaire', current: true },
  { to: '/groupes', text: 'Groupes' },
  { to: '/evenements', text: 'Événements' },
  { to: '/offres', text: 'Offres' },
  { to: '/adhesion', text: 'Adhésion' },
]

const switches: SwitchFormProps[] = [
  {
    action: '/affichage',
    name: 'lang',
    label: 'Langue',
    current: 'fr',
    redirectTo: '/annuaire',
    options: [
      { value: 'fr', text: 'Français', lang: 'fr' },
      { value: 'en', text: 'English', lang: 'en' },
    ],
  },
  {
    action: '/affichage',
    name: 'theme',
    label: 'Affichage',
    current: 'auto',
    redirectTo: '/annuaire',
    options: [
      { value: 'auto', text: 'Auto', icon: Monitor },
      { value: 'light', text: 'Clair', icon: Sun },
      { value: 'dark', text: 'Sombre', icon: Moon },
    ],
  },
]

const account = {
  name: 'Céline Morvan',
  label: 'Mon compte',
  signOut: { action: '/deconnexion', text: 'Se déconnecter' },
  items: [
    { to: '/profil/celine.morvan', text: 'Ma fiche' },
    { to: '/messagerie', text: 'Messages', count: '2' },
    { to: '/parametres', text: 'Réglages' },
    { to: '/adhesion', text: 'Cotisation et dons' },
  ],
}

/** A page of a made-up association, as the product would send it. */
export function Frame({ visitor, banner, children }: { visitor?: boolean; banner?: ReactNode; children: ReactNode }) {
  return (
    <PageShell
      association={{ name: 'Alumni Ponts-de-Loire', logo: LOGO, homeTo: '/' }}
      texts={{
        skip: 'Aller au contenu',
        menu: 'Menu',
        navigation: 'Navigation principale',
        footer: 'Informations légales',
        banner: 'Aperçu',
      }}
      nav={nav}
      account={visitor ? null : account}
      signIn={{ to: '/connexion', text: 'Se connecter', icon: LogIn }}
      footerLinks={[
        { to: '/confidentialite', text: 'Confidentialité' },
        { to: '/registre', text: 'Registre des traitements' },
        { to: '/mentions-legales', text: 'Mentions légales' },
        { to: '/contact', text: 'Nous écrire' },
      ]}
      switches={switches}
      banner={banner}
    >
      {children}
    </PageShell>
  )
}
