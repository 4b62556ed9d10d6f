/** One's own second factor: how it stands, adding it, its recovery codes. Plain forms, working without scripts. */
export { SecurityPage, type SecurityPageProps, type SecurityStep } from './security-page.tsx'
