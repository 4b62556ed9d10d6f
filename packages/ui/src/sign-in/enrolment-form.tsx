import { CodeField } from '../security/code-field.tsx'
import { type SecretOffer, SecretOfferView } from '../security/secret-offer.tsx'
import { Button } from '../shell/button.tsx'
import { HiddenFields } from './hidden-fields.tsx'
import { useSubmitOnce } from './use-submit-once.ts'

interface EnrolmentFormProps {
  action: string | undefined
  hidden: Record<string, string>
  offer: SecretOffer
  failed: boolean
}

/** For a role that needs a second factor: nothing else is to be had before there is one. */
export function EnrolmentForm({ action, hidden, offer, failed }: EnrolmentFormProps) {
  const { pending, onSubmit } = useSubmitOnce()
  return (
    <form method="post" action={action} onSubmit={onSubmit} className="grid gap-4">
      <HiddenFields values={hidden} />
      <p className="-mt-3 text-muted-foreground text-table">
        Your role needs a second factor. It takes a minute, once.
      </p>
      <SecretOfferView offer={offer} />
      <CodeField
        id="code"
        label="The code it shows now"
        kind="digits"
        described={failed ? 'sign-in-error' : undefined}
      />
      <Button type="submit" look="primary" size="large" aria-disabled={pending} className="w-full">
        {pending ? 'Checking…' : 'Confirm and sign in'}
      </Button>
    </form>
  )
}
