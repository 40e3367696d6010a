import ListIcon from 'lucide-react/icons/list'
import Mail from 'lucide-react/icons/mail'
import MapIcon from 'lucide-react/icons/map'
import Printer from 'lucide-react/icons/printer'
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal'
import { Avatar } from '#app/ui/avatar.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { CheckboxGroup } from '#app/ui/choice.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { FilterChips } from '#app/ui/filter-chips.tsx'
import { Split } from '#app/ui/layout.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { SearchField } from '#app/ui/search-field.tsx'
import { Select } from '#app/ui/select.tsx'
import { ViewSwitch } from '#app/ui/tabs.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import { Frame } from './frame.tsx'

const people = [
  ['Céline Morvan', 'Promo 1998', 'Directrice technique · Énergies du Ponant', 'Nantes'],
  ['Jean-Baptiste Le Guennec', 'Promo 2004', 'Ingénieur calcul · Chantiers de l’Atlantique', 'Saint-Nazaire'],
  ['Aïcha Ben Salah', 'Promo 2016', 'Cheffe de projet · Atelier Vélo Loire', 'Angers'],
  ['Anne-Marie-Geneviève de la Villesbrunne-Kérouartz-Saint-Hilaire', 'Promo 1961', 'Retraitée', 'La Roche-sur-Yon'],
  ['Thomas Roux', 'Promo 2011', 'Consultant · Cabinet Anticonstitutionnellement & Associés', 'Paris 11e'],
  ['Thomas Roux', 'Promo 1987', 'Gérant · Roux Mécanique', 'Le Mans'],
  ['Núria Ferrer i Puig', 'Promo 2019', 'Data scientist · Observatoire des côtes', 'Barcelone'],
  ['Hélène O’Connor', 'Promo 1993', '', 'Dublin'],
] as const

function Filters() {
  return (
    <Disclosure summary="Filtrer (2)" icon={SlidersHorizontal} framed untilWide>
      <form className="card form-stack">
        <h2 className="text-lg">Filtrer</h2>
        <TextInput name="entreprise" label="Entreprise" />
        <TextInput name="ville" label="Ville" defaultValue="Nantes" />
        <Select
          name="secteur"
          label="Secteur"
          empty="Tous les secteurs"
          options={[
            { value: 'energie', label: 'Énergie' },
            { value: 'naval', label: 'Construction navale' },
          ]}
        />
        <CheckboxGroup
          name="diplome"
          legend="Diplôme"
          defaultValues={['ing']}
          options={[
            { value: 'ing', label: 'Ingénieur', hint: '412 personnes' },
            { value: 'ms', label: 'Mastère spécialisé', hint: '57 personnes' },
          ]}
        />
        <Button look="secondary">Appliquer</Button>
      </form>
    </Disclosure>
  )
}

export function DirectoryPage() {
  return (
    <Frame>
      <PageHeading
        title="Annuaire"
        actions={
          <ViewSwitch
            label="Présentation"
            tabs={[
              { to: '/annuaire', text: 'Liste', current: true, icon: ListIcon },
              { to: '/annuaire/carte', text: 'Carte', icon: MapIcon },
            ]}
          />
        }
      />
      <div className="mb-6">
        <SearchField
          action="/annuaire"
          label="Rechercher une personne"
          button="Rechercher"
          hint="Nom, prénom, promotion, entreprise ou ville"
          defaultValue="ce"
        />
      </div>
      <Split side={<Filters />}>
        <FilterChips
          label="Filtres actifs"
          chips={[
            { to: '/annuaire?diplome=ing', text: 'Nantes', remove: 'Retirer le filtre Nantes' },
            { to: '/annuaire?ville=Nantes', text: 'Ingénieur', remove: 'Retirer le filtre Ingénieur' },
          ]}
          clear={{ to: '/annuaire', text: 'Tout retirer' }}
        />
        <p className="font-semibold" role="status">
          Plus de 1 000 personnes
        </p>
        <Rows data-total={1000}>
          {people.map(([name, promotion, work, city], index) => (
            <Row
              key={name + promotion}
              data-person={`p${index}`}
              to={`/profil/p${index}`}
              lead={<Avatar name={name} />}
              title={name}
              note={
                <>
                  <span data-field="promotion">{promotion}</span>
                  {work && <span data-field="jobTitle"> · {work}</span>}
                </>
              }
              end={<span data-field="homeCity">{city}</span>}
            />
          ))}
        </Rows>
        <Pagination
          label="Pages de l’annuaire"
          summary="21 à 40 sur plus de 1 000"
          previous={{ to: '?page=1', text: 'Précédents' }}
          next={{ to: '?page=3', text: 'Suivants' }}
        />
      </Split>
    </Frame>
  )
}

