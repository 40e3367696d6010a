import { useTranslation } from 'react-i18next'
import { Alert } from '#app/ui/alert.tsx'

const ELSEWHERE: Record<string, string> = {
  reasonWrong: 'account.reasonWrong',
  cannotCreate: 'account.cannotCreate',
  unknown: 'team.unknown',
}

/** Why something was not done. */
export function AccountFaultAlert({ fault }: { fault: string | undefined }) {
  const { t } = useTranslation('admin')
  if (!fault) return null
  return (
    <Alert tone="error" live>
      {t(ELSEWHERE[fault] ?? `account.refused.${fault}`)}
    </Alert>
  )
}
