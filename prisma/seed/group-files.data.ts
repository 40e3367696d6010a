/** Words and drawings of what groups of the demo keep; the drawings are ours. */
export const DOCUMENTS = [
  { folder: 'Comptes rendus', title: 'Compte rendu de la réunion de rentrée' },
  { folder: 'Comptes rendus', title: 'Compte rendu de la visite d’octobre' },
  { folder: 'Pratique', title: 'Plan d’accès et parking' },
  { folder: '', title: 'Programme de l’année' },
] as const

export const PICTURES = [
  {
    alt: 'Un pont métallique au-dessus d’une rivière, collines au loin',
    shapes: `<rect width="400" height="300" fill="#cfe8f5"/><circle cx="320" cy="62" r="26" fill="#ffd76a"/>
      <path d="M0 190 L90 120 L170 180 L250 110 L400 200 V300 H0Z" fill="#8fb996"/>
      <rect y="215" width="400" height="85" fill="#5a9bc4"/><path d="M0 205 H400" stroke="#6b4f3f" stroke-width="10"/>
      <path d="M20 205 Q200 60 380 205" fill="none" stroke="#8a5a44" stroke-width="7"/>
      <path d="M80 160V205M140 125V205M200 112V205M260 125V205M320 160V205" stroke="#8a5a44" stroke-width="4"/>`,
  },
  {
    alt: 'Une grande table dressée, vue de dessus, avec huit assiettes',
    shapes: `<rect width="400" height="300" fill="#f1e3cf"/><rect x="40" y="70" width="320" height="160" rx="18" fill="#b98252"/>
      <g fill="#fffaf2" stroke="#d8c7ae" stroke-width="3"><circle cx="90" cy="112" r="26"/><circle cx="165" cy="112" r="26"/>
      <circle cx="240" cy="112" r="26"/><circle cx="315" cy="112" r="26"/><circle cx="90" cy="188" r="26"/>
      <circle cx="165" cy="188" r="26"/><circle cx="240" cy="188" r="26"/><circle cx="315" cy="188" r="26"/></g>
      <circle cx="200" cy="150" r="14" fill="#6aa84f"/><circle cx="208" cy="144" r="6" fill="#e06666"/>`,
  },
  {
    alt: 'Un sentier qui monte vers deux sommets enneigés',
    shapes: `<rect width="400" height="300" fill="#dcecf8"/><path d="M0 230 L130 70 L220 190 L290 100 L400 230Z" fill="#7d8ca3"/>
      <path d="M105 100 L130 70 L158 108 L132 98Z M270 125 L290 100 L313 132 L291 122Z" fill="#ffffff"/>
      <path d="M0 225 Q200 190 400 225 V300 H0Z" fill="#87b37a"/>
      <path d="M180 300 Q240 260 190 236 Q160 222 150 200" fill="none" stroke="#e9d8a6" stroke-width="12"/>`,
  },
] as const

export const MAILS = [
  {
    subject: 'Prochaine rencontre : les inscriptions sont ouvertes',
    text: 'Bonjour à toutes et à tous,\n\nla prochaine rencontre a lieu le premier jeudi du mois. Dites sur la page du groupe si vous venez, que nous réservions la bonne table.\n\nÀ très vite !',
    daysAgo: 12,
    waits: false,
  },
  {
    subject: 'Visite d’atelier en janvier : vingt places',
    text: 'Bonjour,\n\nnous visitons un atelier en janvier, vingt places seulement. Répondez sur le site si vous êtes intéressé.\n\nBonne semaine !',
    daysAgo: 1,
    waits: true,
  },
] as const
