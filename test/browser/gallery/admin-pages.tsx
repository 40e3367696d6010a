import Download from 'lucide-react/icons/download'
import UserPlus from 'lucide-react/icons/user-plus'
import Users from 'lucide-react/icons/users'
import { Alert } from '#app/ui/alert.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Split, Stack } from '#app/ui/layout.tsx'
import { SideNav } from '#app/ui/nav.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { SearchField } from '#app/ui/search-field.tsx'
import { StatCard } from '#app/ui/stat-card.tsx'
import { Cell, CellTick, ColumnHead, RowHead, RowTick, Table } from '#app/ui/table.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { Frame } from './frame.tsx'

const menu = [
  {
    title: 'Personnes',
    items: [
      { to: '/admin/membres', text: 'Membres', current: true, icon: Users },
      { to: '/admin/demandes', text: 'Demandes', count: '3', icon: UserPlus },
      { to: '/admin/imports', text: 'Imports', icon: Download },
    ],
  },
  {
    title: 'Règles',
    items: [
      { to: '/admin/regles', text: 'Qui voit quoi' },
      { to: '/admin/journal', text: 'Journal' },
    ],
  },
]

const side = <SideNav label="Administration" summary="Administration : Membres" groups={menu} />

const members = [
  ['Céline Morvan', '1998', 'Cotisante', 'success', '22/11/2026', '90,00 €'],
  ['Jean-Baptiste Le Guennec', '2004', 'À relancer', 'warning', '31/12/2025', '90,00 €'],
  ['Aïcha Ben Salah', '2016', 'Adresse en erreur', 'error', '—', '45,00 €'],
  ['Thomas Roux', '1987', 'Membre', 'neutral', '—', '0,00 €'],
  ['Núria Ferrer i Puig', '2019', 'À valider', 'info', '—', '1 045,00 €'],
] as const

export function AdminMembersPage() {
  return (
    <Frame>
      <Split side={side}>
        <PageHeading
          title="Membres"
          lead="12 430 personnes, dont 3 118 cotisants."
          actions={
            <LinkButton look="secondary" to="/admin/exports">
              Extraire
            </LinkButton>
          }
        />
        <div className="grid gap-4 sm:grid-cols-3">
          <StatCard value="3" label="demandes à valider" to="/admin/demandes" />
          <StatCard value="47" label="adresses en erreur" to="/admin/membres?erreur=1" note="12 de plus ce mois-ci" />
          <StatCard value="25,1 %" label="de cotisants" note="24,3 % en 2025" />
        </div>
        <SearchField label="Rechercher un membre" button="Rechercher" id="membres-q" />
        <form method="post" className="stack">
          <Table
            id="membres"
            caption="Membres, 1 à 50"
            tall
            head={
              <>
                <ColumnHead>Choisir</ColumnHead>
                <ColumnHead sortTo="?tri=nom" sorted="ascending">
                  Nom
                </ColumnHead>
                <ColumnHead sortTo="?tri=promo">Promotion</ColumnHead>
                <ColumnHead>État</ColumnHead>
                <ColumnHead>Dernière cotisation</ColumnHead>
                <ColumnHead number>Total</ColumnHead>
              </>
            }
          >
            {members.map(([name, year, state, tone, date, total]) => (
              <tr key={name}>
                <Cell>
                  <RowTick name="choisis" value={name} label={`Choisir ${name}`} />
                </Cell>
                <RowHead>
                  <a href="/profil/x">{name}</a>
                </RowHead>
                <Cell>{year}</Cell>
                <Cell>
                  <Badge tone={tone}>{state}</Badge>
                </Cell>
                <Cell>{date}</Cell>
                <Cell number>{total}</Cell>
              </tr>
            ))}
          </Table>
          <div className="actions">
            <Button look="secondary" small name="portee" value="page">
              Écrire aux 50 de cette page
            </Button>
            <Button look="quiet" small name="portee" value="tous">
              Écrire aux 12 430 résultats
            </Button>
          </div>
        </form>
        <Pagination
          label="Pages des membres"
          summary="Page 2 sur 249"
          previous={{ to: '?page=1', text: 'Précédents' }}
          next={{ to: '?page=3', text: 'Suivants' }}
          pages={[
            { to: '?page=1', text: '1' },
            { to: '?page=2', text: '2', current: true },
            { to: '?page=3', text: '3' },
            null,
            { to: '?page=249', text: '249' },
          ]}
        />
      </Split>
    </Frame>
  )
}

const roles = ['Administrateur', 'École', 'Membre', 'Adhérent', 'Recruteur', 'Public']
const fields = ['Nom d’usage', 'E-mail principal', 'Mobile', 'Promotion', 'Entreprise', 'Adresse', 'Remarques']
export function RulesMatrixPage() {
  return (
    <Frame>
      <Stack>
        <PageHeading
          title="Qui voit quoi"
          lead="Une règle de l’association ouvre un champ à un rôle ; chaque personne peut encore le fermer."
          actions={<LinkButton to="/admin/regles/apercu">Vérifier avant d’enregistrer</LinkButton>}
        />
        <Tabs
          label="Questions"
          tabs={[
            { to: '/admin/regles', text: 'Tableau', current: true },
            { to: '/admin/regles/champ', text: 'Qui voit un champ ?' },
            { to: '/admin/regles/role', text: 'Que voit un rôle ?', count: '6' },
          ]}
        />
        <Alert tone="warning" title="2 changements non enregistrés">
          <p>
            Mobile : les recruteurs ne verraient plus 1 204 numéros. <a href="/admin/regles/apercu">Voir le détail</a>
          </p>
        </Alert>
        <Table
          id="matrice"
          caption="Champs et rôles"
          firstSticky
          columns
          tall
          head={
            <>
              <ColumnHead>Champ</ColumnHead>
              {roles.map((role) => (
                <ColumnHead key={role}>{role}</ColumnHead>
              ))}
            </>
          }
        >
          {fields.map((field, row) => (
            <tr key={field}>
              <RowHead>{field}</RowHead>
              {roles.map((role, column) => (
                <Cell key={role} className={row === 2 && column === 4 ? 'changed' : undefined}>
                  <CellTick
                    name="voit"
                    value={`${field}:${role}`}
                    label={`${field}, ${role}`}
                    on="Voit"
                    off="Non"
                    defaultChecked={column === 0 || (row * column) % 3 === 0}
                    disabled={column === 0}
                  />
                </Cell>
              ))}
            </tr>
          ))}
        </Table>
      </Stack>
    </Frame>
  )
}

export function EmptyPage() {
  return (
    <Frame
      banner={
        <Alert tone="warning">
          Vous voyez ce site comme un recruteur. <a href="/">Revenir</a>
        </Alert>
      }
    >
      <PageHeading title="Mes offres" />
      <EmptyState
        icon={Users}
        title="Aucune offre pour l’instant"
        action={<LinkButton to="/offres/nouvelle">Déposer une offre</LinkButton>}
      >
        <p>Les offres que vous déposez paraissent ici, avec leur état, dès qu’un bénévole les a relues.</p>
      </EmptyState>
    </Frame>
  )
}
