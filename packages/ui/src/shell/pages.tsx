import type { ReactNode } from 'react'
import type { AppName } from './types.ts'

export interface PageHeaderProps {
  title: string
  /** One line under the title. */
  lead?: ReactNode
  actions?: ReactNode
}

export function PageHeader({ title, lead, actions }: PageHeaderProps) {
  return (
    <header>
      <h1>{title}</h1>
      {lead}
      {actions}
    </header>
  )
}

export interface RefusedPageProps {
  /** What was asked for: `the activity log`. */
  what: string
  /** Who can help, in words: `A Client Admin of Acme GmbH`. */
  helper: string
  role?: string
  requestId?: string | null
  homeHref?: string
}

export function RefusedPage({ what }: RefusedPageProps) {
  return <h1>Your role does not include {what}</h1>
}

export interface ErrorPageProps {
  /** 404 and 500 have their own words; others read as one of the two. */
  status: number
  requestId?: string | null
  homeHref?: string
}

export function ErrorPage({ status }: ErrorPageProps) {
  return <h1>{status}</h1>
}

export interface HonestPageProps {
  app: AppName
  title: string
  lead: string
  /** What will be here, a few words each. */
  points: string[]
}

export function HonestPage({ title }: HonestPageProps) {
  return <h1>{title}</h1>
}
