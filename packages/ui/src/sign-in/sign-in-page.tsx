import type { AppName } from '../shell/types.ts'

/** After the password, when one e-mail belongs to several organisations. */
export interface OrganisationChoice {
  /** Posted back as `organisation`. */
  id: string
  name: string
}

export type SignInStep =
  /** Posts `email`, `password`. */
  | { name: 'password'; email?: string }
  /** Posts `organisation` and every pair of `carry` (what the server needs to remember, such as a ticket). */
  | { name: 'organisation'; choices: OrganisationChoice[]; carry: Record<string, string> }

export interface SignInPageProps {
  app: AppName
  step: SignInStep
  /** What went wrong with the last attempt, one sentence; announced. */
  error?: string | null
  /** Why the reader is here, when not by choice: `You were signed out by Maria Lopez at 14:03. Reason: lost device.` */
  notice?: string | null
  /** Posted along as `next`: where to go afterwards. The server checks it. */
  next?: string | null
  /** Where the form posts to; the page itself by default. */
  action?: string
}

export function SignInPage({ action, next, error, notice }: SignInPageProps) {
  return (
    <main>
      <h1>Sign in</h1>
      {notice}
      {error}
      <form method="post" action={action}>
        {next ? <input type="hidden" name="next" value={next} /> : null}
        <input name="email" type="email" aria-label="E-mail" />
        <input name="password" type="password" aria-label="Password" />
        <button type="submit">Sign in</button>
      </form>
    </main>
  )
}
