import { ChevronRight } from 'lucide-react'
import { Visible } from '../text/visible.tsx'
import { HiddenFields } from './hidden-fields.tsx'
import { useSubmitOnce } from './use-submit-once.ts'

/** After the password, when one e-mail belongs to several organisations. */
export interface OrganisationChoice {
  /** Posted back as `organisation`. */
  id: string
  name: string
}

interface OrganisationFormProps {
  action: string | undefined
  hidden: Record<string, string>
  choices: OrganisationChoice[]
}

export function OrganisationForm({ action, hidden, choices }: OrganisationFormProps) {
  const { onSubmit } = useSubmitOnce()
  return (
    <form method="post" action={action} onSubmit={onSubmit}>
      <HiddenFields values={hidden} />
      <p className="-mt-3 mb-4 text-muted-foreground text-table">
        Your e-mail belongs to several. You can sign in to one at a time.
      </p>
      <ul className="grid gap-2">
        {choices.map((choice) => (
          <li key={choice.id}>
            <button
              type="submit"
              name="organisation"
              value={choice.id}
              className="flex min-h-11 w-full items-center justify-between gap-3 rounded-md border border-border-strong px-3 py-2 text-left font-medium text-body transition-colors hover:bg-accent"
            >
              <Visible text={choice.name} />
              <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
            </button>
          </li>
        ))}
      </ul>
    </form>
  )
}
