import { Alert } from '#app/ui/alert.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Checkbox, RadioGroup } from '#app/ui/choice.tsx'
import { ConfirmPage } from '#app/ui/confirm-page.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Actions, Narrow, Stack } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { PasswordInput } from '#app/ui/password-input.tsx'
import { Progress } from '#app/ui/progress.tsx'
import { Select } from '#app/ui/select.tsx'
import { Stepper } from '#app/ui/stepper.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { FileInput, Textarea, TextInput } from '#app/ui/text-input.tsx'
import { Frame } from './frame.tsx'

export function SignInPage() {
  return (
    <Frame visitor>
      <Narrow>
        <h1>Se connecter</h1>
        <Alert tone="success" live>
          Votre mot de passe est enregistré. Connectez-vous avec le nouveau.
        </Alert>
        <Card>
          <form method="post" className="form-stack">
            <TextInput
              name="login"
              label="Identifiant"
              hint="Par exemple celine.morvan98"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
            />
            <PasswordInput
              name="password"
              label="Mot de passe"
              show="Afficher"
              hide="Masquer"
              autoComplete="current-password"
            />
            <Button>Se connecter</Button>
            <p>
              <a href="/mot-de-passe-oublie">Retrouver mon accès</a>
            </p>
          </form>
        </Card>
        <p>
          Première visite ? <a href="/activation">Activer mon compte</a>
        </p>
        <p className="text-muted">
          Vous recrutez ? <a href="/recruteurs/connexion">Connexion des entreprises</a>
        </p>
      </Narrow>
    </Frame>
  )
}

const dateError = 'Saisissez une date, par exemple 22/11/1958'
const mailError = 'Saisissez une adresse, par exemple prenom.nom@exemple.fr'
const choiceError = 'Choisissez qui peut voir votre adresse'

export function FormErrorsPage() {
  return (
    <Frame>
      <PageHeading title="Mes coordonnées" lead="Vous choisissez plus bas qui les voit." />
      <form method="post" encType="multipart/form-data" className="form-stack max-w-form">
        <ErrorSummary
          title="Trois réponses sont à corriger"
          errors={[
            { field: 'birthDate', message: dateError },
            { field: 'primaryEmail', message: mailError },
            { field: 'audience', message: choiceError },
          ]}
        />
        <TextInput name="lastName" label="Nom d’usage" defaultValue="Morvan" autoComplete="family-name" />
        <TextInput
          name="birthDate"
          label="Date de naissance"
          hint="Jour, mois, année"
          defaultValue="31/02/1975"
          error={dateError}
          narrow
        />
        <TextInput
          name="primaryEmail"
          type="email"
          label="E-mail principal"
          defaultValue="anticonstitutionnellement.une.adresse.vraiment.tres.longue@sous-domaine.exemple"
          error={mailError}
        />
        <TextInput name="salary" label="Don" after="€" inputMode="decimal" narrow optional="facultatif" />
        <Select
          name="homeCountry"
          label="Pays"
          empty="Choisissez un pays"
          defaultValue="fr"
          options={[
            { label: 'Fréquents', options: [{ value: 'fr', label: 'France' }] },
            { label: 'Tous', options: [{ value: 'de', label: 'Allemagne' }] },
          ]}
        />
        <RadioGroup
          name="audience"
          legend="Qui voit votre adresse ?"
          hint="L’association peut limiter ce choix ; elle dit alors pourquoi."
          error={choiceError}
          framed
          options={[
            { value: 'network', label: 'Le réseau', hint: 'Les diplômés connectés' },
            { value: 'friends', label: 'Mes contacts' },
            {
              value: 'public',
              label: 'Tout le monde',
              hint: 'Fermé par l’association : adresse privée',
              disabled: true,
            },
          ]}
        />
        <Textarea name="bio" label="Présentation" optional="facultatif" defaultValue="Passionnée d’énergies marines." />
        <FileInput name="photo" label="Photo" hint="GIF, PNG ou JPEG, 2 Mo au plus" accept="image/*" />
        <Checkbox name="print" label="Figurer dans l’annuaire imprimé" hint="Envoyé aux cotisants en décembre" />
        <Actions>
          <Button>Enregistrer</Button>
          <LinkButton look="secondary" to="/parametres">
            Annuler
          </LinkButton>
        </Actions>
      </form>
    </Frame>
  )
}

const columns = [
  ['NOM USAGE', 'Nom d’usage', 'MORVAN · LE GUENNEC · ROUX'],
  ['Prénom', 'Prénom', 'Céline · Jean-Baptiste · Thomas'],
  ['Tel portable', 'Mobile', '0612345678 · +33 6 98 76 54 32'],
  ['Observations', '', 'NPAI · à relancer'],
] as const

export function ImportPage() {
  return (
    <Frame>
      <Stack>
        <Stepper current={3} total={6} text="Étape 3 sur 6" title="Colonnes" next="Étape suivante : Doublons" />
        <Alert title="Correspondances retrouvées">
          Elles viennent de votre import du 12 mars 2026. Une case vide conserve l’ancienne valeur.
        </Alert>
        <Progress id="lecture" label="Lecture du fichier" value={9_100} max={14_000} text="9 100 lignes sur 14 000" />
        <form method="post" className="stack">
          <Table
            id="colonnes"
            caption="Colonnes de « annuaire-2026.xlsx »"
            head={
              <>
                <ColumnHead>Importer</ColumnHead>
                <ColumnHead>Dans le fichier</ColumnHead>
                <ColumnHead>Dans quel champ</ColumnHead>
                <ColumnHead>Exemples</ColumnHead>
              </>
            }
          >
            {columns.map(([column, field, samples], index) => (
              <tr key={column}>
                <Cell>
                  <label className="tick-cell">
                    <span className="sr-only">Importer {column}</span>
                    <input type="checkbox" name={`take-${index}`} defaultChecked={Boolean(field)} />
                  </label>
                </Cell>
                <RowHead>{column}</RowHead>
                <Cell>
                  <select
                    name={`field-${index}`}
                    aria-label={`Champ pour ${column}`}
                    className="control table-control min-w-48"
                    defaultValue={field}
                  >
                    <option value="">Choisissez un champ</option>
                    {field && <option>{field}</option>}
                  </select>
                </Cell>
                <Cell className="text-muted">{samples}</Cell>
              </tr>
            ))}
          </Table>
          <Actions>
            <Button>Continuer</Button>
            <LinkButton look="secondary" to="?etape=2">
              Revenir
            </LinkButton>
            <LinkButton look="quiet" to="/admin/imports">
              Reprendre plus tard
            </LinkButton>
          </Actions>
        </form>
      </Stack>
    </Frame>
  )
}

export function ConfirmDeletePage() {
  return (
    <Frame>
      <ConfirmPage
        title="Supprimer 12 fiches ?"
        confirm="Supprimer les 12 fiches"
        danger
        cancel={{ to: '/admin/membres', text: 'Garder les fiches' }}
        hidden={[{ name: 'selection', value: 'abc' }]}
        fields={<TextInput name="reason" label="Motif" hint="Il figurera au journal" />}
      >
        <p>Les paiements restent conservés dix ans, comme la loi le demande. Vous pouvez annuler pendant 30 jours.</p>
      </ConfirmPage>
    </Frame>
  )
}
