import { Link } from '@remix-run/react'
import { ArrowLeft, CircleDashed, LockKeyhole } from 'lucide-react'
import type { ReactNode } from 'react'
import { Visible } from '../text/visible.tsx'
import { buttonClass } from './button.tsx'
import { CopyButton } from './copy-button.tsx'
import type { AppName } from './types.ts'

export interface PageHeaderProps {
  title: string
  /** One line under the title. */
  lead?: ReactNode
  actions?: ReactNode
}

export function PageHeader({ title, lead, actions }: PageHeaderProps) {
  return (
    <header className="mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
      <div className="min-w-0">
        <h1 className="font-semibold text-title tracking-[-0.012em]">{title}</h1>
        {lead ? <div className="mt-0.5 text-muted-foreground text-table">{lead}</div> : null}
      </div>
      {actions ? <div className="flex items-center gap-2">{actions}</div> : null}
    </header>
  )
}

interface StatementProps {
  kicker: ReactNode
  title: string
  requestId?: string | null | undefined
  homeHref?: string | undefined
  children: ReactNode
}

/** A page that says one thing. */
function Statement({ kicker, title, requestId, homeHref = '/', children }: StatementProps) {
  return (
    <div className="mx-auto max-w-xl px-2 py-[12vh]">
      <p className="mb-3 flex items-center gap-2 text-muted-foreground text-table">{kicker}</p>
      <h1 className="text-balance font-semibold text-display tracking-[-0.018em]">{title}</h1>
      <div className="mt-3 grid gap-3 text-pretty text-body text-muted-foreground">{children}</div>
      <p className="mt-6">
        <Link to={homeHref} className={buttonClass({ look: 'plain' })}>
          <ArrowLeft aria-hidden="true" />
          Back to the start
        </Link>
      </p>
      {requestId ? <RequestId id={requestId} /> : null}
    </div>
  )
}

function RequestId({ id }: { id: string }) {
  return (
    <p className="mt-10 flex flex-wrap items-center gap-x-2 border-border border-t pt-3 text-meta text-muted-foreground">
      Request <code className="break-all">{id}</code>
      <CopyButton text={() => id} label="Copy request id" iconOnly />
    </p>
  )
}

export interface RefusedPageProps {
  /** What was asked for, as it fits into a sentence: `the activity log`. */
  what: string
  /** Who can help, as it begins a sentence: `A Client Admin of Acme GmbH`. */
  helper: string
  /** The reader's role, in words. */
  role?: string
  requestId?: string | null
  homeHref?: string
}

export function RefusedPage({ what, helper, role, requestId, homeHref }: RefusedPageProps) {
  return (
    <Statement
      kicker={
        <>
          <LockKeyhole aria-hidden="true" className="size-4" /> Not part of your role
        </>
      }
      title={`You can’t open ${what}`}
      requestId={requestId}
      homeHref={homeHref}
    >
      <p>
        {role ? (
          <>
            You are signed in as <span className="text-foreground">{role}</span>, and that role does not include {what}.{' '}
          </>
        ) : (
          <>Your role does not include {what}. </>
        )}
        Nothing is broken, and nothing was shown.
      </p>
      <p>
        <span className="text-foreground">
          <Visible text={helper} />
        </span>{' '}
        can look something up for you, or give you a role that includes it. This attempt was recorded, as every look at
        protected data is.
      </p>
    </Statement>
  )
}

export interface ErrorPageProps {
  /** 404 and 503 have words of their own; everything else is a fault of ours. */
  status: number
  requestId?: string | null
  homeHref?: string
}

const errorWords: Record<number, { title: string; text: string }> = {
  404: {
    title: 'There is nothing at this address',
    text: 'It may have been mistyped, or it belongs to something that is not visible to you. The two look the same from here, on purpose.',
  },
  503: {
    title: 'Daybook is not ready yet',
    text: 'It is starting, or its database does not answer. Nothing that was acknowledged is lost. Try again in a minute.',
  },
}

const faultWords = {
  title: 'Something went wrong on our side',
  text: 'Nothing you did is lost by this page. Try again; if it keeps happening, give the request number below to whoever runs this installation: it finds the cause in their log.',
}

export function ErrorPage({ status, requestId, homeHref }: ErrorPageProps) {
  const { title, text } = errorWords[status] ?? faultWords
  return (
    <Statement
      kicker={<span className="tabular-nums">Error {status}</span>}
      title={title}
      requestId={requestId}
      homeHref={homeHref}
    >
      <p>{text}</p>
    </Statement>
  )
}

export interface HonestPageProps {
  app: AppName
  title: string
  lead: string
  /** What will be here, a few words each. */
  points: string[]
}

/** A room that is not furnished yet, and says so. */
export function HonestPage({ app, title, lead, points }: HonestPageProps) {
  return (
    <div data-app={app} className="mx-auto max-w-xl px-2 py-[10vh]">
      <p className="mb-3 flex items-center gap-2 font-medium text-house text-table">
        <CircleDashed aria-hidden="true" className="size-4" /> Not built yet
      </p>
      <h1 className="text-balance font-semibold text-display tracking-[-0.018em]">{title}</h1>
      <p className="mt-3 text-pretty text-body text-muted-foreground">{lead}</p>
      <h2 className="mt-8 mb-2 font-medium text-table">What will be here</h2>
      <ul className="divide-y divide-border border-border border-y">
        {points.map((point) => (
          <li key={point} className="py-2.5 text-body text-muted-foreground">
            {point}
          </li>
        ))}
      </ul>
    </div>
  )
}
