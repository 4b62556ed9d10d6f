/** The sign-in page: one plain form, working without scripts. It knows what went wrong only as a sentence. */
export type { OrganisationChoice } from './organisation-form.tsx'
export {
  ForgotPasswordPage,
  type ForgotPasswordPageProps,
  ResetPasswordPage,
  type ResetPasswordPageProps,
} from './reset-pages.tsx'
export { SignInPage, type SignInPageProps, type SignInStep } from './sign-in-page.tsx'