const seen = (who: string, field: string) => (
  <>
    Visible : {who} –{' '}
    <a href={`/parametres/confidentialite#${field}`}>
      Modifier<span className="sr-only"> la visibilité</span>
    </a>
  </>
)

function ProfileSide() {
  return (
    <>
      <Card>
        <div className="grid justify-items-start gap-4">
          <Avatar name="Céline Morvan" size="large" />
          <div>
            <h1 className="text-2xl">Céline Morvan</h1>
            <p>Directrice technique · Énergies du Ponant</p>
            <p className="text-muted">Promo 1998 · Nantes</p>
          </div>
          <div className="flex flex-wrap gap-2">
            <Badge tone="success">Cotisante</Badge>
            <Badge tone="accent">Ambassadrice</Badge>
          </div>
          <div className="actions w-full">
            <LinkButton icon={Mail} to="/messagerie/nouveau?a=celine.morvan">
              Écrire
            </LinkButton>
            <LinkButton look="secondary" icon={Printer} to="?impression=1">
              Imprimer
            </LinkButton>
          </div>
        </div>
      </Card>
      <Card title="Contact" id="contact">
        <DefinitionList>
          {[
            ['primaryEmail', 'E-mail', 'celine.morvan@exemple.fr'],
            ['mobilePhone', 'Mobile', '06 12 34 56 78'],
          ].map(([field, term, value]) => (
            <div key={field} className="py-2">
              <dt className="text-muted">{term}</dt>
              <dd data-field={field}>{value}</dd>
            </div>
          ))}
        </DefinitionList>
      </Card>
    </>
  )
}

export function ProfilePage() {
  return (
    <Frame>
      <Breadcrumbs label="Fil d’Ariane" items={[{ to: '/annuaire', text: 'Annuaire' }, { text: 'Céline Morvan' }]} />
      <Split wideSide side={<ProfileSide />}>
        <Card title="Parcours professionnel" id="parcours">
          <Rows plain>
            <Row title="Directrice technique" note="Énergies du Ponant, Nantes" end="depuis mars 2019" />
            <Row title="Cheffe de projet" note="Chantiers de l’Atlantique, Saint-Nazaire" end="2007 – 2019" />
            <Row title="Ingénieure d’études" note="Bureau Marin, Brest" end="1998 – 2007" />
          </Rows>
        </Card>
        <Card title="Études" id="etudes">
          <DefinitionList>
            <Definition term="Diplôme" field="diploma" aside={seen('tout le monde', 'diploma')}>
              Ingénieur
            </Definition>
            <Definition term="Promotion" field="promotion" value="1998" aside={seen('cotisants', 'promotion')}>
              Promo 1998
            </Definition>
            <Definition term="Spécialité" field="speciality" aside={seen('mes contacts', 'speciality')}>
              Mécanique des fluides et énergies marines renouvelables
            </Definition>
          </DefinitionList>
        </Card>
        <Card title="Groupes" id="groupes">
          <ul className="chips">
            {['Loire-Atlantique', 'Énergie', 'Voile'].map((name) => (
              <li key={name}>
                <Badge tone="brand">{name}</Badge>
              </li>
            ))}
          </ul>
        </Card>
        <p className="count">Mis à jour en mars 2026</p>
      </Split>
    </Frame>
  )
}
