/** Pages of the demo's associations: what each says of itself, in its own words where its file gives them. */
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import type { PageSection } from '#app/vocabulary/page-sections.ts'

export interface DemoPage {
  slug: string
  title: string
  section: PageSection
  text: string
  audience?: 'public' | 'network' | 'paid-up'
}

const services = ({ shortName, mailingLists, groups, lifetimeMail }: Scope['config']): string =>
  [
    `Ce que ${shortName} met à la disposition de ses membres :`,
    [
      '- **L’annuaire** : chacun décide, rubrique par rubrique, de ce qu’il montre.',
      ...(groups.length > 0
        ? [
            `- **Les groupes** : ${groups
              .slice(0, 4)
              .map(({ name }) => name.fr)
              .join(', ')}…`,
          ]
        : []),
      ...(lifetimeMail ? [`- **Une adresse à vie** en @${lifetimeMail.domain}, redirigée où vous voulez.`] : []),
      ...mailingLists.slice(0, 3).map(({ name }) => `- **${name.fr}**, que l’on reçoit ou non, à tout moment.`),
    ].join('\n'),
    'Une question ? [Écrivez-nous](/contact).',
  ].join('\n\n')

const board = `Le bureau est élu par l’assemblée générale pour deux ans.

## Fonctions

- présidence ;
- vice-présidence, chargée des groupes ;
- secrétariat ;
- trésorerie.

Le bureau se réunit le premier mardi du mois. Le compte rendu est envoyé aux membres.`

const statutes = (name: string) => `## Article 1 – Nom

Il est fondé entre les adhérents une association régie par la loi du 1er juillet 1901, nommée **${name}**.

## Article 2 – But

Elle entretient les liens entre les diplômés et les élèves, tient l’annuaire, aide chacun dans son parcours et fait connaître l’école.

## Article 3 – Membres

Sont membres les diplômés et les élèves qui le demandent ; sont adhérents ceux dont la cotisation est à jour.

## Article 4 – Assemblée générale

Elle se tient une fois par an. Chaque adhérent a une voix et peut en porter trois autres.

## Article 5 – Ressources

Cotisations, dons, subventions et produit des services rendus.`

const involved = (name: string) => `${name} vit du temps que chacun lui donne : une heure suffit.

## Six façons d’aider

1. [Être à jour de cotisation](/adhesion) : c’est ce qui paie le reste.
2. [Mettre votre fiche à jour](/parametres) : un annuaire juste sert à tous.
3. Relayer une offre de stage ou d’emploi.
4. [Rejoindre un groupe](/groupes), ou en animer un.
5. Inviter vos camarades de promotion à activer leur compte.
6. Vous présenter au conseil, au printemps.`

/** @returns the pages of an association; a network and a federation have no statutes of their own here */
export function pagesOf({ config }: Scope): DemoPage[] {
  const isAssociation = config.kind === 'association'
  return [
    ...(config.kind === 'network'
      ? []
      : [
          { slug: 'statuts', title: 'Statuts', section: 'association', text: statutes(config.name) } as const,
          { slug: 'bureau', title: 'Bureau', section: 'association', text: board } as const,
        ]),
    ...(isAssociation
      ? [
          {
            slug: 'commissions',
            title: 'Commissions',
            section: 'association',
            text: 'Quatre commissions préparent les décisions du conseil : annuaire et données, carrière, rencontres, élèves et jeunes diplômés. Elles sont ouvertes à tous les adhérents.',
          } as const,
          {
            slug: 's-impliquer',
            title: 'S’impliquer',
            section: 'community',
            text: involved(config.shortName),
          } as const,
        ]
      : []),
    { slug: 'services', title: 'Nos services', section: 'services', text: services(config) },
  ]
}
